/**
 * Files, archives and addresses to cards: detecting the form from the content, unpacking within limits, merging what several decks say
 * of one card.
 *
 * <p>In: files, directories, standard input, {@code http(s)} addresses. Out: cards, decks and rejects, to a
 * {@link dev.threatcards.source.form.CardSink}. This package does not know what becomes of the cards.
 */
package dev.threatcards.source;
