/**
 * Downloads: conditional requests, retries within a bound, and the guard against server-side request forgery (SSRF).
 *
 * <p>In: an {@code http(s)} address that a user named. Out: a file in the cache, with what the server said about it.
 */
package dev.threatcards.source.fetch;
