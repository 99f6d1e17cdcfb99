package dev.threatcards.leads;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import dev.threatcards.analysis.TextAnalyzer;
import dev.threatcards.index.TokenizedText;
import dev.threatcards.text.Indicators;
import dev.threatcards.text.Indicators.Region;

/** The terms of a text, of a very long one those of its first 200,000 characters. Not modified after its construction. */
final class TextTerms {

    /** What {@link #number} is for a term that the text does not have. */
    static final int UNKNOWN = -1;

    private static final Pattern HASH = Pattern.compile("(?=.*[0-9])[0-9a-fA-F]{16,}");

    /** A text with more distinct words is long. */
    private static final int LONG = 60;

    private static final double MOST_REPEATED = 4;

    private final TokenizedText tokens;
    private final List<Integer> content = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, String> spellings = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** Addresses and hashes are left out as function words are: parts of them are words by chance. */
    TextTerms(String text) {
        tokens = TokenizedText.of(text);
        BitSet addresses = addresses(tokens.text());
        for (int token = 0; token < all().size(); token++) {
            String term = all().get(token);
            String spelling = tokens.text().substring(tokens.start(token), tokens.end(token));
            if (!TextAnalyzer.isFunctionWord(term) && !addresses.get(tokens.start(token))
                    && !HASH.matcher(spelling).matches()) {
                numbers.putIfAbsent(term, numbers.size());
                content.add(numbers.get(term));
                counts.merge(term, 1, Integer::sum);
                spellings.putIfAbsent(term, spelling);
            }
        }
    }

    /** The hosts and e-mail addresses. The path of a link often says in words what is linked, and counts. */
    private static BitSet addresses(String text) {
        BitSet addresses = new BitSet(text.length());
        for (Region region : Indicators.in(text)) {
            switch (region.kind()) {
                case HOST, EMAIL -> addresses.set(region.start(), region.end());
                case URL -> {
                    int host = text.indexOf("//", region.start());
                    int path = host < 0 ? text.indexOf('/', region.start()) : text.indexOf('/', host + 2);
                    addresses.set(region.start(), path < 0 ? region.end() : Math.min(path, region.end()));
                }
                case PATH, FILE -> {
                    // The name of a file may tell whose it is.
                }
            }
        }
        return addresses;
    }

    /** The text itself, as far as its terms are read. */
    String text() {
        return tokens.text();
    }

    /** All terms in their order. */
    List<String> all() {
        return tokens.terms();
    }

    /** The number of distinct terms, without words that only hold a sentence together. */
    int size() {
        return numbers.size();
    }

    /** A term's place among the distinct ones, less than {@link #size}; {@link #UNKNOWN} if it is none of them. */
    int number(String term) {
        return numbers.getOrDefault(term, UNKNOWN);
    }

    /** The pairs of different terms that are neighbours once the words between them that only hold a sentence together are left out. */
    Set<Long> neighbours() {
        Set<Long> pairs = new HashSet<>();
        for (int i = 0; i + 1 < content.size(); i++) {
            if (!content.get(i).equals(content.get(i + 1))) {
                pairs.add(pair(content.get(i), content.get(i + 1)));
            }
        }
        return pairs;
    }

    /** Two terms in either order, by their numbers. */
    static long pair(int one, int other) {
        return ((long) Math.min(one, other) << Integer.SIZE) + Math.max(one, other);
    }

    /**
     * The power of a word's rarity in its weight. The longer a text, the more of its words are on any card by chance, and the more it has to
     * tell that a word is rare.
     */
    double emphasis() {
        return spellings.size() > LONG ? 2 : 1.2;
    }

    /** How much more a term weighs because the text repeats it: 1 if it does not, less than {@value #MOST_REPEATED}. */
    double repetition(String term) {
        int count = counts.getOrDefault(term, 0);
        return MOST_REPEATED * count / (count + MOST_REPEATED - 1);
    }

    /** Each distinct term with the text's first spelling of it, without words that only hold a sentence together. */
    Map<String, String> spellings() {
        return spellings;
    }
}
