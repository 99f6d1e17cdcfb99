/**
 * The domain: a threat-actor card, a tool card, and what they are made of, as immutable records in ETDA's own terms.
 *
 * <p>In: the values that a reader in {@code source} or an embedder passes. Out: the values that every other package works on. This package
 * knows no file format, no Lucene and no HTTP.
 *
 * <p>No component of a record is ever {@code null}: what a card lacks is an empty string, an empty list or
 * {@link dev.threatcards.card.CardDate#NONE}. All values are immutable and thread-safe.
 */
package dev.threatcards.card;
