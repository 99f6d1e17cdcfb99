package dev.threatcards.card;

import java.util.List;
import java.util.Objects;

import dev.threatcards.text.Prose;

/**
 * An operation of an actor, or one against it.
 *
 * @param date when it started
 * @param text what happened, line by line, followed by lines that are links to the sources
 */
public record Activity(CardDate date, String text) {

    public Activity {
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(text, "text");
    }

    /** The lines that tell what happened, without the links; may hold {@code {{Name}}} links, see {@link Prose}. */
    public String story() {
        return String.join("\n", text.lines().filter(line -> !isLink(line)).toList());
    }

    /** The links to the sources, in order. */
    public List<String> links() {
        return text.lines().filter(Activity::isLink).map(String::strip).toList();
    }

    private static boolean isLink(String line) {
        String bare = line.strip();
        return (bare.startsWith("http://") || bare.startsWith("https://")) && bare.indexOf(' ') < 0;
    }
}
