package dev.threatcards.source;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import dev.threatcards.card.Listing;
import dev.threatcards.card.Listing.Entry;
import dev.threatcards.card.Listing.Kind;

/**
 * Tells labels from prose in the lists of a card, for every form alike. The encyclopedia splits sentences at their commas,
 * so that a list of labels ends in "others", "Electronics and journalists" or "an MS Office 0-day exploit".
 *
 * <p>An entry is judged by its own shape, never by how often it occurs: what is a label on one card is one on all, whatever
 * else is in the index.
 */
final class Labels {

    /** The longest label, in characters; on the real decks longer entries are sentences. */
    private static final int LONGEST = 40;

    /** Labels of ETDA's that only look like prose, for the lower-case word after their "and". */
    private static final Set<String> KNOWN = Set.of("Oil and gas", "Legal and professional services");

    // A sentence's punctuation, a quotation, a link; a full stop counts only where a sentence ends.
    private static final Pattern PUNCTUATION = Pattern.compile("[,;:“”\"]|\\{\\{|[a-z]\\.(\\s|$)|\\. ");

    // A determiner, quantifier or conjunction at the beginning: "several 0-days", "other targets", "that are …".
    private static final Pattern BEGINNING = Pattern.compile(
            "(an?|and|others?|several|various|many|most|some|all|this|these|those|that|different|elsewhere|large"
                    + "|custom|multiple|numerous|own|self|everything|specifically|high[ -]profile)\\b.*|(?-i:the .*)",
            Pattern.CASE_INSENSITIVE);

    // "x and y" where y is no proper name, or x is none; "… and others", "Worldwide except …".
    private static final Pattern CONJUNCTION = Pattern
            .compile(".*\\band \\p{Ll}.*|\\p{Ll}.* and .*|.*\\bexcept\\b.*|.* others?");

    // Exploits and holes named by what they are, not by a name of their own: "0-day exploits in MS Office".
    private static final Pattern GENERIC = Pattern.compile(".*\\b(0-days?|vulnerabilit(y|ies)|exploits?|scripts)\\b.*");

    /** Kinds that are kept: more than the real decks have labels; past it all are forgotten and begun anew. */
    private static final int MOST_KEPT = 50_000;

    private static final ConcurrentHashMap<String, Kind> KEPT = new ConcurrentHashMap<>();

    private Labels() {
    }

    /** The entries with their kinds; blank ones fall away. */
    static Listing listing(List<String> entries) {
        return new Listing(entries.stream().map(String::strip).filter(text -> !text.isEmpty())
                .map(text -> new Entry(text, kind(text))).toList());
    }

    static Kind kind(String text) {
        if (text.length() > LONGEST) {
            return Kind.PROSE;
        }
        Kind kept = KEPT.get(text);
        if (kept != null) {
            return kept;
        }
        Kind kind = judged(text);
        if (KEPT.size() >= MOST_KEPT) {
            KEPT.clear();
        }
        KEPT.put(text, kind);
        return kind;
    }

    private static Kind judged(String text) {
        if (KNOWN.contains(text)) {
            return Kind.LABEL;
        }
        boolean prose = PUNCTUATION.matcher(text).find() || BEGINNING.matcher(text).matches()
                || CONJUNCTION.matcher(text).matches() || GENERIC.matcher(text).matches();
        return prose ? Kind.PROSE : Kind.LABEL;
    }
}
