/**
 * The results of requests: hits with the reasons for their match, facet values, resolutions of names, mentions, comparisons, statistics.
 *
 * <p>Everything is an immutable record; every collection is an unmodifiable copy, safe for use by several threads, and good after the index is
 * closed. This package does not know Lucene, nor how a result was computed.
 */
package dev.threatcards.result;
