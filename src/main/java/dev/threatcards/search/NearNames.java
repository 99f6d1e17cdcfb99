package dev.threatcards.search;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.EnglishWords;
import dev.threatcards.index.CardReader;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.NameTypo;

/**
 * Finds the names that a mistyped one was meant to be, see {@link NameTypo}. A name that any card has is not mistyped, and neither is a word
 * that stands in the text of any card, or an English word, unless it stands beside another word of the name in place of one that many names
 * share: "Fancy Beard", but not "Caret Blizzard", which may be a name of its own.
 */
public final class NearNames {

    private NearNames() {
    }

    /**
     * The names that the written one may be meant to be.
     *
     * @param cards at least one of them has the name
     * @return keys of names, folded or without head nouns, in alphabetical order; empty if none is near
     */
    public static Set<String> of(String written, FixedBitSet cards, CardReader reader) throws IOException {
        Set<String> near = new TreeSet<>();
        for (String key : new LinkedHashSet<>(List.of(NameKeys.folded(written), NameKeys.core(written)))) {
            for (String field : List.of(CardFields.NAME_FOLDED, CardFields.NAME_CORE)) {
                addNear(written, key, field, cards, reader, near);
            }
        }
        return near;
    }

    /** The words of names that the written word may be meant to be, under the same rules. */
    static Set<String> words(String written, FixedBitSet cards, CardReader reader) throws IOException {
        Set<String> near = new TreeSet<>();
        addNear(written, NameKeys.folded(written), CardFields.NAME_WORDS, cards, reader, near);
        return near;
    }

    private static void addNear(String written, String key, String field, FixedBitSet cards, CardReader reader,
            Set<String> near) throws IOException {
        for (String candidate : reader.terms(field).candidates(key, 1)) {
            Optional<NameTypo> typo = NameTypo.between(written, key, candidate);
            if (typo.isPresent() && isTypo(typo.get(), reader) && !near.contains(candidate)
                    && reader.hasAny(new Term(field, candidate), cards)) {
                near.add(candidate);
            }
        }
    }

    /** Matches the cards with a name that has one of the keys. */
    public static Query query(Set<String> keys) {
        List<BytesRef> terms = keys.stream().map(BytesRef::new).toList();
        return new BooleanQuery.Builder().add(new TermInSetQuery(CardFields.NAME_FOLDED, terms), Occur.SHOULD)
                .add(new TermInSetQuery(CardFields.NAME_CORE, terms), Occur.SHOULD).build();
    }

    /** Whether a name has one of the keys. */
    public static boolean isOneOf(Set<String> keys, String name) {
        return keys.contains(NameKeys.folded(name)) || keys.contains(NameKeys.core(name));
    }

    private static boolean isTypo(NameTypo typo, CardReader reader) throws IOException {
        boolean isConfirmed = !typo.others().isEmpty() && reader.schemes().isShared(typo.right());
        return typo.isLikely(reader.schemes()::isShared) && (isConfirmed || !EnglishWords.contains(typo.typed()))
                && reader.getIndexReader().docFreq(new Term(CardFields.WORDS, typo.typed())) == 0;
    }
}
