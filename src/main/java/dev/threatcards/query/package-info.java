/**
 * Requests: the query text with its filters, facets, page and order, and the limits on them.
 *
 * <p>In: values from an embedder, a request or a command line, validated where they are created. Out: immutable records that
 * {@link dev.threatcards.ThreatCards} takes. This package does not know Lucene.
 */
package dev.threatcards.query;
