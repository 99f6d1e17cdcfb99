package dev.threatcards;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.opentest4j.TestAbortedException;

/**
 * Generated inputs of a property test. {@link #forAll} checks a property with inputs of another seed in each run; a failure says which
 * seed made it, and {@code -Dproperty.seed=SEED} repeats that one check.
 */
public final class Inputs {

    /** Characters at which code goes wrong: controls, odd white space, surrogates without a partner, combining marks. */
    private static final String EDGE_CHARACTERS = "\u0000\t\n\r\"\\\u007F\u00A0\u00AD\u0130\u0131\u0301\u200D\u2028\u2029\uD800\uDBFF\uDC00\uDFFF\uFEFF\uFFFD";

    private static final int LONGEST = 255;

    private final SplittableRandom random;

    private Inputs(long seed) {
        random = new SplittableRandom(seed);
    }

    /** What has to hold for all inputs; an input that it does not speak of is left out with an assumption. */
    @FunctionalInterface
    public interface Property {
        void check(Inputs inputs) throws Exception;
    }

    /**
     * Checks the property.
     *
     * @param checks how many times
     */
    public static void forAll(int checks, Property property) {
        Long repeated = Long.getLong("property.seed");
        if (repeated != null) {
            check(property, repeated);
            return;
        }
        long seed = new SplittableRandom().nextLong();
        long checked = IntStream.range(0, checks).filter(i -> check(property, seed + i)).count();
        if (checked < Math.ceilDiv(checks, 20)) {
            throw new AssertionError("of " + checks + " inputs the property speaks of " + checked + " only");
        }
    }

    /** Whether the property says something of this input. */
    private static boolean check(Property property, long seed) {
        try {
            property.check(new Inputs(seed));
            return true;
        } catch (TestAbortedException e) {
            return false;
        } catch (Exception | AssertionError e) {
            throw new AssertionError("with -Dproperty.seed=" + seed + ": " + e.getMessage(), e);
        }
    }

    /** A number from {@code from} to {@code to}, both included; often one of these. */
    public int between(int from, int to) {
        return switch (random.nextInt(10)) {
            case 0 -> from;
            case 1 -> to;
            default -> (int) random.nextLong(from, to + 1L);
        };
    }

    /** Any number. */
    public long anyLong() {
        return random.nextLong();
    }

    /** One of the values. */
    @SafeVarargs
    public final <T> T of(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** One of the values. */
    public <T> T of(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** Zero to {@code most} values. */
    public <T> List<T> list(int most, Supplier<T> value) {
        List<T> values = new ArrayList<>();
        for (int left = length(0, most); left > 0; left--) {
            values.add(value.get());
        }
        return values;
    }

    /** Zero to {@code most} pieces, joined. */
    public String joined(int most, String separator, Supplier<String> piece) {
        return list(most, piece).stream().collect(Collectors.joining(separator));
    }

    /** Zero to {@code most} bytes. */
    public byte[] bytes(int most) {
        byte[] bytes = new byte[length(0, most)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Any text of at most 255 characters, unpaired surrogates among them. */
    public String text() {
        return text(LONGEST);
    }

    /** Any text of at most {@code most} characters. */
    public String text(int most) {
        int length = length(0, most);
        // Of one kind or of all: mixed texts alone would hardly ever be a word.
        int kind = random.nextInt(8);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(character(kind > 4 ? random.nextInt(5) : kind));
        }
        return text.toString();
    }

    /** Any text of Unicode characters: no surrogate is without its partner. */
    public String unicode() {
        return new String(text().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    private char character(int kind) {
        return switch (kind) {
            case 0 -> (char) between('a', 'z');
            case 1, 2 -> (char) between(' ', '~');
            case 3 -> random.nextInt(3) == 0
                    ? EDGE_CHARACTERS.charAt(random.nextInt(EDGE_CHARACTERS.length()))
                    : (char) between('\t', '\u02FF');
            default -> (char) random.nextInt(Character.MAX_VALUE);
        };
    }

    /** A text of characters from {@code from} to {@code to}, both included. */
    public String text(char from, char to, int least, int most) {
        int length = length(least, most);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(from, to + 1));
        }
        return text.toString();
    }

    /** Both bounds now and then, and short lengths more often than long ones. */
    private int length(int least, int most) {
        return switch (random.nextInt(30)) {
            case 0 -> least;
            case 1 -> most;
            case 2, 3 -> random.nextInt(least, most + 1);
            default -> random.nextInt(least, Math.min(most, least + 15) + 1);
        };
    }
}
