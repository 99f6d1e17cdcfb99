/**
 * How the text of each field becomes terms: analyzers, spelling variants and trade vocabulary, name keys, and the names of the fields.
 *
 * <p>In: a text and the field that it belongs to. Out: the terms under which it is indexed and searched. Writing and searching use the same
 * analyzers, so that a query always finds what was indexed. This package knows neither documents nor queries.
 */
package dev.threatcards.analysis;
