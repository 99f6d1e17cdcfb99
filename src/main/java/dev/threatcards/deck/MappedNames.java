package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BitSetIterator;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.result.CardProfile.MappedName;
import dev.threatcards.result.DeckReport.MappedAsOne;
import dev.threatcards.result.DeckReport.MappedNowhere;
import dev.threatcards.result.DeckReport.MappedTwice;
import dev.threatcards.result.DeckReport.WeaklyMapped;
import dev.threatcards.text.NameKeys;

/**
 * The names that the mapping files of a commit give to the actors of cards, beside the names of the cards themselves. Which card an entry is
 * about: {@link MappingEntries}. Immutable and thread-safe.
 */
public final class MappedNames {

    /**
     * A name and its source.
     *
     * @param source the title of the source
     */
    public record Sourced(Name name, String source) {
    }

    /**
     * An entry of a mapping file that no card is about.
     *
     * @param document the entry's own document
     * @param actor the entry's title
     * @param source the title of the mapping
     */
    public record Entry(int document, String actor, List<Name> names, String source) {
        public Entry {
            names = List.copyOf(names);
        }
    }

    /** An actor with a name from a mapping file. */
    public record Named(int document, MappedName name) {
    }

    private final Map<Integer, List<MappedName>> names;
    private final Map<Integer, List<MappedAsOne>> conflicts;
    private final Map<String, List<Named>> folded = new HashMap<>();
    private final Map<String, List<Named>> core = new HashMap<>();
    private final Builder found;

    private MappedNames(Builder found) {
        this.found = found;
        names = new HashMap<>();
        found.names.forEach((document, all) -> names.put(document, List.copyOf(all)));
        conflicts = new HashMap<>();
        found.conflictsByCard.forEach((document, all) -> conflicts.put(document, List.copyOf(all)));
        names.forEach((document, all) -> all.forEach(name -> {
            Named named = new Named(document, name);
            folded.computeIfAbsent(NameKeys.folded(name.name().name()), key -> new ArrayList<>(1)).add(named);
            core.computeIfAbsent(NameKeys.core(name.name().name()), key -> new ArrayList<>(1)).add(named);
        }));
    }

    /** Collects what the entries say. */
    static final class Builder {
        private final Map<Integer, Set<MappedName>> names = new TreeMap<>();
        private final Map<Integer, List<MappedAsOne>> conflictsByCard = new HashMap<>();
        private final List<MappedAsOne> conflicts = new ArrayList<>();
        private final List<WeaklyMapped> weak = new ArrayList<>();
        private final List<MappedNowhere> nowhere = new ArrayList<>();
        private final List<MappedTwice> twice = new ArrayList<>();
        private final Map<String, Integer> linked = new HashMap<>();
        private final List<Entry> unlinked = new ArrayList<>();

        void name(int document, MappedName name) {
            names.computeIfAbsent(document, first -> new LinkedHashSet<>()).add(name);
        }

        void conflict(MappedAsOne conflict, Collection<Integer> documents) {
            conflicts.add(conflict);
            documents.forEach(
                    document -> conflictsByCard.computeIfAbsent(document, first -> new ArrayList<>()).add(conflict));
        }

        void nowhere(String entry, String source, List<String> names) {
            nowhere.add(new MappedNowhere(source, entry, names));
        }

        void weak(String entry, String source, String name, List<CardReference> cards) {
            weak.add(new WeaklyMapped(source, entry, name, cards));
        }
    }

    /** Reads all entries of a commit and finds their cards. */
    public static MappedNames of(CardReader searcher) throws IOException {
        Builder found = new Builder();
        FixedBitSet entries = searcher.matching(new TermQuery(new Term(CardFields.KIND, CardFields.MAPPING)));
        if (entries.cardinality() > 0) {
            read(entries, searcher, found);
        }
        return new MappedNames(found);
    }

