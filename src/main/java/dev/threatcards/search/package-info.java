/**
 * Searches the cards for a query: recall, ranking, facet counts, explanation, highlights and advice.
 *
 * <p>In: an analyzed query, filters, a page; a reader over one commit. Out: the values of {@code result}. The steps, a class each:
 * {@link dev.threatcards.search.Recall} (which cards match), {@link dev.threatcards.search.Ranking} and
 * {@link dev.threatcards.search.RankedCards} (in which order), {@link dev.threatcards.search.DrillSideways} (how many cards each facet value
 * has), {@link dev.threatcards.search.MatchExplanation} and {@link dev.threatcards.search.Highlighter} (why a card matched). This package
 * does not know HTTP.
 */
package dev.threatcards.search;
