package dev.threatcards.names;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardReader;
import dev.threatcards.names.NamesInText.Found;

/**
 * The cards that the names in one text mean. Where no collection is chosen, cards of other collections than ETDA's are meant only by names that
 * no card of ETDA of that kind has. For use by one thread.
 */
final class MeantCards {

    /** The cards of one kind that a name means. */
    record Cards(List<Integer> documents, List<CardReference> references) {
    }

    private record Key(int name, boolean isFull, boolean isCore, Kind kind) {
    }

    private final Set<String> collections;
    private final CardReferences references;
    private final CardReader reader;
    // Thousands of cards may share a name that a text repeats: its mentions share one list.
    private final Map<Key, Cards> known = new HashMap<>();
    private final Map<CveId, List<CardReference>> vulnerabilities = new HashMap<>();

    MeantCards(Set<String> collections, CardReferences references, CardReader reader) {
        this.collections = collections;
        this.references = references;
        this.reader = reader;
    }

    /** The cards of the kind that a name in the text means. */
    Cards of(Found found, Kind kind) throws IOException {
        Key key = new Key(found.entry().id(), found.isFull(), found.isCore(), kind);
        Cards cards = known.get(key);
        if (cards == null) {
            Set<Integer> named = new TreeSet<>(found.isFull() ? found.entry().cards() : List.of());
            named.addAll(found.isCore() ? found.entry().coreCards() : List.of());
            List<Integer> documents = preferred(named, kind);
            cards = new Cards(documents, references.of(documents, reader));
            known.put(key, cards);
        }
        return cards;
    }

    /** The actors and tools that mention the vulnerability. */
    List<CardReference> of(CveId id) throws IOException {
        List<CardReference> cards = vulnerabilities.get(id);
        if (cards == null) {
            FixedBitSet having = reader.matching(new TermQuery(new Term(CardFields.facet(Facet.CVE), id.toString())));
            Set<Integer> documents = new TreeSet<>();
            for (int document = having.length() == 0 ? Integer.MAX_VALUE : having.nextSetBit(0); document < having
                    .length();) {
                documents.add(document);
                document = document + 1 < having.length() ? having.nextSetBit(document + 1) : Integer.MAX_VALUE;
            }
            cards = new ArrayList<>();
            for (Kind kind : Kind.values()) {
                cards.addAll(references.of(preferred(documents, kind), reader));
            }
            vulnerabilities.put(id, cards);
        }
        return cards;
    }

    /** Those of the kind in the collections; only current ones if any is, and only ETDA's if any of them is and no collection is chosen. */
    private List<Integer> preferred(Set<Integer> documents, Kind kind) throws IOException {
        if (documents.isEmpty()) {
            return List.of();
        }
        for (SearchScope scope : SearchScope.preferred(CardFields.kind(kind), collections)) {
            FixedBitSet cards = scope.cards(reader);
            List<Integer> preferred = documents.stream().filter(cards::get).toList();
            if (!preferred.isEmpty()) {
                return preferred;
            }
        }
        return List.of();
    }
}
