/**
 * Exports cards as ETDA's JSON, NDJSON, CSV, STIX 2.1 bundles and MISP galaxy clusters.
 *
 * <p>In: merged cards, one after the other. Out: bytes in UTF-8, the same each time. Except for CSV with one row per card, exports can be ingested again. This package
 * knows neither the index nor HTTP.
 */
package dev.threatcards.export;
