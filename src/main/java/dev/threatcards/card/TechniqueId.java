package dev.threatcards.card;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The id of a technique of MITRE ATT&amp;CK: {@code T1566}, or {@code T1566.001} for a sub-technique. Ordered by number. Immutable.
 *
 * @param number the number of the technique, 1 to 9999
 * @param sub the number of the sub-technique, 1 to 999; 0 for a technique itself
 */
public record TechniqueId(int number, int sub) implements Comparable<TechniqueId> {

    // The id alone, or the address of its page: "T1566.001", "t1566/001", "https://attack.mitre.org/techniques/T1566/001/".
    private static final Pattern ID = Pattern
            .compile("(?:https?://attack\\.mitre\\.org/techniques/)?[Tt]([0-9]{4})(?:[./]([0-9]{3}))?/?");

    private static final int MOST_NUMBER = 9999;
    private static final int MOST_SUB = 999;

    /**
     * @throws IllegalArgumentException if a number is out of range
     */
    public TechniqueId {
        if (number < 1 || number > MOST_NUMBER || sub < 0 || sub > MOST_SUB) {
            throw new IllegalArgumentException("A technique has a number from 1 to " + MOST_NUMBER
                    + ", a sub-technique one up to " + MOST_SUB + "; " + number + " and " + sub + " are none.");
        }
    }

    /** The id that the whole text is, in any case, or as the address of its page; empty if it is none. */
    public static Optional<TechniqueId> parse(String text) {
        Matcher id = ID.matcher(Objects.requireNonNull(text, "text").strip());
        if (!id.matches() || Integer.parseInt(id.group(1)) == 0) {
            return Optional.empty();
        }
        return Optional.of(new TechniqueId(Integer.parseInt(id.group(1)),
                id.group(2) == null ? 0 : Integer.parseInt(id.group(2))));
    }

    /** Whether it is a sub-technique. */
    public boolean isSub() {
        return sub > 0;
    }

    /** The technique that this is a sub-technique of; itself if it is none. */
    public TechniqueId parent() {
        return new TechniqueId(number, 0);
    }

    /** Whether ATT&amp;CK's matrix for industrial control systems has it, whose techniques are numbered from T0800 on. */
    public boolean isIndustrial() {
        return number < 1000;
    }

    /** Its page at MITRE. */
    public String page() {
        return "https://attack.mitre.org/techniques/" + toString().replace('.', '/') + "/";
    }

    @Override
    public int compareTo(TechniqueId other) {
        int byNumber = Integer.compare(number, other.number);
        return byNumber == 0 ? Integer.compare(sub, other.sub) : byNumber;
    }

    /** The id in its normal form: {@code T1566.001}. */
    @Override
    public String toString() {
        return isSub()
                ? String.format(Locale.ROOT, "T%04d.%03d", number, sub)
                : String.format(Locale.ROOT, "T%04d", number);
    }
}
