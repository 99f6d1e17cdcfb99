package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Technique;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.deck.CardLookup.Documents;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.result.TechniqueCards;
import dev.threatcards.result.TechniqueCards.Related;
import dev.threatcards.result.TechniqueCards.Using;

/** Looks up the cards that use a technique. */
public final class TechniqueLookup {

    /** The most cards of a kind that are read. */
    private static final int MOST = 1_000;

    private final CardReader reader;

    /** A lookup in one commit. */
    public TechniqueLookup(CardReader reader) {
        this.reader = reader;
    }

    /**
     * The cards that use it, and its sub-techniques.
     *
     * @param collections the collections of the cards; empty for ETDA's, or for all where none of ETDA uses it or a sub-technique
     * @return empty if no card uses it or one of its sub-techniques
     */
    public Optional<TechniqueCards> of(TechniqueId id, Set<String> collections) throws IOException {
        Map<TechniqueId, String> family = family(id);
        Set<String> among = collections;
        if (collections.isEmpty() && isUsed(id, family.keySet(), Set.of(Deck.ETDA))) {
            among = Set.of(Deck.ETDA);
        }
        if (!isUsed(id, family.keySet(), among)) {
            return Optional.empty();
        }
        List<Related> subs = new ArrayList<>();
        for (Map.Entry<TechniqueId, String> each : family.entrySet()) {
            if (each.getKey().isSub() && !id.isSub()) {
                Related sub = related(each.getKey(), each.getValue(), among);
                if (sub.actors() + sub.tools() > 0) {
                    subs.add(sub);
                }
            }
        }
        Optional<Related> parent = id.isSub()
                ? Optional.of(related(id.parent(), family.getOrDefault(id.parent(), ""), among))
                : Optional.empty();
        Documents actors = documents(id, Kind.ACTOR, among);
        Documents tools = documents(id, Kind.TOOL, among);
        List<Technique> stated = new ArrayList<>();
        List<Using> ofActors = using(id, actors, stated);
        List<Using> ofTools = using(id, tools, stated);
        return Optional.of(new TechniqueCards(id, most(id, family.getOrDefault(id, ""), stated), parent, subs, ofActors,
                actors.total(), ofTools, tools.total(), elsewhere(id, among), reader.provenance()));
    }

    /** The technique without a sub-technique's number, and its sub-techniques, with the name that most cards give each. */
    private Map<TechniqueId, String> family(TechniqueId id) throws IOException {
        String parent = id.parent().toString();
        Map<TechniqueId, String> names = new TreeMap<>();
        Map<TechniqueId, Integer> counts = new HashMap<>();
        for (String value : reader.column(Facet.TECHNIQUE).values()) {
            if (value.startsWith(parent)) {
                Technique technique = Technique.ofLabel(value);
                Optional<TechniqueId> each = TechniqueId.parse(technique.id());
                if (each.isPresent() && each.get().parent().equals(id.parent())) {
                    int count = reader.count(new TermQuery(new Term(CardFields.facet(Facet.TECHNIQUE), value)));
                    if (count > counts.getOrDefault(each.get(), -1)) {
                        counts.put(each.get(), count);
                        names.put(each.get(), technique.name());
                    }
                }
            }
        }
        return names;
    }

    private boolean isUsed(TechniqueId id, Set<TechniqueId> family, Set<String> among) throws IOException {
        for (TechniqueId each : family) {
            if ((each.equals(id) || !id.isSub())
                    && count(each, Kind.ACTOR, among) + count(each, Kind.TOOL, among) > 0) {
                return true;
            }
        }
        return false;
    }

    private Related related(TechniqueId id, String name, Set<String> among) throws IOException {
        return new Related(id, name, count(id, Kind.ACTOR, among), count(id, Kind.TOOL, among));
    }

    private Documents documents(TechniqueId id, Kind kind, Set<String> collections) throws IOException {
        return CardLookup.find(SearchScope.current(CardFields.kind(kind), collections).filtered(query(id)), MOST,
                reader);
    }

    private static Query query(TechniqueId id) {
        return new TermQuery(new Term(CardFields.label(Facet.TECHNIQUE), CardAnalyzer.key(id.toString())));
    }

    private int count(TechniqueId id, Kind kind, Set<String> collections) throws IOException {
        return reader.count(query(id), SearchScope.current(CardFields.kind(kind), collections).cards(reader));
    }

    private Map<String, Integer> elsewhere(TechniqueId id, Set<String> among) throws IOException {
        Map<String, Integer> elsewhere = new TreeMap<>();
        if (!among.isEmpty()) {
            Set<String> others = new TreeSet<>(SearchScope.allCollections(reader));
            others.removeAll(among);
            for (String collection : others) {
                int count = count(id, Kind.ACTOR, Set.of(collection)) + count(id, Kind.TOOL, Set.of(collection));
                if (count > 0) {
                    elsewhere.put(collection, count);
                }
            }
        }
        return elsewhere;
    }

    private List<Using> using(TechniqueId id, Documents documents, List<Technique> stated) throws IOException {
        StoredCards stored = new StoredCards(reader.getIndexReader());
        List<Using> cards = new ArrayList<>();
        for (int document : documents.first()) {
            Card card = stored.card(document);
            card.techniques().stream().filter(technique -> technique.id().equals(id.toString())).findFirst()
                    .ifPresent(technique -> {
                        stated.add(technique);
                        cards.add(new Using(CardReference.of(card), technique.source()));
                    });
        }
        return cards;
    }

    /** The technique as most cards state it, without a source. */
    private static Technique most(TechniqueId id, String name, List<Technique> stated) {
        Map<Technique, Integer> counts = new HashMap<>();
        for (Technique each : stated) {
            counts.merge(new Technique(each.id(), each.name(), each.tactics(), "", each.withdrawn()), 1, Integer::sum);
        }
        return counts.entrySet().stream()
                .max(Map.Entry.<Technique, Integer>comparingByValue().thenComparing(each -> each.getKey().toString(),
                        Comparator.reverseOrder()))
                .map(Map.Entry::getKey).orElse(new Technique(id.toString(), name, List.of(), ""));
    }
}
