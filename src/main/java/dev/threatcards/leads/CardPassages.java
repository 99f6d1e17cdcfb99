package dev.threatcards.leads;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

import dev.threatcards.analysis.TextAnalyzer;
import dev.threatcards.index.TokenizedCard;
import dev.threatcards.index.TokenizedText;
import dev.threatcards.text.WellFormedText;

/** The sentences of an actor's card, with what they have in common with a text. */
final class CardPassages {

    /** The weight of two words that stand side by side in the text and near each other on the card. */
    private static final double PAIR = 0.3;

    /** How many words further on the second word of a pair may stand. */
    private static final int NEAR = 2;

    /** The weight of the sentence that has most in common with the text. */
    private static final double PASSAGE = 0.15;

    /** The usual number of words in a sentence; a longer one has more in common by chance. */
    private static final double USUAL_LENGTH = 20;

    private static final double SATURATION = 1.2;
    private static final double LENGTH = 0.75;

    /** A sentence with fewer words of the text is no reason. */
    private static final int FEWEST_WORDS = 3;

    /** The most characters of a sentence that are shown. */
    private static final int SHOWN = 300;

    /** Two words in either order. */
    record Pair(String one, String other) {

        static Pair of(String word, String next) {
            return word.compareTo(next) < 0 ? new Pair(word, next) : new Pair(next, word);
        }
    }

    /**
     * A sentence.
     *
     * @param terms without those that only hold it together
     * @param fit how much it has in common with the text
     */
    private record Sentence(String text, List<String> terms, double fit) {
    }

    private final List<Sentence> sentences = new ArrayList<>();
    private final ToDoubleFunction<String> rarity;

    /** @param rarity how rare a word of the text is; 0 for other words */
    CardPassages(TokenizedCard card, ToDoubleFunction<String> rarity) {
        this.rarity = rarity;
        for (String name : List.of("description", "operations")) {
            add(card.texts().get(name));
        }
    }

    private void add(TokenizedText text) {
        List<String> terms = text.terms();
        for (int from = 0; from < terms.size();) {
            int start = text.sentences().start(text.start(from));
            int end = text.sentences().end(text.start(from));
            int to = from + 1;
            while (to < terms.size() && text.start(to) < end) {
                to++;
            }
            List<String> content = terms.subList(from, to).stream().filter(term -> !TextAnalyzer.isFunctionWord(term))
                    .toList();
            sentences.add(new Sentence(text.text().substring(start, end).strip(), content, fit(content)));
            from = to;
        }
    }

    /** The pairs of neighbours in a text. */
    static Set<Pair> pairs(List<String> content) {
        Set<Pair> pairs = new HashSet<>();
        for (int i = 0; i + 1 < content.size(); i++) {
            if (!content.get(i).equals(content.get(i + 1))) {
                pairs.add(Pair.of(content.get(i), content.get(i + 1)));
            }
        }
        return pairs;
    }

    /**
     * What the sentences add to the actor's score.
     *
     * @param pairs the pairs of the text
     * @param most the most that a pair's rarity is
     */
    double score(Set<Pair> pairs, double most) {
        Map<Pair, Integer> found = new HashMap<>();
        double best = 0;
        for (Sentence sentence : sentences) {
            List<String> terms = sentence.terms;
            for (int i = 0; i < terms.size(); i++) {
                for (int next = i + 1; next <= Math.min(terms.size() - 1, i + NEAR); next++) {
                    Pair pair = Pair.of(terms.get(i), terms.get(next));
                    if (pairs.contains(pair)) {
                        found.merge(pair, 1, Integer::sum);
                    }
                }
            }
            best = Math.max(best, sentence.fit);
        }
        double near = 0;
        for (Map.Entry<Pair, Integer> each : found.entrySet()) {
            Pair pair = each.getKey();
            double weight = Math.min(most, rarity.applyAsDouble(pair.one) + rarity.applyAsDouble(pair.other));
            near += weight * each.getValue() / (each.getValue() + SATURATION);
        }
        return PAIR * near + PASSAGE * best;
    }

    private double fit(List<String> terms) {
        double length = SATURATION * (1 - LENGTH + LENGTH * terms.size() / USUAL_LENGTH);
        double common = 0;
        for (String term : new HashSet<>(terms)) {
            common += rarity.applyAsDouble(term);
        }
        return common / (1 + length);
    }

    /** The sentence that has most in common with the text; empty if it is not much. */
    String best() {
        return best(sentence -> new HashSet<>(sentence.terms).stream().filter(term -> rarity.applyAsDouble(term) > 0)
                .count() >= FEWEST_WORDS);
    }

    /** The sentence with all of the terms that has most in common with the text; empty if none has them all. */
    String with(List<String> terms) {
        return terms.isEmpty() ? "" : best(sentence -> sentence.terms.containsAll(terms));
    }

    private String best(Predicate<Sentence> condition) {
        return sentences.stream().filter(condition).max(Comparator.comparingDouble(Sentence::fit))
                .map(sentence -> shown(sentence.text)).orElse("");
    }

    private static String shown(String sentence) {
        return sentence.length() <= SHOWN ? sentence : WellFormedText.cut(sentence, SHOWN) + "\u2026";
    }
}
