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
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Technique;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.index.CardReader;
import dev.threatcards.result.TechniqueCards;
import dev.threatcards.result.TechniqueCards.Related;
import dev.threatcards.result.TechniqueCards.Using;

/** Looks up the cards that use a technique. */
public final class TechniqueLookup {

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
        Set<TechniqueId> meant = new TreeSet<>(Set.of(id));
        if (!id.isSub()) {
            meant.addAll(family.keySet());
        }
        SubjectLookup any = new SubjectLookup(query(meant), collections, reader);
        if (any.count() == 0) {
            return Optional.empty();
        }
        List<Related> subs = new ArrayList<>();
        for (TechniqueId each : meant) {
            if (each.isSub() && !id.isSub()) {
                Related sub = related(each, family.get(each), any);
                if (sub.actors() + sub.tools() > 0) {
                    subs.add(sub);
                }
            }
        }
        Optional<Related> parent = id.isSub()
                ? Optional.of(related(id.parent(), family.getOrDefault(id.parent(), ""), any))
                : Optional.empty();
        SubjectLookup cards = any.of(query(Set.of(id)));
        List<Technique> stated = new ArrayList<>();
        SubjectLookup.Found<Using> actors = cards.cards(Kind.ACTOR, card -> using(id, card, stated));
        SubjectLookup.Found<Using> tools = cards.cards(Kind.TOOL, card -> using(id, card, stated));
        return Optional.of(new TechniqueCards(id, most(id, family.getOrDefault(id, ""), stated), parent, subs,
                actors.cards(), actors.total(), tools.cards(), tools.total(), cards.elsewhere(), reader.provenance()));
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

    private static Related related(TechniqueId id, String name, SubjectLookup lookup) throws IOException {
        SubjectLookup cards = lookup.of(query(Set.of(id)));
        return new Related(id, name, cards.count(Kind.ACTOR), cards.count(Kind.TOOL));
    }

    /** Matches the cards that use any of the techniques. */
    private static Query query(Set<TechniqueId> ids) {
        return new TermInSetQuery(CardFields.label(Facet.TECHNIQUE),
                ids.stream().map(id -> new BytesRef(CardAnalyzer.key(id.toString()))).toList());
    }

    private static Optional<Using> using(TechniqueId id, Card card, List<Technique> stated) {
        Optional<Technique> used = card.techniques().stream().filter(technique -> technique.id().equals(id.toString()))
                .findFirst();
        used.ifPresent(stated::add);
        return used.map(technique -> new Using(CardReference.of(card), technique.source()));
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
