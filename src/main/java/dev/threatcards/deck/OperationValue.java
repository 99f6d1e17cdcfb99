package dev.threatcards.deck;

import java.util.Set;

import org.apache.lucene.search.Query;

import dev.threatcards.card.OperationFacet;
import dev.threatcards.query.Filters;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A value of a facet of operations as it was written, and the values of operations that it was understood as. Immutable.
 *
 * @param words how it was understood, in words; empty if nothing is meant, so that no operation matches
 * @param values the values as a list of the facet has them; none if nothing is meant, or only a part of a year, or no value
 * @param query matches the operations that have one of the values
 */
public record OperationValue(OperationFacet facet, String written, String words, Set<String> values, Query query) {

    public OperationValue {
        NullChecks.requireNonNull("facet", facet, "written", written, "words", words, "query", query);
        values = DefensiveCopies.set(values, "values");
    }

    /** Whether operations without a value are meant. */
    public boolean isNone() {
        return values.isEmpty() && Filters.isNone(written);
    }

    /** Whether nothing is meant by it. */
    public boolean isMeaningless() {
        return words.isEmpty();
    }
}
