package dev.threatcards.result;

import java.util.List;

import dev.threatcards.text.DefensiveCopies;

/** The requested number of completions of a text that is being typed, and the number of all of them. */
public record SuggestionList(List<Suggestion> suggestions, int total) {

    public SuggestionList {
        suggestions = DefensiveCopies.list(suggestions, "suggestions");
    }
}
