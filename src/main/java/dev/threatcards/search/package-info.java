/**
 * A query's text and filters to the cards that match, the best first, with facet counts and reasons.
 *
 * <p>Comes in: a text, {@link dev.threatcards.search.Filters}, a {@link dev.threatcards.search.Window}; a Lucene searcher
 * over an index. Goes out: {@link dev.threatcards.search.Hits}. The steps, a file each:
 * {@link dev.threatcards.search.QueryParser} (text to a small tree), {@link dev.threatcards.search.AnalyzedQuery} (its words with their
 * terms), {@link dev.threatcards.search.Matching} (which cards), {@link dev.threatcards.search.Ranking} (weighted clauses, as data),
 * {@link dev.threatcards.search.RankingQueries} and {@link dev.threatcards.search.Relevance} (in which order), {@link dev.threatcards.search.DrillSideways} (how many under
 * each value), {@link dev.threatcards.search.Reasons} and {@link dev.threatcards.search.Highlighter} (why).
 *
 * <p>Beside it: {@link dev.threatcards.search.Meanings} (a name to the cards that it may mean) and
 * {@link dev.threatcards.search.ReportScan} (a text to the cards that it names).
 *
 * <p>Beside the hits, worked out over all cards once for a commit: {@link dev.threatcards.search.Suggestions} (what is being
 * typed) and {@link dev.threatcards.search.Similarity} (which cards are alike).
 */
package dev.threatcards.search;
