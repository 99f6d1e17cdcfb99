/**
 * Cards to the forms that other programs read: ETDA's JSON, NDJSON, CSV, STIX 2.1 and MISP galaxy clusters.
 *
 * <p>In: merged cards, one after the other. Out: bytes in UTF-8, the same each time. What is written here can be ingested again. This package
 * knows neither the index nor HTTP.
 */
package dev.threatcards.export;
