/**
 * Parses and analyzes the text of a query: {@link dev.threatcards.parse.QueryParser} has the grammar and returns a
 * {@link dev.threatcards.parse.QueryTree}; {@link dev.threatcards.parse.AnalyzedQuery} has the terms of its words.
 *
 * <p>In: the text as it was typed. Out: clauses with their terms. Nothing after this package sees the text again, and nothing in it makes a
 * Lucene query.
 */
package dev.threatcards.parse;
