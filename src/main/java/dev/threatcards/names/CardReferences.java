package dev.threatcards.names;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import dev.threatcards.card.CardReference;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;

/** References to the cards of one commit, each read when it is first asked for. Thread-safe. */
final class CardReferences {

    private final Map<Integer, CardReference> byDocument = new ConcurrentHashMap<>();

    /**
     * The references to the cards of documents, by title.
     *
     * @param reader always of the same commit
     */
    List<CardReference> of(Collection<Integer> documents, CardReader reader) throws IOException {
        TreeSet<CardReference> references = new TreeSet<>(CardReference.BY_NAME);
        StoredCards stored = new StoredCards(reader.getIndexReader());
        for (int document : documents) {
            CardReference reference = byDocument.get(document);
            if (reference == null) {
                reference = CardReference.of(stored.card(document));
                byDocument.put(document, reference);
            }
            references.add(reference);
        }
        return List.copyOf(references);
    }
}
