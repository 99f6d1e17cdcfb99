package dev.threatcards.result;

import java.util.List;
import java.util.Map;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Field;
import dev.threatcards.card.Provenance;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * The cards that have to do with a subject: a vulnerability, a technique or a report. They are ETDA's if it has any, otherwise those of every
 * collection, unless the caller names collections.
 *
 * @param <C> a card with what it says about the subject
 */
public sealed interface SubjectCards<C> permits CveCards, TechniqueCards, ReportCards {

    /** The actors by title, at most a thousand. */
    List<C> actors();

    /** The number of all actors. */
    int actorTotal();

    /** The tools by title, at most a thousand. */
    List<C> tools();

    /** The number of all tools. */
    int toolTotal();

    /** The numbers of cards of other collections, by collection. */
    Map<String, Integer> elsewhere();

    /** The sources of the cards of the index. */
    Provenance provenance();

    /** The number of all actors and tools. */
    default int total() {
        return actorTotal() + toolTotal();
    }

    /**
     * A card whose texts mention the subject.
     *
     * @param places where, in the order of the card; at least one
     */
    record Mentioning(CardReference card, List<Place> places) {
        public Mentioning {
            NullChecks.requireNonNull("card", card);
            places = DefensiveCopies.list(places, "places");
        }
    }

    /**
     * A text of a card that mentions the subject.
     *
     * @param date when the operation started; {@link CardDate#NONE} for other fields
     * @param where the place in words: "an operation of 2018-03"
     * @param sentence the sentence with the first mention, without {@code {{Name}}} links; of a link, its address. Of an operation that cites a
     *     report, its first sentence; empty if the text is nothing but the address of the report
     */
    record Place(Field field, CardDate date, String where, String sentence) {
        public Place {
            NullChecks.requireNonNull("field", field, "date", date, "where", where, "sentence", sentence);
        }
    }
}
