/**
 * The domain: cards of threat actors and tools, as immutable records in ETDA's terms. This package does not know file formats, Lucene or
 * HTTP.
 *
 * <p>No component of a record is {@code null}: missing values are an empty string, an empty list or
 * {@link dev.threatcards.card.CardDate#NONE}.
 */
package dev.threatcards.card;
