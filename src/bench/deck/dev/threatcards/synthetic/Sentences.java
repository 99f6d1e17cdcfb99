package dev.threatcards.synthetic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** Generates sentences by a first-order Markov chain over given texts, with an invented word now and then. Thread-safe. */
final class Sentences {

    private static final Pattern SPACE = Pattern.compile("\\s+");

    /** The share of invented words. They stand for names of files, malware families and companies that only one card has. */
    private static final double UNHEARD_OF = 0.015;

    private final List<String> beginnings = new ArrayList<>();
    private final Map<String, List<String>> followers = new HashMap<>();

    /** Learns from {@code texts}, of which at least one has a word. */
    Sentences(Collection<String> texts) {
        for (String text : texts) {
            String before = "";
            for (String word : SPACE.split(text.strip(), -1)) {
                if (before.isEmpty() || ends(before)) {
                    beginnings.add(word);
                } else {
                    followers.computeIfAbsent(before, first -> new ArrayList<>()).add(word);
                }
                before = word;
            }
        }
    }

    /** Whole sentences with at least {@code length} characters in all. */
    String draw(int length, RandomGenerator random) {
        StringBuilder text = new StringBuilder(length + 200);
        String word = any(beginnings, random);
        while (true) {
            text.append(random.nextDouble() < UNHEARD_OF && !ends(word) ? InventedWords.draw(random) : word);
            if (ends(word) && text.length() >= length) {
                return text.toString();
            }
            text.append(' ');
            List<String> next = followers.get(word);
            word = ends(word) || next == null ? any(beginnings, random) : any(next, random);
        }
    }

    private static boolean ends(String word) {
        return word.endsWith(".");
    }

    private static String any(List<String> words, RandomGenerator random) {
        return words.get(random.nextInt(words.size()));
    }
}
