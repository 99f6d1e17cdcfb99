package dev.threatcards.leads;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.EnglishWords;

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

    private record Word(String term, String spelling, double weight, Postings postings) {
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
        List<Word> words = new ArrayList<>();
        for (Map.Entry<String, String> each : text.spellings().entrySet()) {
            Postings postings = actors.postings(CardFields.TEXT, each.getKey());
            if (postings.size() > 0) {
                words.add(new Word(each.getKey(), each.getValue(), clues.weight(each.getKey(), postings), postings));
            }
        }
        words.sort(Comparator.comparingDouble(Word::weight).reversed());
        return words.stream().limit(MOST).map(word -> clues.clue(word, told.contains(word.term))).toList();
    }

    private double weight(String term, Postings postings) {
        double rarity = text.repetition(term) * Math.pow(actors.rarity(postings.size()), text.emphasis())
                * Math.pow(postings.repetition(), TOPIC);
        boolean isName = Character.isLetter(term.charAt(0)) && !EnglishWords.contains(term);
        return isName ? NAME * rarity : rarity;
    }

    private Clue clue(Word word, boolean isTold) {
        int[] cards = word.postings.cards();
        double[] weights = new double[cards.length];
        for (int i = 0; i < cards.length; i++) {
            weights[i] = word.weight * actors.share(cards[i], word.postings.frequencies()[i]);
        }
        return Clue.ofWord(word.spelling, word.term, !isTold && !actors.isCommon(cards.length), cards, weights);
    }
}
