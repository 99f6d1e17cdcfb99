package dev.threatcards.source.form;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import dev.threatcards.card.Listing;
import dev.threatcards.card.Listing.Entry;
import dev.threatcards.card.Listing.Kind;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.Places;
import dev.threatcards.text.Sectors;

/**
 * Classifies the entries of a card's lists as labels or prose, and brings labels of other sources to the encyclopedia's spelling. The encyclopedia splits sentences at their commas, so that a list of
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

    /**
     * A list in the labels that cards use.
     *
     * @param entries labels, each once, and prose
     * @param written what the source wrote where its words for a label differ, in order; a code of ISO 3166 is no wording
     */
    record Normal(Listing entries, List<String> written) {
        Normal {
            written = DefensiveCopies.list(written, "written");
        }
    }

    /** Countries that an actor is attributed to. What names no country stays as it is. */
    static Normal countries(List<String> texts) {
        return normal(texts, Places::countries, text -> Kind.LABEL);
    }

    /** Observed countries and parts of the world. Other labels stay as they are. */
    static Normal targets(List<String> texts) {
        return normal(texts, text -> Places.readAll(text).stream().map(Places.Place::label).distinct().toList(),
                Labels::kind);
    }

    /** Observed sectors. Other labels stay as they are. */
    static Normal sectors(List<String> texts) {
        return normal(texts, Sectors::labels, Labels::kind);
    }

    /**
     * Brings a list to its labels.
     *
     * @param labels the labels for a text; none if it is not known
     * @param kind the kind of a text that is not known
     */
    private static Normal normal(List<String> texts, Function<String, List<String>> labels,
            Function<String, Kind> kind) {
        Set<Entry> entries = new LinkedHashSet<>();
        Set<String> written = new LinkedHashSet<>();
        for (String text : texts) {
            List<String> known = labels.apply(text);
            if (known.isEmpty()) {
                entries.add(new Entry(text, kind.apply(text)));
                continue;
            }
            known.forEach(label -> entries.add(new Entry(label, Kind.LABEL)));
            if (!known.equals(List.of(text)) && !Places.isCode(text)) {
                written.add(text);
            }
        }
        return new Normal(new Listing(List.copyOf(entries)), List.copyOf(written));
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
