package dev.threatcards.source.form;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.threatcards.card.Listing;
import dev.threatcards.card.Listing.Entry;
import dev.threatcards.card.Listing.Kind;

/**
 * Classifies the entries of a card's lists as labels or prose. The encyclopedia splits sentences at their commas, so that a list of
 * labels ends in "others", "Electronics and journalists" or "an MS Office 0-day exploit". The classification depends on the text alone,
 * so that it is the same on every card.
 */
public final class Labels {

    /** The longest label, in characters. Longer entries of the real decks are sentences. */
    private static final int LONGEST = 40;

    /** ETDA's labels that the rules would classify as prose because of the lower-case word after "and". */
    private static final Set<String> KNOWN = Set.of("Oil and gas", "Legal and professional services");

    // Punctuation of a sentence, a quotation or a link. A full stop counts only at the end of a sentence.
    private static final Pattern PUNCTUATION = Pattern.compile("[,;:“”\"]|\\{\\{|[a-z]\\.(\\s|$)|\\. ");

    // A determiner, quantifier or conjunction at the beginning: "several 0-days", "other targets", "that are …".
    private static final Pattern BEGINNING = Pattern.compile(
            "(an?|and|others?|several|various|many|most|some|all|this|these|those|that|different|elsewhere|large"
                    + "|custom|multiple|numerous|own|self|everything|specifically|high[ -]profile)\\b.*|(?-i:the .*)",
            Pattern.CASE_INSENSITIVE);

    // "x and y" unless both are proper names; "… and others", "Worldwide except …".
    private static final Pattern CONJUNCTION = Pattern
            .compile(".*\\band \\p{Ll}.*|\\p{Ll}.* and .*|.*\\bexcept\\b.*|.* others?");

    // Exploits and vulnerabilities without a name of their own: "0-day exploits in MS Office".
    private static final Pattern GENERIC = Pattern.compile(".*\\b(0-days?|vulnerabilit(y|ies)|exploits?|scripts)\\b.*");

    private Labels() {
    }

    /** The entries with their kinds, without blank ones. */
    static Listing listing(List<String> entries) {
        return new Listing(entries.stream().map(String::strip).filter(text -> !text.isEmpty())
                .map(text -> new Entry(text, kind(text))).toList());
    }

    /** Classifies an entry. */
    public static Kind kind(String text) {
        if (KNOWN.contains(text)) {
            return Kind.LABEL;
        }
        boolean prose = text.length() > LONGEST || PUNCTUATION.matcher(text).find() || BEGINNING.matcher(text).matches()
                || CONJUNCTION.matcher(text).matches() || GENERIC.matcher(text).matches();
        return prose ? Kind.PROSE : Kind.LABEL;
    }
}
