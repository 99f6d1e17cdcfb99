/**
 * HTTP: the API, the pages, limits and headers.
 *
 * <p>Comes in: requests. Goes out: JSON, and HTML from the templates in {@code web/templates}. The API and the pages show
 * the same {@link dev.threatcards.SearchResult}; templates lay out view models made here and compute nothing. Javalin is
 * known in this room alone.
 */
package dev.threatcards.server;
