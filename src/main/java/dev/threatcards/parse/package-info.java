/**
 * The text of a query to its structure: {@link dev.threatcards.parse.QueryParser} holds the grammar and gives a
 * {@link dev.threatcards.parse.QueryTree}.
 *
 * <p>In: the text as it was typed. Out: clauses. Nothing after this package sees the text again, and nothing in it makes a Lucene query.
 */
package dev.threatcards.parse;
