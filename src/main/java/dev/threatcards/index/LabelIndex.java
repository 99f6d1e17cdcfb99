package dev.threatcards.index;

import java.io.IOException;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.TechniqueTexts;
import dev.threatcards.cache.CacheBudget;
import dev.threatcards.cache.LruCache;
import dev.threatcards.cache.Memoized;
import dev.threatcards.card.Facet;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Prose;

/** The names and labels of one commit: which facets have a label, and an LRU cache of what {@link CardAnalyzer} makes of each. Thread-safe. */
public final class LabelIndex {

    /** The memory that a label takes with its terms and keys, in bytes. */
    private static final int SIZE = 600;

    /** The most labels that are cached, more than the real deck has. */
    private static final int MOST = CacheBudget.LABELS.entries(SIZE, 50_000);

    /** Longer texts are hardly labels, and are not cached. */
    private static final int LONGEST = 100;

    private final Memoized<Map<String, Set<Facet>>> facets;
    private final LruCache<String, Label> labels = new LruCache<>(MOST);

    LabelIndex(IndexReader reader) {
        facets = new Memoized<>(() -> facets(reader));
    }

    /**
     * An analyzed label or name.
     *
     * @param text the label without markup
     * @param terms the terms of the text in {@link CardFields#TEXT}, in order
     * @param key the key of the label with its markup, see {@link CardAnalyzer#key}
     * @param folded the label with its markup, see {@link NameKeys#folded}
     */
    public record Label(String text, List<String> terms, String key, String folded) {

        public Label {
            Objects.requireNonNull(text, "text");
            terms = DefensiveCopies.list(terms, "terms");
            Objects.requireNonNull(key, "key");
            Objects.requireNonNull(folded, "folded");
        }

        private static Label of(String label) {
            String text = Prose.plain(label);
            List<String> terms = CardAnalyzer.terms(CardFields.TEXT, text);
            String key = text.equals(label) ? CardAnalyzer.key(label, terms) : CardAnalyzer.key(label);
            return new Label(text, terms, key, NameKeys.folded(label));
        }
    }

    /**
     * Analyzes a label, unless it is cached.
     *
     * @param label as the card has it
     */
    public Label of(String label) {
        return labels.get(label).orElseGet(() -> {
            Label analyzed = Label.of(label);
            if (label.length() <= LONGEST) {
                labels.put(label, analyzed);
            }
            return analyzed;
        });
    }

    /** Whether one of the keys is that of a value of the facet, see {@link TechniqueTexts}. */
    public boolean hasKey(Facet facet, String value, Collection<String> keys) {
        return TechniqueTexts.of(facet, value).stream().anyMatch(text -> keys.contains(of(text).key()));
    }

    /** The facets in which any card has a label with that key, see {@link CardAnalyzer#key}. */
    public Set<Facet> facets(String key) throws IOException {
        return facets.get().getOrDefault(key, Set.of());
    }

    /** Reads the keys of all facets. They are held in memory because a search looks up every run of its words, and most are no label. */
    private static Map<String, Set<Facet>> facets(IndexReader reader) throws IOException {
        Map<String, Set<Facet>> facets = new HashMap<>();
        for (Facet facet : Facet.values()) {
            Terms terms = MultiTerms.getTerms(reader, CardFields.label(facet));
            TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
            for (BytesRef key = each.next(); key != null; key = each.next()) {
                facets.computeIfAbsent(key.utf8ToString(), first -> EnumSet.noneOf(Facet.class)).add(facet);
            }
        }
        return facets;
    }
}
