package dev.threatcards.result;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.threatcards.text.DefensiveCopies;

/** A passage of a card's text with the matching words marked. */
public record Highlight(List<Run> runs) {

    /** A run of text that is marked or not. */
    public record Run(String text, boolean marked) {
        public Run {
            Objects.requireNonNull(text, "text");
        }
    }

    public Highlight {
        runs = DefensiveCopies.list(runs, "runs");
    }

    /** The passage without marks. */
    public String text() {
        return runs.stream().map(Run::text).collect(Collectors.joining());
    }
}
