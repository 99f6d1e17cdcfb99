package dev.threatcards.text;

/** Checks several arguments of a constructor or a method at once. */
public final class NullChecks {

    private NullChecks() {
    }

    /**
     * Checks that no argument is null.
     *
     * @param namesAndValues the name of each argument, followed by its value
     * @throws NullPointerException if a value is null; the message is the argument's name
     */
    public static void requireNonNull(Object... namesAndValues) {
        for (int i = 1; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i] == null) {
                throw new NullPointerException(String.valueOf(namesAndValues[i - 1]));
            }
        }
    }
}