    private static void read(FixedBitSet entries, CardReader searcher, Builder found) throws IOException {
        StoredCards stored = new StoredCards(searcher.getIndexReader());
        Map<String, Map<String, List<ActorCard>>> byDeck = new TreeMap<>();
        IdentityHashMap<ActorCard, Integer> documents = new IdentityHashMap<>();
        Map<String, Deck> decks = new HashMap<>();
        BitSetIterator each = new BitSetIterator(entries, 0);
        for (int document = each.nextDoc(); document != BitSetIterator.NO_MORE_DOCS; document = each.nextDoc()) {
            MergedCard entry = stored.merged(document, searcher.provenance()::deck);
            Deck deck = entry.sources().getFirst().deck();
            decks.put(deck.id(), deck);
            documents.put((ActorCard) entry.card(), document);
            byDeck.computeIfAbsent(deck.id(), id -> new TreeMap<>())
                    .computeIfAbsent(NameKeys.exact(entry.card().name()), name -> new ArrayList<>(1))
                    .add((ActorCard) entry.card());
        }
        MappingEntries links = new MappingEntries(searcher, found);
        for (Map.Entry<String, Map<String, List<ActorCard>>> deck : byDeck.entrySet()) {
            String source = decks.get(deck.getKey()).source();
            Map<String, Set<String>> actors = new TreeMap<>();
            Map<String, String> spellings = new HashMap<>();
            for (ActorCard entry : deck.getValue().values().stream().flatMap(List::stream).toList()) {
                if (links.add(entry, source)) {
                    found.linked.merge(deck.getKey(), 1, Integer::sum);
                } else {
                    found.unlinked.add(new Entry(documents.get(entry), entry.name(), entry.names(), source));
                }
                for (Name name : entry.names()) {
                    String key = NameKeys.folded(name.name());
                    spellings.putIfAbsent(key, name.name());
                    actors.computeIfAbsent(key, first -> new TreeSet<>()).add(entry.name());
                }
            }
            actors.forEach((key, of) -> {
                if (of.size() > 1 && !key.isEmpty()) {
                    found.twice.add(new MappedTwice(source, spellings.get(key), List.copyOf(of)));
                }
            });
        }
    }

    /** The names that mapping files give to the actor of a document, each with the title of its source. */
    public List<Sourced> of(int document) {
        return names(document).stream().map(name -> new Sourced(name.name(), name.source())).toList();
    }

    /** The names that mapping files give to the actor of a document, and its card does not have; in the order of the mappings. */
    public List<MappedName> names(int document) {
        return names.getOrDefault(document, List.of());
    }

    /** What mapping files say is one actor, though it is this card and another one of its collection. */
    public List<MappedAsOne> conflicts(int document) {
        return conflicts.getOrDefault(document, List.of());
    }

    /** Whether no mapping file gives an actor a name that its card does not have. */
    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** Who gave names in mapping files, in alphabetical order. */
    public List<String> givers() {
        return names.values().stream().flatMap(List::stream).map(name -> name.name().giver()).distinct().sorted()
                .toList();
    }

    /** Whether a mapping file gives the actor of a document a name by one of the givers, see {@link Givers#key}. */
    public boolean hasNameBy(Set<String> giverKeys, int document) {
        return names(document).stream().anyMatch(name -> giverKeys.contains(Givers.key(name.name().giver())));
    }

    /** The actors with a name of that folded key, see {@link NameKeys#folded}. */
    public List<Named> folded(String key) {
        return key.isEmpty() ? List.of() : folded.getOrDefault(key, List.of());
    }

    /** The actors with a name of that core key, see {@link NameKeys#core}. */
    public List<Named> core(String key) {
        return key.isEmpty() ? List.of() : core.getOrDefault(key, List.of());
    }

    /** Everything that mapping files say is one actor, though several cards of a collection are about it. */
    public List<MappedAsOne> conflicts() {
        return List.copyOf(found.conflicts);
    }

    /** The names that one mapping gives to several actors. */
    public List<MappedTwice> twice() {
        return List.copyOf(found.twice);
    }

    /** The entries that share too little with a card to be about it. */
    public List<WeaklyMapped> weak() {
        return List.copyOf(found.weak);
    }

    /** The entries of tables of one's own whose actor no card has. */
    public List<MappedNowhere> nowhere() {
        return List.copyOf(found.nowhere);
    }

    /** The entries that are about no card, by document. */
    public List<Entry> unlinked() {
        return found.unlinked.stream().sorted(Comparator.comparingInt(Entry::document)).toList();
    }

    /** The number of entries of the mapping with that deck id that are about a card. */
    public int linked(String deck) {
        return found.linked.getOrDefault(deck, 0);
    }
}
