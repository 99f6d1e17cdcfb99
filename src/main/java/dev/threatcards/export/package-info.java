/**
 * Cards to the forms that other programs read.
 *
 * <p>Comes in: {@link dev.threatcards.card.Card cards}. Goes out: JSON for the API, and
 * whole results as ETDA's JSON, NDJSON, CSV, STIX 2.1 and MISP clusters, written card by card by a
 * {@link dev.threatcards.export.CardWriter}. What is written here is read again in {@code source}. This room knows neither Lucene
 * nor HTTP.
 */
package dev.threatcards.export;
