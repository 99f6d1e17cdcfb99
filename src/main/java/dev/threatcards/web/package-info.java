/**
 * The server: {@link dev.threatcards.web.WebServer} puts the API, the agents' endpoint and the pages together, with the limits that protect
 * them.
 */
package dev.threatcards.web;
