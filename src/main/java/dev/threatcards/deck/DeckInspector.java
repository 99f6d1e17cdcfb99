package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardLinks;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.DeckCard.Identity;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Listing;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.result.DeckReport;
import dev.threatcards.result.DeckReport.DeadReference;
import dev.threatcards.result.DeckReport.DeckContent;
import dev.threatcards.result.DeckReport.MergedGiver;
import dev.threatcards.result.DeckReport.ProseEntry;
import dev.threatcards.result.DeckReport.SharedName;
import dev.threatcards.result.DeckReport.UnknownTool;
import dev.threatcards.result.DeckReport.UnreadableDate;
import dev.threatcards.result.Related;
import dev.threatcards.text.NameKeys;

/** Reports problems of a deck: names that cards share, references without a target, unreadable dates, unknown tools, … */
public final class DeckInspector {

    /** A label of at least this many words that only one card has is probably a piece of a sentence. */
    private static final int MANY_WORDS = 4;

    private final Map<String, DeckCounts> decks = new LinkedHashMap<>();
    private final Map<String, List<CardReference>> cardsByName = new TreeMap<>();
    private final Map<String, String> spellings = new HashMap<>();
    private final List<MergedCard> referring = new ArrayList<>();
    private final Map<Facet, Map<String, Entry>> entries = new TreeMap<>();
    private final Map<String, Map<String, Entry>> toolLabels = new TreeMap<>();
    private final List<UnreadableDate> dates = new ArrayList<>();
    private final UnknownKeyCounts unknownKeys = new UnknownKeyCounts();
    private final List<CardReference> outdated = new ArrayList<>();

    private final ToolGraph graph;
    private final MappedNames mapped;

    private DeckInspector(Provenance provenance, ToolGraph graph, MappedNames mapped) {
        this.graph = graph;
        this.mapped = mapped;
        provenance.decks().forEach(deck -> decks.put(deck.deck().id(), new DeckCounts(deck)));
    }

    /** Inspects the cards of a commit. Reads every card. */
    public static DeckReport of(CardReader searcher, Provenance provenance, ToolGraph graph, MappedNames mapped)
            throws IOException {
        DeckInspector inspector = new DeckInspector(provenance, graph, mapped);
        StoredCards stored = new StoredCards(searcher.getIndexReader());
        for (int document : CardLookup.all(SearchScope.allCards(), searcher)) {
            inspector.add(stored.merged(document, provenance::deck));
        }
        return inspector.report(searcher);
    }

    private void add(MergedCard merged) {
        Card card = merged.card();
        merged.sources().forEach(source -> {
            decks.get(source.deck().id()).count(source, merged);
            unknownKeys.add(source);
        });
        CardReference reference = CardReference.of(card);
        if (card.edition().isCurrent()) {
            Stream.concat(card.names().stream().map(Name::name), card.attackIds().stream())
                    .forEach(name -> addName(name, reference));
        } else {
            outdated.add(reference);
        }
        if (!card.relations().isEmpty() || !CardLinks.of(card).isEmpty()) {
            referring.add(merged);
        }
        date(reference, "lastChange", card.lastChange());
        if (card instanceof ActorCard actor) {
            add(actor, reference);
        }
    }

    private void add(ActorCard actor, CardReference reference) {
        date(reference, "firstSeen", actor.firstSeen());
        date(reference, "observed", actor.observed());
        activities(reference, "operations", actor.operations());
        activities(reference, "counterOperations", actor.counterOperations());
        listing(Facet.SECTOR, actor.sectors());
        listing(Facet.TARGET, actor.targets());
        listing(Facet.TOOL, actor.tools());
        Map<String, Entry> tools = toolLabels.computeIfAbsent(actor.collection(), name -> new TreeMap<>());
        actor.tools().labels()
                .forEach(tool -> tools.computeIfAbsent(tool, text -> new Entry(text, Listing.Kind.LABEL)).cards++);
    }

    private void addName(String name, CardReference card) {
        String folded = NameKeys.folded(name);
        if (folded.isEmpty()) {
            return;
        }
        String key = card.collection() + '\n' + card.kind() + '\n' + folded;
        List<CardReference> with = cardsByName.computeIfAbsent(key, first -> new ArrayList<>());
        // A card may have several names with this key; it is then the last in the list.
        if (with.isEmpty() || !with.getLast().equals(card)) {
            with.add(card);
        }
        // The spelling that sorts first, so that the report does not depend on the order of the cards.
        spellings.merge(key, name, (one, other) -> one.compareTo(other) <= 0 ? one : other);
    }

    private void date(CardReference card, String field, CardDate date) {
        if (!date.isKnown() && !date.text().isEmpty()) {
            dates.add(new UnreadableDate(card, field, date.text()));
        }
    }

    private void activities(CardReference card, String field, List<Activity> activities) {
        activities.stream().map(Activity::date).filter(date -> !date.isKnown())
                .forEach(date -> dates.add(new UnreadableDate(card, field, date.text())));
    }

