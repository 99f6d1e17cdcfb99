package dev.threatcards.result;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import dev.threatcards.text.DefensiveCopies;

/** A passage of a card's text in which the words that matched are marked. */
public record Highlight(List<Run> runs) {

    /** Text that is marked from its beginning to its end, or not at all. */
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
