package dev.threatcards.analysis;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.WellFormedText;

/** The fields of a card's document. */
public final class CardFields {

    private static final String FACET = "facet.";

    /** Identity: a term, and sorted doc values. */
    public static final String UUID = "uuid";
    /** {@link #ACTOR} or {@link #TOOL}: a term. */
    public static final String KIND = "kind";
    public static final String ACTOR = "actor";
    public static final String TOOL = "tool";
    /** Whose card it is, of actors and tools: terms and sorted set doc values, see {@link Deck#collection}. */
    public static final String COLLECTION = facet(Facet.COLLECTION);
    /** Ids of the decks that say something of the card: terms. */
    public static final String DECK = "deck";
    /** The card's place in addresses: a term, see {@link NameKeys#slug}. */
    public static final String SLUG = "slug";

    /** The titles under which decks that know the card's uuid have it: terms, see {@link NameKeys#title}. */
    public static final String TITLE = "title";
    /** {@link #TITLED} where a deck that knows titles alone says something of the card: a term. */
    public static final String IDENTITY = "identity";
    public static final String TITLED = "titled";
    /** Uuids of name-givers, where a deck knows them by uuid alone: terms. */
    public static final String GIVER = "giver";
    /** Uuids and folded titles of the cards that the card has relations to: terms. */
    public static final String RELATED = "related";
    /** Folded names of the cards that the card's text links to: terms. */
    public static final String MENTIONED = "mentioned";

    /** Each name as it is written but for case: terms, see {@link NameKeys#exact}. */
    public static final String NAME_EXACT = "name.exact";
    /** Each name without case, accents and separators: terms, see {@link NameKeys#folded}. */
    public static final String NAME_FOLDED = "name.folded";
    /** The words of the names: {@link NameAnalyzer}. */
    public static final String NAME_WORDS = "name.words";

    /** Labels and the prose between them: country, motivation, sponsor, sectors, targets, tools, givers; positions kept for pairs of words. */
    public static final String LABELS = "labels";
    /**
     * All of the card's words in one field, to match with and to rank by; those of labels twice, since who an actor is tells more than a
     * word of its story. Positions kept for phrases.
     */
    public static final String TEXT = "text";

    /** All of the card's words as they are written, neither stemmed nor stopped: {@link NameAnalyzer}. */
    public static final String WORDS = "words";

    /** The card itself: binary doc values, as a codec of its own writes it. */
    public static final String CARD = "card";

    /** The card's title for sorting: sorted doc values. */
    public static final String SORT_NAME = "sort.name";
    /** First day of first seen, as days since 1970: numeric doc values, absent where it is not known. */
    public static final String SORT_FIRST_SEEN = "sort.firstSeen";
    /** Last day of the newest operation, as days since 1970. */
    public static final String SORT_LAST_ACTIVE = "sort.lastActive";
    /** Day of the last change, as days since 1970. */
    public static final String SORT_CHANGED = "sort.changed";

    /** The days that first seen may mean: a range of days since 1970. */
    public static final String DAYS_FIRST_SEEN = "days.firstSeen";
    /** The days on which operations began: a range each. */
    public static final String DAYS_ACTIVE = "days.active";
    /** The day of the last change: a range. */
    public static final String DAYS_CHANGED = "days.changed";

    /** The longest term, in characters: three bytes each at the most, and Lucene takes no term of more than 32,766 bytes. */
    private static final int LONGEST_TERM = 1_000;

    /** The longest value of a facet, in characters: as long as a filter may be. */
    private static final int LONGEST_FACET_VALUE = Facet.LONGEST_VALUE;

    private CardFields() {
    }

    /** A value as a field has it as a term or in sorted doc values: cut where it is longer than a term may be. */
    public static String bounded(String field, String value) {
        return WellFormedText.cut(value, field.startsWith(FACET) ? LONGEST_FACET_VALUE : LONGEST_TERM);
    }

    /** The term of that kind of card in {@link #KIND}. */
    public static String kind(CardReference.Kind kind) {
        return switch (kind) {
            case ACTOR -> ACTOR;
            case TOOL -> TOOL;
        };
    }

    /** A facet's values as they are on the card: terms and sorted set doc values, a field a facet. */
    public static String facet(Facet facet) {
        return FACET + facet.parameter();
    }

    /** A facet's values as a query may spell them: terms, see {@link CardAnalyzer#key}. */
    public static String label(Facet facet) {
        return "label." + facet.parameter();
    }
}
