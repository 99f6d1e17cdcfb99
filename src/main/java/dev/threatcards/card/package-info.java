/**
 * The domain: a threat-actor card, a tool card, and what they are made of, as immutable records in ETDA's own terms.
 *
 * <p>Comes in: nothing; the readers in {@code source} build these values. Goes out: the values that every other room
 * passes on. This room knows the JDK alone: no file format, no Lucene, no HTTP.
 *
 * <p>No component of a record here is ever {@code null}: what a card lacks is an empty string, an empty list or
 * {@link dev.threatcards.card.CardDate#NONE}. All values are safe for use by several threads.
 */
package dev.threatcards.card;
