/**
 * The values of facets by card, for one commit: ordinals in, counts and sets of cards out. Filled by {@code index}, counted by
 * {@code search} and {@code deck}. Knows no stored cards and no queries.
 */
package dev.threatcards.index.column;
