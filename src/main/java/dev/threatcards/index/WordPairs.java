package dev.threatcards.index;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
 * Two words that follow each other, as one term. Where both are frequent, thousands of cards have the one and the other, and to read where they stand in
 * each is what makes a phrase slow. Which words are frequent, {@code paired.txt} says for all decks alike: whoever searches knows
 * of which words there are pairs, and cards that come later have the same. A card of another language has none, and is found by places.
 */
public final class WordPairs {

    private static final CharArraySet FREQUENT = CharArraySet.unmodifiableSet(new CharArraySet(words(), false));

    private WordPairs() {
    }

    /** The frequent words, as they are indexed. */
    public static List<String> words() {
        try (InputStream words = WordPairs.class.getResourceAsStream("paired.txt")) {
            return new String(words.readAllBytes(), StandardCharsets.UTF_8).lines()
                    .filter(line -> !line.startsWith("#")).flatMap(line -> Stream.of(line.split(" ", -1))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pairs of a text. */
    static Tokens of(Tokens text) {
        return text.pairs(FREQUENT);
    }

    /**
     * What finds the cards that a phrase in {@link CardFields#TEXT} finds, sooner.
     *
     * @param phrase one without gaps for any words
     */
    public static Query query(PhraseQuery phrase) {
        Term[] words = phrase.getTerms();
        int[] places = phrase.getPositions();
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        int pairs = 0;
        for (int word = 1; word < words.length; word++) {
            if (places[word] == places[word - 1] + 1 && isFrequent(words[word - 1]) && isFrequent(words[word])) {
                all.add(new TermQuery(new Term(CardFields.PAIRS, words[word - 1].text() + ' ' + words[word].text())),
                        Occur.FILTER);
                pairs++;
            }
        }
        if (pairs == 0) {
            return phrase;
        }
        boolean isWhole = pairs == 1 && words.length == 2;
        return isWhole ? all.build().clauses().getFirst().query() : all.add(phrase, Occur.FILTER).build();
    }

    private static boolean isFrequent(Term word) {
        return FREQUENT.contains(word.text());
    }
}
