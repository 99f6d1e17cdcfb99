/**
 * What is computed over all cards of a commit: who uses which tool, relations, links between collections, names from mapping files,
 * similarity, statistics, and the inspection of a deck's quality.
 *
 * <p>In: the cards of one commit. Out: the values of {@code result}. Each computation runs once for a commit and is kept with it.
 */
package dev.threatcards.deck;
