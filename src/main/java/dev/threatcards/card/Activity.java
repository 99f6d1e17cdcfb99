package dev.threatcards.card;

import java.util.List;

import dev.threatcards.text.NullChecks;
import dev.threatcards.text.Prose;

/**
 * An operation of an actor, or one against it.
 *
 * @param date when it started
 * @param text what happened; lines that are links to sources follow
 */
public record Activity(CardDate date, String text) {

    public Activity {
        NullChecks.requireNonNull("date", date, "text", text);
    }

    /** What happened, without the links to sources. It may have {@code {{Name}}} links, see {@link Prose}. */
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
