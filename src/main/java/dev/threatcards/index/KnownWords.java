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

    /** Words that are kept, with the signs around them: more than the real deck has; past it all are forgotten and begun anew. */
    private static final int MOST = 100_000;

    /** Longer ones are rare, and not kept. */
    private static final int LONGEST = 50;

    /** Up to here letters stand by themselves: no marks that join the letter before them, none that are not seen. */
    private static final char COMBINING = '\u0300';
    /** Of these it does not hold: a mark that is not seen, signs that are words to the tokenizer and to nothing after it. */
    private static final String ODD = "\u00AD\u00A9\u00AE_";
    /** Dashes, quotes and dots of printed text. */
    private static final char DASHES = '\u2010';
    private static final char AFTER_DOTS = '\u2028';

    private static final Set<String> PARTS_OF_SYNONYMS = TextAnalyzer.partsOfSynonyms();

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
        if (!isOfPlainWords(text)) {
            return PlacedTerms.of(text);
        }
        PlacedTerms terms = new PlacedTerms();
        for (int start = next(text, 0); start < text.length();) {
            int end = end(text, start);
            Word word = word(text.substring(start, end));
            int together = word.mayJoin() ? endOfJoining(text, end) : end;
            terms.addAll((together == end ? word : word(text.substring(start, together))).terms(), start);
            start = next(text, together);
        }
        return terms;
    }

    /** Where the words end, of those that follow, that may mean something only together. */
    private static int endOfJoining(String text, int from) {
        int end = from;
        for (int next = next(text, end); next < text.length(); next = next(text, end)) {
            int nextEnd = end(text, next);
            if (!word(text.substring(next, nextEnd)).mayJoin()) {
                return end;
            }
            end = nextEnd;
        }
        return end;
    }

    /** Whether white space parts what the tokenizer parts: always, but for marks and signs that belong to what is before them. */
    private static boolean isOfPlainWords(String text) {
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            boolean isPlain = sign < COMBINING ? ODD.indexOf(sign) < 0 : DASHES <= sign && sign < AFTER_DOTS;
            if (!isPlain) {
                return false;
            }
        }
        return true;
    }

    private static int next(String text, int from) {
        int next = from;
        while (next < text.length() && isSpace(text.charAt(next))) {
            next++;
        }
        return next;
    }

    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && !isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isSpace(char sign) {
        return sign == ' ' || sign == '\n' || sign == '\t' || sign == '\r';
    }

    private static Word word(String word) {
        Word known = KNOWN.get(word);
        if (known != null) {
            return known;
        }
        Word made = analysed(word);
        if (word.length() <= LONGEST) {
            if (KNOWN.size() >= MOST) {
                KNOWN.clear();
            }
            KNOWN.put(word, made);
        }
        return made;
    }

    private static Word analysed(String text) {
        return new Word(PlacedTerms.of(text), mayJoin(text));
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
