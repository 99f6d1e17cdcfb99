/**
 * Downloads: conditional requests, retries within a bound, and the guard against server-side request forgery (SSRF).
 *
 * <p>In: an {@code http(s)} URL. Out: a file in the cache with its validators.
 */
package dev.threatcards.source.fetch;
