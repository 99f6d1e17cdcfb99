/**
 * Reads cards from files, archives and URLs: detects the form from the content, unpacks within limits, and merges the cards of several
 * decks.
 *
 * <p>In: files, directories, standard input, {@code http(s)} URLs. Out: cards and rejects, to a
 * {@link dev.threatcards.source.form.CardSink}.
 */
package dev.threatcards.source;
