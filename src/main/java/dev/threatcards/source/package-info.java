/**
 * Reads cards from files, archives, directories, web addresses and standard input.
 *
 * <p>Each card form has one reader, listed in {@link dev.threatcards.source.CardSources}, that parses the form and passes its values
 * to a {@link dev.threatcards.source.CardBuilder}, which applies the rules that all forms share: cleaning of text, dates, labels told
 * from prose, limits. Cards, decks and {@linkplain dev.threatcards.card.Reject rejects} go to a
 * {@link dev.threatcards.source.CardSink}; what is done with them is not known here.
 */
package dev.threatcards.source;