    private void listing(Facet facet, Listing listing) {
        Map<String, Entry> known = entries.computeIfAbsent(facet, first -> new TreeMap<>());
        listing.entries().stream().distinct()
                .forEach(entry -> known.computeIfAbsent(entry.text(), text -> new Entry(text, entry.kind())).cards++);
    }

    private DeckReport report(CardReader searcher) throws IOException {
        return new DeckReport(decks.values().stream().map(deck -> deck.content(mapped)).toList(), sharedNames(),
                deadReferences(searcher), prose(), unknownTools(),
                dates.stream().sorted(Comparator.comparing(UnreadableDate::card, CardReference.BY_NAME)).toList(),
                mapped.conflicts(), mapped.twice(), mapped.weak(), mapped.nowhere(), mergedGivers(searcher),
                unknownKeys.groups(), outdated.stream().sorted(CardReference.BY_NAME).toList());
    }

    private static List<MergedGiver> mergedGivers(CardReader searcher) throws IOException {
        return searcher.column(Facet.GIVER).merged().entrySet().stream()
                .map(giver -> new MergedGiver(giver.getKey(), giver.getValue())).toList();
    }

    private List<SharedName> sharedNames() {
        return cardsByName.entrySet().stream().filter(name -> name.getValue().size() > 1)
                .map(name -> new SharedName(spellings.get(name.getKey()),
                        name.getValue().stream().sorted(CardReference.BY_NAME).toList()))
                .sorted(Comparator
                        .comparing((SharedName name) -> !name.cards().getFirst().collection().equals(Deck.ETDA))
                        .thenComparing(name -> name.cards().getFirst().collection())
                        .thenComparing(name -> name.cards().getFirst().kind()).thenComparing(SharedName::name))
                .toList();
    }

    private List<DeadReference> deadReferences(CardReader searcher) throws IOException {
        Relations relations = new Relations(searcher);
        List<DeadReference> dead = new ArrayList<>();
        for (MergedCard card : referring) {
            for (Related related : relations.outgoing(card)) {
                if (related.cards().isEmpty()) {
                    dead.add(new DeadReference(CardReference.of(card.card()), related.type(), related.name()));
                }
            }
        }
        dead.sort(Comparator.comparing((DeadReference reference) -> !reference.type().equals(Related.MENTIONS))
                .thenComparing(DeadReference::type).thenComparing(DeadReference::card, CardReference.BY_NAME));
        return dead;
    }

    private List<ProseEntry> prose() {
        List<ProseEntry> prose = new ArrayList<>();
        entries.forEach((facet, texts) -> texts.values().stream()
                .filter(entry -> entry.kind == Listing.Kind.PROSE || (entry.cards == 1 && entry.words() >= MANY_WORDS))
                .map(entry -> new ProseEntry(facet, entry.text, entry.kind, entry.cards)).forEach(prose::add));
        prose.sort(Comparator.comparing(ProseEntry::kind).thenComparing(ProseEntry::facet));
        return prose;
    }

    private List<UnknownTool> unknownTools() {
        List<UnknownTool> unknown = new ArrayList<>();
        toolLabels.forEach((collection, labels) -> labels.values().stream()
                .filter(label -> graph.isUnknown(label.text, collection))
                .map(label -> new UnknownTool(label.text, collection, label.cards)).forEach(unknown::add));
        unknown.sort(Comparator.comparingInt(UnknownTool::actors).reversed().thenComparing(UnknownTool::name));
        return unknown;
    }

    /** An entry of listings, and the number of cards that have it. */
    private static final class Entry {
        private final String text;
        private final Listing.Kind kind;
        private int cards;

        Entry(String text, Listing.Kind kind) {
            this.text = text;
            this.kind = kind;
        }

        long words() {
            return Stream.of(text.split("\\s+", -1)).filter(word -> !word.isEmpty()).count();
        }
    }

    /** A deck and the counts of its cards. */
    private static final class DeckCounts {
        private final Deck deck;
        private final int entries;
        private final Map<String, Integer> categories = new TreeMap<>();
        private int actors;
        private int tools;
        private int subgroups;
        private int older;
        private int alone;

        DeckCounts(Provenance.DeckCounts counts) {
            deck = counts.deck();
            entries = counts.entries();
        }

        void count(DeckCard source, MergedCard merged) {
            switch (source.card()) {
                case ActorCard actor -> {
                    actors++;
                    if (!actor.category().isEmpty()) {
                        categories.merge(actor.category(), 1, Integer::sum);
                    }
                    if (actor.relations().stream().anyMatch(Relation::isToParent)) {
                        subgroups++;
                    }
                }
                case ToolCard tool -> {
                    tools++;
                    if (!tool.category().isEmpty()) {
                        categories.merge(tool.category(), 1, Integer::sum);
                    }
                }
            }
            if (deck.isNewerThan(source.deck())) {
                older++;
            }
            if (source.identity() == Identity.TITLE
                    && merged.sources().stream().noneMatch(other -> other.identity() == Identity.UUID)) {
                alone++;
            }
        }

        DeckContent content(MappedNames mapped) {
            return new DeckContent(deck, actors, tools, categories, subgroups, older, alone, entries,
                    mapped.linked(deck.id()));
        }
    }
}
