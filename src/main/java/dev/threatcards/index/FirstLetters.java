package dev.threatcards.index;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.lucene.analysis.standard.StandardAnalyzer;

/**
 * By its first letter most words are told from those that may become a term, without a look at what they become: the
 * stemmer takes endings, but for a few words; folding leaves letters of the alphabet alone; and for the rest there are the
 * rules of synonyms. A set of letters is an int with a bit for each.
 */
final class FirstLetters {

    /** Those of a word that may become anything, or begins an expression. */
    static final int ANY = -1;

    private static final int LETTERS = 26;
    private static final String AROUND_WORDS = ".,;:!?()\"“”";

    /**
     * Of the words that have a stem which begins otherwise, the first letter by that of the stem. Lucene's {@code KStemmer}
     * makes "cambodia" of "kampuchean", "burma" of "myanmar", "thailand" of "siamese", "dutch" of "holland" and
     * "philippines" of "filipino"; and of words that are endings alone "y" of "iness", "le" of "ility" and "ate" of "ible".
     */
    private static final Map<Character, Character> OTHERWISE = Map.of('c', 'k', 'b', 'm', 't', 's', 'd', 'h', 'p', 'f',
            'y', 'i', 'l', 'i', 'a', 'i');

    /** By the first letter of a term, those of the words that become it. */
    private static final int[] OF_TERMS = ofTerms();
    /** The words that expressions begin with, by their first letter; those that begin with a digit are told by it. */
    private static final List<List<String>> BEGIN = IntStream.range(0, LETTERS)
            .mapToObj(place -> TextAnalyzer.expressions().stream().map(List::getFirst).distinct()
                    .filter(word -> word.charAt(0) == 'a' + place).toList())
            .toList();

    private FirstLetters() {
    }

    private static int[] ofTerms() {
        int[] letters = IntStream.range(0, LETTERS).map(place -> 1 << place).toArray();
        for (TextAnalyzer.Rule rule : TextAnalyzer.rules()) {
            for (String word : rule.by()) {
                if (isLetter(word.charAt(0))) {
                    rule.replaced().forEach(words -> letters[place(word.charAt(0))] |= bit(words.getFirst().charAt(0)));
                }
            }
        }
        int[] replaced = letters.clone();
        OTHERWISE.forEach((stem, word) -> letters[place(stem)] |= replaced[place(word)]);
        return letters;
    }

    /**
     * The letters that words begin with which become the term: none of a term that begins with no letter, since whatever
     * becomes such a term is {@link #ANY}.
     */
    static int ofTerm(String term) {
        char first = term.charAt(0);
        return isLetter(first) ? OF_TERMS[place(first)] : 0;
    }

    /**
     * The letter that a word of a text begins with, what stands around it left out.
     *
     * @return none of signs alone; {@link #ANY} of a word of other signs than letters, or that begins an expression
     */
    static int ofWord(String text, int start, int end) {
        int from = start;
        while (from < end && AROUND_WORDS.indexOf(text.charAt(from)) >= 0) {
            from++;
        }
        int to = from;
        while (to < end && isLetter(text.charAt(to))) {
            to++;
        }
        for (int at = to; at < end; at++) {
            if (AROUND_WORDS.indexOf(text.charAt(at)) < 0) {
                return ANY;
            }
        }
        // The tokenizer parts what is longer, before any letter.
        if (to - from > StandardAnalyzer.DEFAULT_MAX_TOKEN_LENGTH) {
            return ANY;
        }
        if (from == to) {
            return 0;
        }
        for (String word : BEGIN.get(place(text.charAt(from)))) {
            if (word.length() == to - from && text.regionMatches(true, from, word, 0, word.length())) {
                return ANY;
            }
        }
        return bit(text.charAt(from));
    }

    /** One of which words are made that the analyzer does not part. */
    static boolean isLetter(int sign) {
        return ('a' <= sign && sign <= 'z') || ('A' <= sign && sign <= 'Z');
    }

    private static int place(char letter) {
        return (letter | 0x20) - 'a';
    }

    private static int bit(char letter) {
        return isLetter(letter) ? 1 << place(letter) : 0;
    }
}
