package dev.threatcards.reliability;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a part of the run came to.
 *
 * @param part its name
 * @param what was tried, in a few words
 * @param tried how often
 * @param lost how often something was gone or dead that had to be there
 * @param wrong how often an answer was wrong, or a failure was told by a raw exception
 * @param told how often a failure was told in one clear sentence, as it has to be
 * @param took the duration
 * @param findings the first of what was lost or wrong, each in a line
 * @param notes figures, seeds, and what was not run and why
 */
record Result(String part, String what, long tried, long lost, long wrong, long told, Duration took,
        List<String> findings, List<String> notes) {

    static final String HEADER = """
            | part | tried | | lost | wrong | errors told | minutes |
            | --- | ---: | --- | ---: | ---: | ---: | ---: |
            """;

    boolean held() {
        return lost + wrong == 0;
    }

    /** As a row of the table. */
    String row() {
        return String.format(Locale.ROOT, "| %s | %,d | %s | %d | %d | %,d | %.1f |%n", part, tried, what, lost, wrong,
                told, took.toMillis() / 60_000.0);
    }

    /** The row, and below it what there is to say of it. */
    String markdown() {
        StringBuilder text = new StringBuilder(HEADER).append(row()).append('\n');
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        if (!findings.isEmpty()) {
            text.append("\nWhat did not hold, the first of each kind:\n\n");
            findings.forEach(finding -> text.append("- ").append(finding).append('\n'));
        }
        return text.toString();
    }
}
