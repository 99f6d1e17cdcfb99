package dev.threatcards.leads;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;

import dev.threatcards.analysis.TextAnalyzer;
import dev.threatcards.index.TokenizedCard;
import dev.threatcards.index.TokenizedText;
import dev.threatcards.leads.ActorCards.Parts;
import dev.threatcards.text.WellFormedText;

/** The running texts of an actor's card, read for what they have in common with a text. */
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

    /** What is compared: the text, the rarity of each of its terms by their numbers, and its pairs of neighbours. */
    record Sought(TextTerms text, IntToDoubleFunction rarity, Set<Long> pairs) {
    }

    /**
     * A sentence.
     *
     * @param from its first token
     * @param to the token behind its last one
     * @param words the number of different words of the text in it
     * @param fit how much it has in common with the text
     */
    private record Sentence(TokenizedText text, int from, int to, int words, double fit) {

        private boolean has(List<String> terms) {
            return text.terms().subList(from, to).containsAll(terms);
        }

        private String shown() {
            String sentence = text.text()
                    .substring(text.sentences().start(text.start(from)), text.sentences().end(text.start(from)))
                    .strip();
            return sentence.length() <= SHOWN ? sentence : WellFormedText.cut(sentence, SHOWN) + "\u2026";
        }
    }

    private final Sought sought;
    private final List<Sentence> sentences = new ArrayList<>();
    private final Map<Long, Integer> pairs = new HashMap<>();
    private final TokenizedText description;
    private final TokenizedText operations;
    private final int[] inDescription;
    private final int[] inOperations;

    CardPassages(TokenizedCard card, Sought sought) {
        this.sought = sought;
        this.description = card.texts().get("description");
        this.operations = card.texts().get("operations");
        this.inDescription = new int[sought.text.size()];
        this.inOperations = new int[sought.text.size()];
        read(description, inDescription);
        read(operations, inOperations);
    }

    private void read(TokenizedText text, int[] frequencies) {
        List<String> terms = text.terms();
        for (int from = 0; from < terms.size();) {
            int end = text.sentences().end(text.start(from));
            int to = from + 1;
            while (to < terms.size() && text.start(to) < end) {
                to++;
            }
            sentences.add(sentence(text, from, to, frequencies));
            from = to;
        }
    }

    private Sentence sentence(TokenizedText text, int from, int to, int[] frequencies) {
        List<Integer> content = new ArrayList<>();
        BitSet words = new BitSet();
        for (String term : text.terms().subList(from, to)) {
            int number = sought.text.number(term);
            if (number != TextTerms.UNKNOWN) {
                frequencies[number]++;
                words.set(number);
                content.add(number);
            } else if (!TextAnalyzer.isFunctionWord(term)) {
                content.add(number);
            }
        }
        for (int i = 0; i < content.size(); i++) {
            for (int next = i + 1; next <= Math.min(content.size() - 1, i + NEAR); next++) {
                addPair(content.get(i), content.get(next));
            }
        }
        double common = words.stream().mapToDouble(word -> sought.rarity.applyAsDouble(word)).sum();
        double length = SATURATION * (1 - LENGTH + LENGTH * content.size() / USUAL_LENGTH);
        int rare = (int) words.stream().filter(word -> sought.rarity.applyAsDouble(word) > 0).count();
        return new Sentence(text, from, to, rare, common / (1 + length));
    }

    private void addPair(int one, int other) {
        if (one != TextTerms.UNKNOWN && other != TextTerms.UNKNOWN) {
            long pair = TextTerms.pair(one, other);
            if (sought.pairs.contains(pair)) {
                pairs.merge(pair, 1, Integer::sum);
            }
        }
    }

    /**
     * What the sentences add to the actor's score.
     *
     * @param most the most that a pair's rarity is
     */
    double score(double most) {
        double near = 0;
        for (Map.Entry<Long, Integer> each : pairs.entrySet()) {
            long pair = each.getKey();
            double rarity = sought.rarity.applyAsDouble((int) (pair >> Integer.SIZE))
                    + sought.rarity.applyAsDouble((int) pair);
            near += Math.min(most, rarity) * each.getValue() / (each.getValue() + SATURATION);
        }
        return PAIR * near + PASSAGE * sentences.stream().mapToDouble(Sentence::fit).max().orElse(0);
    }

    /**
     * How often each part of the card has a word of the text.
     *
     * @param whole how often the card has it
     */
    Parts frequencies(String term, int whole) {
        int number = sought.text.number(term);
        return new Parts(inDescription[number], inOperations[number],
                Math.max(0, whole - inDescription[number] - inOperations[number]));
    }

    /**
     * The number of words in each part of the card.
     *
     * @param whole the number of all its words
     */
    Parts lengths(int whole) {
        int described = description.terms().size();
        int told = operations.terms().size();
        return new Parts(described, told, Math.max(0, whole - described - told));
    }

    /** The sentence that has most in common with the text; empty if it is not much. */
    String best() {
        return best(sentence -> sentence.words >= FEWEST_WORDS);
    }

    /** The sentence with all of the terms that has most in common with the text; empty if none has them all. */
    String with(List<String> terms) {
        return terms.isEmpty() ? "" : best(sentence -> sentence.has(terms));
    }

    private String best(Predicate<Sentence> condition) {
        return sentences.stream().filter(condition).max(Comparator.comparingDouble(Sentence::fit)).map(Sentence::shown)
                .orElse("");
    }
}
