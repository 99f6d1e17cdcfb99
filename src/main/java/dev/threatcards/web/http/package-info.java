/**
 * What every endpoint needs of HTTP: parameters, addresses, problem documents, caching, CORS, request limits.
 *
 * <p>In: requests. Out: parsed parameters and one commit a request. This package knows neither the pages nor the JSON of the API.
 */
package dev.threatcards.web.http;
