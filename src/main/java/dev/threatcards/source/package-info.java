/**
 * Bytes to cards: one reader a form, and what all of them share (cleaning, dates, labels told from prose).
 *
 * <p>Comes in: files, directories, standard input. Goes out: {@link dev.threatcards.card.Card cards},
 * {@link dev.threatcards.card.Deck decks} and {@link dev.threatcards.card.Reject rejects}, to a
 * {@link dev.threatcards.source.CardSink}. Every form is turned into the shape of ETDA's own JSON first, and
 * {@link dev.threatcards.source.EtdaCard} alone makes a card of that: a new form is one class, and one line in
 * {@link dev.threatcards.source.CardSources}. This room does not know what becomes of the cards.
 */
package dev.threatcards.source;
