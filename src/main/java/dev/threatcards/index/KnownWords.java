package dev.threatcards.index;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What texts become, word by word. Texts are made of the same words time and again: what the analyzer makes of one is kept, which gives
 * the same terms as to analyse the whole text, in less time. Safe for use by several threads.
 */
final class KnownWords {

    /** Longer words are rare, and not kept. */
    private static final int LONGEST = 50;

    private static final Set<String> PARTS_OF_SYNONYMS = TextAnalyzer.partsOfSynonyms();

    /** Words that are kept with what they became, more than the real deck has; past them all are forgotten and begun anew. */
    private static final int MOST = 100_000;

    private static final WordMasks MASKS = new WordMasks();
    private static final Map<String, Word> KNOWN = new ConcurrentHashMap<>();

    /**
     * What became of a word and the signs around it.
     *
     * @param mayJoin whether it can be a part of a synonym of several words, or stand between them: signs alone
     */
    private record Word(PlacedTerms terms, boolean mayJoin) {
    }

    private KnownWords() {
    }

    /** The terms of a text. */
    static PlacedTerms terms(String text) {
        return terms(text, text.length(), WantedTerms.ALL);
    }

    /**
     * Those of its terms that are wanted.
     *
     * @param length characters that are looked through; what follows has no terms
     */
    static PlacedTerms terms(String text, int length, WantedTerms wanted) {
        WordsOfText words = WordsOfText.of(text, length);
        if (words == null) {
            // White space need not part there what the tokenizer parts.
            return PlacedTerms.of(text.substring(0, length)).only(wanted);
        }
        PlacedTerms terms = new PlacedTerms();
        int from = 0;
        for (int i = 0; i < words.size(); i++) {
            long mask = MASKS.mask(words.hash(i));
            if ((mask == WordMasks.UNKNOWN || wanted.mayHave(mask)) && words.start(i) >= from) {
                int start = words.start(i);
                Word word = word(text.substring(start, words.end(i)), mask);
                from = word.mayJoin() ? endOfJoining(text, words.end(i), length) : words.end(i);
                terms.addAll((from == words.end(i) ? word : word(text.substring(start, from))).terms(), start, wanted);
            }
        }
        return terms;
    }

    /** Where the words end, of those that follow, that may mean something only together. */
    private static int endOfJoining(String text, int from, int length) {
        int end = from;
        for (int next = WordsOfText.next(text, end, length); next < length; next = WordsOfText.next(text, end,
                length)) {
            int nextEnd = WordsOfText.end(text, next, length);
            if (!word(text.substring(next, nextEnd)).mayJoin()) {
                return end;
            }
            end = nextEnd;
        }
        return end;
    }

    private static Word word(String word) {
        return word(word, WantedTerms.ANY);
    }

    /**
     * What becomes of a word.
     *
     * @param mask as it was found; one that is unknown is not looked for
     */
    private static Word word(String word, long mask) {
        Word known = mask == WordMasks.UNKNOWN ? null : KNOWN.get(word);
        if (known != null) {
            return known;
        }
        Word made = new Word(PlacedTerms.of(word), mayJoin(word));
        if (word.length() <= LONGEST
                && MASKS.put(WordMasks.hash(word), made.mayJoin() ? WantedTerms.ANY : WantedTerms.mask(made.terms()))) {
            keep(word, made);
        }
        return made;
    }

    /** Keeps a word that comes a second time and still is of interest. */
    private static void keep(String text, Word word) {
        if (KNOWN.size() >= MOST) {
            KNOWN.clear();
        }
        KNOWN.put(text, word);
    }

    private static boolean mayJoin(String text) {
        if (text.length() <= LONGEST && text.chars().allMatch(KnownWords::isLetter)) {
            return PARTS_OF_SYNONYMS.contains(text.toLowerCase(Locale.ROOT));
        }
        List<String> words = CardAnalyzer.terms(CardFields.WORDS, text);
        return words.isEmpty() || words.stream().anyMatch(PARTS_OF_SYNONYMS::contains);
    }

    /** One of which words are made that the analyzer does not part. */
    private static boolean isLetter(int sign) {
        return ('a' <= sign && sign <= 'z') || ('A' <= sign && sign <= 'Z');
    }
}
