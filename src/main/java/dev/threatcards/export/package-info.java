/**
 * Cards to the forms that other programs read.
 *
 * <p>Comes in: {@link dev.threatcards.card.Card cards}. Goes out: JSON. This room knows neither Lucene nor HTTP.
 */
package dev.threatcards.export;
