/**
 * Writes, opens, verifies and rebuilds the Lucene index of cards.
 *
 * <p>In: merged cards with their decks. Out: an index that stores the cards, and readers over one commit of it with the columns that facets are
 * counted on. This package knows neither the formats that cards are read from nor the text of a query.
 */
package dev.threatcards.index;
