package dev.threatcards.leads;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.EnglishWords;
import dev.threatcards.leads.Clue.Word;

/**
 * The words that a text shares with cards, weighted by BM25. The longer a text, the more of its words are on any card by chance, so that
 * in a long text rare words weigh still more, and only the strongest ones count.
 */
final class WordClues {

    /** The most words of a text that count. */
    private static final int MOST = 70;

    /** The power of how often cards repeat a word: a card is about what it says again, and says other words by the way. */
    private static final double TOPIC = 0.3;

    /** The factor for words that are not English: names of malware, of places, of campaigns. */
    private static final double NAME = 1.4;

    private final TextTerms text;
    private final ActorCards actors;

    /** A number with fewer digits, such as a day of a month, is no reason. */
    private static final int TELLING_NUMBER = 5;

    private record Weighed(String term, String spelling, double strength, Postings postings) {
    }

    private WordClues(TextTerms text, ActorCards actors) {
        this.text = text;
        this.actors = actors;
    }

    /**
     * The words with their weights, the strongest first.
     *
     * @param told terms that other clues tell better: those of tools and labels
     */
    static List<Clue> of(TextTerms text, Set<String> told, ActorCards actors) throws IOException {
        WordClues clues = new WordClues(text, actors);
        List<Weighed> words = new ArrayList<>();
        for (Map.Entry<String, String> each : text.spellings().entrySet()) {
            Postings postings = actors.postings(CardFields.TEXT, each.getKey());
            if (postings.size() > 0) {
                words.add(
                        new Weighed(each.getKey(), each.getValue(), clues.strength(each.getKey(), postings), postings));
            }
        }
        words.sort(Comparator.comparingDouble(Weighed::strength).reversed());
        List<Clue> strongest = new ArrayList<>();
        for (Weighed each : words.subList(0, Math.min(words.size(), MOST))) {
            strongest.add(clues.clue(each, told.contains(each.term)));
        }
        return strongest;
    }

    private double strength(String term, Postings postings) {
        double rarity = text.repetition(term) * Math.pow(actors.rarity(postings.size()), text.emphasis())
                * Math.pow(postings.repetition(), TOPIC);
        return isName(term) ? NAME * rarity : rarity;
    }

    private static boolean isName(String term) {
        return Character.isLetter(term.charAt(0)) && !EnglishWords.contains(term);
    }

    /** A name of an actor does not speak for that actor, since who is named says little about whom the text fits. */
    private Clue clue(Weighed each, boolean isTold) throws IOException {
        Postings names = actors.postings(CardFields.NAME_WORDS, each.term);
        int[] cards = each.postings.cards();
        boolean isName = isName(each.term);
        double[] weights = new double[cards.length];
        for (int i = 0; i < cards.length; i++) {
            boolean isOwn = isName && names.frequency(cards[i]) > 0;
            weights[i] = isOwn ? 0 : each.strength * actors.share(cards[i], each.postings.frequencies()[i]);
        }
        boolean tells = !isTold && !actors.isCommon(cards.length) && isTelling(each.term);
        return Clue.ofWord(each.spelling, each.term, tells, new Word(each.strength, each.postings, names), weights);
    }

    private static boolean isTelling(String term) {
        return term.length() >= TELLING_NUMBER || !term.chars().allMatch(Character::isDigit);
    }
}
