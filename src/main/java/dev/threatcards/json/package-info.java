/**
 * JSON: the configured writer, the records and keys for cards, and JSON Schemas derived from records. Exports, the API and the command
 * line use it; it knows neither the index nor HTTP.
 */
package dev.threatcards.json;
