package dev.threatcards.reliability;

import java.util.List;
import java.util.regex.Pattern;

/** Whether a failure is told as a person can read it. */
final class Sentence {

    /** Names of Java classes, and the beginning of a line of a stack trace. */
    private static final Pattern RAW = Pattern
            .compile("\\b(java|javax|org|com|io)\\.[a-z]+\\.|\\w+Exception\\b|\\bat \\S+\\(");

    private Sentence() {
    }

    /** Whether it is a sentence: several words, an end, and nothing that only a programmer knows. */
    static boolean is(String message) {
        return message != null && message.strip().contains(" ") && message.strip().matches("(?s).*[.!?)]")
                && !RAW.matcher(message).find();
    }

    /** Whether what a program wrote to its standard error is one such sentence, notes of the JVM itself left out. */
    static boolean isAlone(String err) {
        List<String> lines = err.lines().filter(line -> !line.isBlank() && !line.startsWith("Picked up ")).toList();
        return lines.size() == 1 && is(lines.getFirst());
    }
}
