package dev.threatcards.result;

import java.util.List;

import dev.threatcards.text.DefensiveCopies;

/**
 * Completions of a text that is being typed.
 *
 * @param suggestions the requested number of suggestions
 * @param total the number of all suggestions
 */
public record SuggestionList(List<Suggestion> suggestions, int total) {

    public SuggestionList {
        suggestions = DefensiveCopies.list(suggestions, "suggestions");
    }
}
