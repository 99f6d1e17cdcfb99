package dev.threatcards.analysis;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.ReportAddress;
import dev.threatcards.text.WellFormedText;

/** The fields of a card's document. */
public final class CardFields {

    private static final String FACET = "facet.";

    /** Identity: a term, and sorted doc values. */
    public static final String UUID = "uuid";
    /** {@link #ACTOR}, {@link #TOOL} or {@link #MAPPING}: a term. */
    public static final String KIND = "kind";
    public static final String ACTOR = "actor";
    public static final String TOOL = "tool";
    /** An entry of a mapping file: names that a source says are one actor's. No search, scan, count or export covers it. */
    public static final String MAPPING = "mapping";
    /** An operation of the actor whose document follows: its document has only fields of operations, so that no search for cards finds it. */
    public static final String OPERATION = "operation";
    /** The uuid of the card, on the documents of its operations too: a term by which all of them are replaced together. */
    public static final String BLOCK = "block";
    /** The collection of the card: a term and sorted set doc values, see {@link Deck#collection}. */
    public static final String COLLECTION = facet(Facet.COLLECTION);
    /** Ids of the decks that have the card: terms. */
    public static final String DECK = "deck";
    /** The editions from which the card has a source: a term for each, with kind, day and deck. */
    public static final String EDITIONS = "editions";
    /** The card's part of a URL: a term, see {@link NameKeys#slug}. */
    public static final String SLUG = "slug";

    /** The card's titles in decks that have its uuid: terms, see {@link NameKeys#title}. */
    public static final String TITLE = "title";
    /** {@link #TITLED} if a deck without uuids has the card: a term. */
    public static final String IDENTITY = "identity";
    public static final String TITLED = "titled";
    /** Uuids of name-givers, if a deck has their uuids only: terms. */
    public static final String GIVER = "giver";
    /** Uuids and folded titles of the cards that the card has relations to: terms. */
    public static final String RELATED = "related";
    /** Folded names of the cards that the card's text links to: terms. */
    public static final String MENTIONED = "mentioned";

    /** The addresses that the card cites, or the operation, in their normal form: terms, see {@link ReportAddress}. */
    public static final String REPORT = "report";

    /** Each name in lower case: terms, see {@link NameKeys#exact}. */
    public static final String NAME_EXACT = "name.exact";
    /** Each name without case, accents and separators: terms, see {@link NameKeys#folded}. */
    public static final String NAME_FOLDED = "name.folded";
    /** Each name without its head nouns: terms, see {@link NameKeys#core}. */
    public static final String NAME_CORE = "name.core";
    /** The words of the names: {@link NameAnalyzer}. */
    public static final String NAME_WORDS = "name.words";

    /** Labels and the prose between them: country, motivation, sponsor, sectors, targets, tools, givers. Has positions, for pairs of words. */
    public static final String LABELS = "labels";
    /**
     * All words of the card, for matching and ranking; the words of labels twice, since a label says more about an actor than a word of a
     * story. Has positions, for phrases.
     */
    public static final String TEXT = "text";
    /** {@link #TEXT} of a tool's card. Tools have a field of their own because BM25 compares a card's length and words with its kind's. */
    public static final String TOOL_TEXT = "text.tool";

    /** All words of the card, neither stemmed nor without stop words: {@link NameAnalyzer}. */
    public static final String WORDS = "words";

    /** What happened in an operation: terms with positions. */
    public static final String OPERATION_TEXT = "operation.text";
    /** The words of an operation, neither stemmed nor without stop words: {@link NameAnalyzer}. */
    public static final String OPERATION_WORDS = "operation.words";
    /** The place of an operation among those of its card: numeric doc values. */
    public static final String OPERATION_PLACE = "operation.place";
    /** The days on which an operation may have begun: a range. */
    public static final String OPERATION_DAYS = "operation.days";
    /** The first and the last of these days, as days since 1970: numeric doc values, absent if the date is unknown. */
    public static final String OPERATION_FROM = "operation.from";
    public static final String OPERATION_TO = "operation.to";
    /** The order of operations in time, the newest the greatest: numeric doc values, absent if the date is unknown. */
    public static final String OPERATION_SORT = "operation.sort";

    /** The encoded card: binary doc values. */
    public static final String CARD = "card";

    /** The card's title for sorting: sorted doc values. */
    public static final String SORT_NAME = "sort.name";
    /** The first day of the first-seen date, as days since 1970: numeric doc values, absent if it is unknown. */
    public static final String SORT_FIRST_SEEN = "sort.firstSeen";
    /** The last day of the newest operation, as days since 1970. */
    public static final String SORT_LAST_ACTIVE = "sort.lastActive";
    /** The day of the last change, as days since 1970. */
    public static final String SORT_CHANGED = "sort.changed";

    /** 1 if the card is not current, absent otherwise: numeric doc values. */
    public static final String SORT_EDITION = "sort.edition";

    /** The days of the first-seen date: a range of days since 1970. */
    public static final String DAYS_FIRST_SEEN = "days.firstSeen";
    /** The days on which the actor was active: a range for each operation, and one for the period in which it was observed. */
    public static final String DAYS_ACTIVE = "days.active";
    /** The day of the last change: a range. */
    public static final String DAYS_CHANGED = "days.changed";

    /** The longest term, in characters of at most three bytes; Lucene's limit is 32,766 bytes. */
    private static final int LONGEST_TERM = 1_000;

    /** The longest value of a facet, in characters. */
    private static final int LONGEST_FACET_VALUE = Facet.LONGEST_VALUE;

    private CardFields() {
    }

    /** The field with the ranges of days of a facet that {@link Facet#hasYears}. */
    public static String days(Facet facet) {
        return "days." + facet.parameter();
    }

    /** A value as the field has it: cut if it is longer than a term may be. */
    public static String bounded(String field, String value) {
        return WellFormedText.cut(value, field.startsWith(FACET) ? LONGEST_FACET_VALUE : LONGEST_TERM);
    }

    /** The term of a kind of card in {@link #KIND}. */
    public static String kind(CardReference.Kind kind) {
        return switch (kind) {
            case ACTOR -> ACTOR;
            case TOOL -> TOOL;
        };
    }

    /** The field with all words of a card of that kind, {@link #ACTOR} or {@link #TOOL}. */
    public static String text(String kind) {
        return kind.equals(TOOL) ? TOOL_TEXT : TEXT;
    }

    /** The field with a facet's values as they are on the card: terms and sorted set doc values. */
    public static String facet(Facet facet) {
        return FACET + facet.parameter();
    }

    /** The field with an operation's values of a facet: terms and sorted set doc values. */
    public static String facet(OperationFacet facet) {
        return FACET + "operation." + facet.parameter();
    }

    /** The field with the keys of a facet's values: terms, see {@link CardAnalyzer#key}; of tools also {@link NameKeys#folded}. */
    public static String label(Facet facet) {
        return "label." + facet.parameter();
    }
}
