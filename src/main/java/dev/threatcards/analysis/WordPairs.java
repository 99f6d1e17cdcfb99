package dev.threatcards.analysis;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.apache.lucene.analysis.CharArraySet;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * Two words that follow each other, as one term. Where both are frequent, thousands of cards have the one and the other, and to
 * read where they stand in each is what makes a phrase slow.
 *
 * <p>Which words are frequent, {@code paired.txt} says for all decks alike: a search knows of which words there are pairs, and cards that
 * are indexed later are paired by the same list. A card in other words has few pairs, and is found by the places of its words. A change of
 * that file is a change of the schema.
 */
public final class WordPairs {

    private static final List<String> WORDS = WordList.lines("paired.txt").stream()
            .flatMap(line -> Stream.of(line.split(" ", -1))).toList();
    private static final CharArraySet FREQUENT = CharArraySet.unmodifiableSet(new CharArraySet(WORDS, false));

    private WordPairs() {
    }

    /** The frequent words, as they are indexed, in the order of the alphabet. */
    public static List<String> words() {
        return WORDS;
    }

    /** The pairs of a text. */
    public static Tokens of(Tokens text) {
        return text.pairs(FREQUENT);
    }

    /**
     * What finds the same cards as the phrase in less time, where it is one in {@link CardFields#TEXT} and has pairs; else the phrase
     * itself. It does not score as the phrase does.
     */
    public static Query query(PhraseQuery phrase) {
        List<Query> pairs = pairs(phrase);
        if (pairs.isEmpty()) {
            return phrase;
        }
        if (phrase.getTerms().length == 2) {
            return pairs.getFirst();
        }
        BooleanQuery.Builder all = new BooleanQuery.Builder().add(phrase, Occur.FILTER);
        pairs.forEach(pair -> all.add(pair, Occur.FILTER));
        return all.build();
    }

    private static List<Query> pairs(PhraseQuery phrase) {
        List<Query> pairs = new ArrayList<>();
        Term[] words = phrase.getTerms();
        int[] places = phrase.getPositions();
        for (int word = 1; word < words.length && phrase.getSlop() == 0; word++) {
            if (places[word] == places[word - 1] + 1 && isFrequent(words[word - 1]) && isFrequent(words[word])) {
                pairs.add(new TermQuery(new Term(CardFields.PAIRS, words[word - 1].text() + ' ' + words[word].text())));
            }
        }
        return pairs;
    }

    private static boolean isFrequent(Term word) {
        return word.field().equals(CardFields.TEXT) && FREQUENT.contains(word.text());
    }
}
