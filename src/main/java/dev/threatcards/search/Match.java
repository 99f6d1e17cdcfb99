package dev.threatcards.search;

/**
 * A reason why a card was found.
 *
 * @param field where: "name", "country", "tool", "description" …
 * @param text what it says there
 * @param giver who gave the name, for a name; empty otherwise
 */
public record Match(String field, String text, String giver) {
}
