/**
 * The front door: what a program that embeds Threat Cards uses, and what the server and the command line use too.
 *
 * <pre>{@code
 * try (var cards = ThreatCards.open(Path.of("index"))) {
 *     SearchResult page = cards.search(CardQuery.of("Office 0-day").with(Facet.COUNTRY, "China"));
 *     page.hits().forEach(hit -> System.out.println(hit.card().name()));
 * }
 * }</pre>
 *
 * <p>{@link dev.threatcards.ThreatCards} opens and searches an index, {@link dev.threatcards.IndexBuild} makes one. The
 * values that come back are records of {@code dev.threatcards.card} and {@code dev.threatcards.search}: immutable, safe for
 * use by several threads, and still good after the index is closed.
 */
package dev.threatcards;
