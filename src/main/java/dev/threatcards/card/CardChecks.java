package dev.threatcards.card;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.threatcards.text.WellFormedText;

/**
 * Validates the properties of a card that a program builds, so that it can be indexed, filtered and exported in every form. Texts are
 * returned well-formed, see {@link WellFormedText}.
 *
 * <p>Each method throws an {@link IllegalArgumentException} that names the card and the property.
 */
final class CardChecks {

    /** The longest text of a card in total, in characters; the longest card of the real decks has some 300,000. */
    private static final int LONGEST_CARD = 16 << 20;

    private final String card;
    private long length;

    CardChecks(String name) {
        this.card = "\"" + WellFormedText.cut(WellFormedText.of(name), Facet.LONGEST_VALUE) + "\"";
    }

    private IllegalArgumentException refused(String property, String why) {
        return new IllegalArgumentException(
                "The card " + card + " cannot be taken: its \"" + property + "\" " + why + ".");
    }

    /** A text of any length, within the limit for the whole card. */
    String text(String value, String property) {
        String text = WellFormedText.of(value);
        length += text.length();
        if (length > LONGEST_CARD) {
            throw refused(property, "makes it longer than " + LONGEST_CARD + " characters");
        }
        return text;
    }

    /** A name or a label, which may be empty. */
    String term(String value, String property) {
        String term = text(value, property);
        if (term.length() > Facet.LONGEST_VALUE) {
            throw refused(property, "has a value of " + term.length() + " characters; at most " + Facet.LONGEST_VALUE
                    + " are a name or a label");
        }
        return term;
    }

    /** A name that is not blank. */
    String title(String value, String property) {
        String title = term(value, property);
        if (title.isBlank()) {
            throw refused(property, "is empty");
        }
        return title;
    }

    List<String> texts(List<String> values, String property) {
        return each(values, value -> text(value, property));
    }

    List<String> terms(List<String> values, String property) {
        return each(values, value -> term(value, property));
    }

    List<Name> names(List<Name> names) {
        return each(names, each -> new Name(title(each.name(), "names"), term(each.giver(), "names")));
    }

    /** A date in the years 1 to 9999, which every export format can represent. */
    CardDate date(CardDate date, String property) {
        boolean outside = date.isKnown()
                && Stream.of(date.from(), date.to()).anyMatch(day -> day.getYear() < 1 || day.getYear() > 9999);
        if (outside) {
            throw refused(property, "is of no year from 1 to 9999");
        }
        return new CardDate(text(date.text(), property), date.from(), date.to(), date.precision());
    }

    Listing listing(Listing listing, String property) {
        return new Listing(each(listing.entries(), entry -> {
            boolean label = entry.kind() == Listing.Kind.LABEL;
            return new Listing.Entry(label ? term(entry.text(), property) : text(entry.text(), property), entry.kind());
        }));
    }

    List<Activity> activities(List<Activity> activities, String property) {
        return each(activities, each -> new Activity(date(each.date(), property), text(each.text(), property)));
    }

    List<Relation> relations(List<Relation> relations) {
        return each(relations, each -> new Relation(term(each.type(), "relations"), title(each.target(), "relations"),
                term(each.likelihood(), "relations"), text(each.deck(), "relations")));
    }

    /** Techniques that have a name or an id of ATT&amp;CK. */
    List<Technique> techniques(List<Technique> techniques) {
        return each(techniques, each -> {
            title(each.label(), "techniques");
            if (!each.id().isEmpty()
                    && !TechniqueId.parse(each.id()).map(TechniqueId::toString).equals(Optional.of(each.id()))) {
                throw refused("techniques", "has the id \"" + WellFormedText.cut(each.id(), Facet.LONGEST_VALUE)
                        + "\", which is none like T1566.001");
            }
            return new Technique(term(each.id(), "techniques"), term(each.name(), "techniques"),
                    terms(each.tactics(), "techniques"), text(each.source(), "techniques"), each.withdrawn());
        });
    }

    Map<String, String> unknown(Map<String, String> unknown) {
        Map<String, String> checked = new TreeMap<>();
        unknown.forEach((key, value) -> {
            String property = "unknown\" key \"" + key;
            checked.put(text(key, property), text(value, property));
        });
        return checked;
    }

    private static <T> List<T> each(List<T> values, UnaryOperator<T> check) {
        return values.stream().map(check).toList();
    }
}
