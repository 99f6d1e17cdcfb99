package dev.threatcards.index;

import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.Facet;

/**
 * Which facets have a label with a key: most words of a query are no label, and a lookup here tells it for all facets at once.
 * Immutable.
 */
final class HeldLabels {

    private final Map<String, EnumSet<Facet>> facets = new HashMap<>();

    private HeldLabels() {
    }

    static HeldLabels of(IndexReader reader) throws IOException {
        HeldLabels labels = new HeldLabels();
        for (Facet facet : Facet.values()) {
            Terms terms = MultiTerms.getTerms(reader, CardFields.label(facet));
            TermsEnum each = terms == null ? TermsEnum.EMPTY : terms.iterator();
            for (BytesRef key = each.next(); key != null; key = each.next()) {
                labels.facets.computeIfAbsent(key.utf8ToString(), first -> EnumSet.noneOf(Facet.class)).add(facet);
            }
        }
        return labels;
    }

    /** The facets with the key; not to be changed. */
    Set<Facet> facets(String key) {
        EnumSet<Facet> known = facets.get(key);
        return known == null ? Set.of() : known;
    }
}
