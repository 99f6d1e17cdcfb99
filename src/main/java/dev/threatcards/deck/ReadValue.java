package dev.threatcards.deck;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;

import dev.threatcards.card.Facet;
import dev.threatcards.query.DateRange;
import dev.threatcards.query.Filters;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A value of a facet as it was written, and the values of cards that it was understood as. Immutable.
 *
 * @param values the values as a list of the facet has them; of a range the years that it has as a whole. None if nothing is meant, or only a
 *     part of years, or no value
 * @param spellings those values in every spelling of the cards
 * @param range the range of days that it is
 * @param query matches the cards that have one of the values
 */
public record ReadValue(Facet facet, String written, Set<String> values, Set<String> spellings,
        Optional<DateRange> range, Query query) {

    public ReadValue {
        NullChecks.requireNonNull("facet", facet, "written", written, "range", range, "query", query);
        values = DefensiveCopies.set(values, "values");
        spellings = DefensiveCopies.set(spellings, "spellings");
    }

    static ReadValue meaningless(Facet facet, String written) {
        return new ReadValue(facet, written, Set.of(), Set.of(), Optional.empty(),
                new MatchNoDocsQuery("no such value"));
    }

    /** Whether cards without a value are meant. */
    public boolean isNone() {
        return values.isEmpty() && range.isEmpty() && Filters.isNone(written);
    }

    /** Whether nothing is meant by it, so that no card matches. */
    public boolean isMeaningless() {
        return values.isEmpty() && range.isEmpty() && !isNone();
    }

    /** How it was understood, in words: "Russia", "X-Agent or CHOPSTICK", "2010 to 2015", "no value"; empty if nothing is meant. */
    public String words() {
        if (isNone()) {
            return "no value";
        }
        return range.map(DateRange::words).orElseGet(() -> String.join(" or ", List.copyOf(values)));
    }
}
