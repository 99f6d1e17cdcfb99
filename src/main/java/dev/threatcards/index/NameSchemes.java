package dev.threatcards.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardFields;

/**
 * The schemes by which name-givers make names, learned from the names of a commit: a first or last word that many names of two words share
 * ("Gold …", "… Panda"). Immutable.
 */
public final class NameSchemes {

    /** Fewer names with a word in common share it by chance. */
    public static final int FEWEST_NAMES = 5;

    private static final Pattern TWO_WORDS = Pattern.compile("(\\p{L}+)[ -](\\p{L}+)");

    private final Set<String> words;

    private NameSchemes(Set<String> words) {
        this.words = words;
    }

    /** Reads all names of the commit. */
    static NameSchemes of(IndexReader reader) throws IOException {
        Map<String, Integer> counts = new HashMap<>();
        Terms terms = MultiTerms.getTerms(reader, CardFields.NAME_EXACT);
        TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
        for (BytesRef name = each.next(); name != null; name = each.next()) {
            Matcher words = TWO_WORDS.matcher(name.utf8ToString());
            if (words.matches()) {
                counts.merge(words.group(1), 1, Integer::sum);
                counts.merge(words.group(2), 1, Integer::sum);
            }
        }
        return new NameSchemes(counts.entrySet().stream().filter(word -> word.getValue() >= FEWEST_NAMES)
                .map(Map.Entry::getKey).collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether the word, in lower case, is the part that the names of a scheme share: "panda", "gold". */
    public boolean isShared(String word) {
        return words.contains(word);
    }
}
