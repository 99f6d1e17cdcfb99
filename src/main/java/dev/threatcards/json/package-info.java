/**
 * Cards and answers as JSON: the one configured writer, the records that a card is written as, and the JSON Schemas that are derived
 * from records. Exports, the API and the command line use it; it knows neither the index nor HTTP.
 */
package dev.threatcards.json;
