package dev.threatcards.index;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * What texts become, word by word. Texts are made of the same words time and again: what the analyzer makes of one is kept, which gives
 * the same terms as to analyse the whole text, in less time. Safe for use by several threads.
 */
final class KnownWords {

    /** Longer words are rare, and not kept. */
    private static final int LONGEST = 50;

    /** Words that an expression begins with. */
    private static final Set<String> FIRST = TextAnalyzer.expressions().stream().map(List::getFirst)
            .collect(Collectors.toUnmodifiableSet());
    /** Words that stand in an expression behind others. */
    private static final Set<String> LATER = TextAnalyzer.expressions().stream()
            .flatMap(expression -> expression.stream().skip(1)).collect(Collectors.toUnmodifiableSet());

    /** What a word takes with what it became, in bytes. */
    private static final int SIZE = 500;

    /** Words that are kept with what they became, more than the real deck has; past them all are forgotten and begun anew. */
    private static final int MOST = CacheBudget.WORDS.entries(SIZE, 100_000);

    private static final WordMasks MASKS = new WordMasks();
    private static final Map<String, Word> KNOWN = new ConcurrentHashMap<>();

    /**
     * What became of a word and the signs around it.
     *
     * @param mayBegin whether an expression can begin with it, or in it
     * @param mayFollow whether it can go on with it, or over it: signs alone
     */
    private record Word(PlacedTerms terms, boolean mayBegin, boolean mayFollow) {
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
            if ((mask == WordMasks.UNKNOWN || wanted.mayHave(mask)) && words.start(i) >= from
                    && wanted.mayBegin(FirstLetters.ofWord(text, words.start(i), words.end(i)))) {
                int start = words.start(i);
                Word word = word(text.substring(start, words.end(i)), mask);
                from = word.mayBegin() ? endOfExpression(text, words.end(i), length) : words.end(i);
                terms.addAll((from == words.end(i) ? word : word(text.substring(start, from))).terms(), start, wanted);
            }
        }
        return terms;
    }

    /** The letters that words of a text begin with, see {@link FirstLetters}. */
    static int firstLetters(String text) {
        WordsOfText words = WordsOfText.of(text, text.length());
        if (words == null) {
            return FirstLetters.ANY;
        }
        int letters = 0;
        for (int i = 0; i < words.size(); i++) {
            letters |= FirstLetters.ofWord(text, words.start(i), words.end(i));
        }
        return letters;
    }

    /** Where the words end, of those that follow, that may mean something together with what is before them. */
    private static int endOfExpression(String text, int from, int length) {
        int end = from;
        for (int next = WordsOfText.next(text, end, length); next < length; next = WordsOfText.next(text, end,
                length)) {
            int nextEnd = WordsOfText.end(text, next, length);
            if (!word(text.substring(next, nextEnd)).mayFollow()) {
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
        List<String> parts = parts(word);
        Word made = new Word(PlacedTerms.of(word), parts.stream().anyMatch(FIRST::contains),
                parts.isEmpty() || parts.stream().anyMatch(LATER::contains));
        if (word.length() <= LONGEST && MASKS.put(WordMasks.hash(word),
                made.mayBegin() ? WantedTerms.ANY : WantedTerms.mask(made.terms()))) {
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

    /** What it is split into before expressions are looked for. */
    private static List<String> parts(String text) {
        return text.length() <= LONGEST && text.chars().allMatch(FirstLetters::isLetter)
                ? List.of(text.toLowerCase(Locale.ROOT))
                : CardAnalyzer.terms(CardFields.WORDS, text);
    }
}
