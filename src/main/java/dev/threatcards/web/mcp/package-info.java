/**
 * The Model Context Protocol for agents, over HTTP and over standard input: the same searches as the API, as tools.
 *
 * <p>In: JSON-RPC requests. Out: JSON-RPC responses; a line that is no request gets an error and the next one an answer.
 */
package dev.threatcards.web.mcp;
