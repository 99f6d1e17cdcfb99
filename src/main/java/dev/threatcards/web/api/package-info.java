/**
 * The JSON API and its description: parameters to a call of {@link dev.threatcards.ThreatCards}, results to JSON.
 *
 * <p>This package does not know the pages.
 */
package dev.threatcards.web.api;
