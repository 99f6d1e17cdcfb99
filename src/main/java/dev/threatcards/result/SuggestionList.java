package dev.threatcards.result;

import java.util.List;

import dev.threatcards.text.DefensiveCopies;

/**
 * What a text that is being typed may become.
 *
 * @param suggestions the first of them, as many as were asked for
 * @param total how many there are in all
 */
public record SuggestionList(List<Suggestion> suggestions, int total) {

    public SuggestionList {
        suggestions = DefensiveCopies.list(suggestions, "suggestions");
    }
}
