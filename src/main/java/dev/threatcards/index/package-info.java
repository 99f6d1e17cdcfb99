/**
 * A card to a Lucene document and back: writing, committing, opening, checking and rebuilding an index.
 *
 * <p>In: merged cards with their decks. Out: an index that holds the cards themselves, and readers over one commit of it with the columns that
 * facets are counted on. This package does not know in which form a card came, nor the text of a query.
 */
package dev.threatcards.index;
