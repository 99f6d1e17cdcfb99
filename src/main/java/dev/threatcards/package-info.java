/**
 * The entry point of the library: {@link dev.threatcards.ThreatCards} opens an index and answers searches.
 *
 * <pre>{@code
 * try (var cards = ThreatCards.open(Path.of("index"))) {
 *     SearchResult page = cards.search(CardQuery.of("Office 0-day").with(Facet.COUNTRY, "China"));
 *     page.hits().forEach(hit -> System.out.println(hit.card().name()));
 * }
 * }</pre>
 *
 * <p>{@link dev.threatcards.ingest.IndexBuild} builds an index. Requests are values of {@code dev.threatcards.query}, results values of
 * {@code dev.threatcards.result} or {@code dev.threatcards.card}: immutable, thread-safe, and valid after the index is closed.
 */
package dev.threatcards;
