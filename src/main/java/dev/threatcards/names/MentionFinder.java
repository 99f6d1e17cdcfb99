package dev.threatcards.names;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Name;
import dev.threatcards.deck.MappedNames;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.index.CardNames;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.names.NamesInText.Found;
import dev.threatcards.names.OrdinaryNames.Ordinariness;
import dev.threatcards.result.Mention;
import dev.threatcards.result.Mention.Evidence;
import dev.threatcards.result.Mention.Mapping;
import dev.threatcards.text.HeadNouns.Sense;

/**
 * Finds the actors and tools that a text mentions by any of their names, and vulnerabilities by their ids. Making one reads every card of the
 * commit, which takes some tenths of a second for ETDA's deck. Immutable and thread-safe.
 *
 * <p>What may be a name is decided by {@link Spelling} and {@link RunningText}, and what counts as a mention by {@link NameEvidence}.
 */
public final class MentionFinder {

    /** Finds no card. */
    static final MentionFinder EMPTY = new MentionFinder(new NameTable(null, new int[0], new byte[0]),
            new Ordinariness[0], new Sense[0], Set.of(""), null, Map.of());

    private final NameTable names;
    private final Ordinariness[] ordinary;

    /** The kinds of cards that have the names, by the numbers of their keys; {@link Sense#ANY} for both. */
    private final Sense[] kinds;
    private final Set<String> collections;
    private final CardReferences references = new CardReferences();

    /** The names from mapping files; null if there are none. */
    private final MappedNames mapped;

    /** The entries of mapping files that no card is about, by document. */
    private final Map<Integer, MappedNames.Entry> unlinked;

    private MentionFinder(NameTable names, Ordinariness[] ordinary, Sense[] kinds, Set<String> collections,
            MappedNames mapped, Map<Integer, MappedNames.Entry> unlinked) {
        this.names = names;
        this.ordinary = ordinary;
        this.kinds = kinds;
        this.collections = collections;
        this.mapped = mapped;
        this.unlinked = unlinked;
    }

    /**
     * A finder for the cards of a commit.
     *
     * @param collections empty for all; then other collections than ETDA's are considered only where no card of ETDA has a name
     * @param mapped names from mapping files, which count where no card has the name itself; those of actors without a card only if no
     *     collection is chosen
     */
    static MentionFinder over(CardReader reader, Set<String> collections, MappedNames mapped) throws IOException {
        NameTableBuilder names = new NameTableBuilder();
        StoredCards stored = new StoredCards(reader.getIndexReader());
        List<Integer> documents = new ArrayList<>();
        FixedBitSet tools = new FixedBitSet(reader.getIndexReader().maxDoc());
        for (Kind kind : Kind.values()) {
            FixedBitSet cards = new SearchScope(CardFields.kind(kind), collections).cards(reader);
            for (int document = next(0, cards); document >= 0; document = next(document + 1, cards)) {
                documents.add(document);
                Card card = stored.card(document);
                if (kind == Kind.TOOL) {
                    tools.set(document);
                }
                for (Name name : CardNames.of(card)) {
                    names.add(name.name(), document, card instanceof ActorCard);
                }
            }
        }
        for (int document : documents) {
            mapped.names(document).forEach(name -> names.addMapped(name.name().name(), document));
        }
        Map<Integer, MappedNames.Entry> unlinked = new HashMap<>();
        for (MappedNames.Entry entry : collections.isEmpty() ? mapped.unlinked() : List.<MappedNames.Entry>of()) {
            unlinked.put(entry.document(), entry);
            entry.names().forEach(name -> names.addMapped(name.name(), entry.document()));
        }
        NameTable table = names.build();
        return new MentionFinder(table, OrdinaryNames.of(table, documents, reader.getIndexReader()).kinds(),
                kinds(table, tools), collections, mapped, Map.copyOf(unlinked));
    }

    private static Sense[] kinds(NameTable names, FixedBitSet tools) {
        Sense[] kinds = new Sense[names.size()];
        for (int key = 0; key < kinds.length; key++) {
            NameEntry entry = names.entry(key);
            List<Integer> cards = entry.cards();
            boolean isActor = !entry.coreCards().isEmpty() || cards.stream().anyMatch(card -> !tools.get(card));
            boolean isTool = cards.stream().anyMatch(tools::get);
            kinds[key] = isActor && isTool ? Sense.ANY : isActor ? Sense.ACTOR : Sense.TOOL;
        }
        return kinds;
    }

    private static int next(int from, FixedBitSet cards) {
        int document = from < cards.length() ? cards.nextSetBit(from) : Integer.MAX_VALUE;
        return document == Integer.MAX_VALUE ? -1 : document;
    }

    /** The bytes of heap that the names take. */
    long bytes() {
        return names.bytes() + 2L * Integer.BYTES * ordinary.length;
    }

    /**
     * The mentions in text order; an actor precedes a tool of the same name.
     *
     * @param generic whether to include names that are also ordinary words where the text gives no evidence
     * @param reader of the commit that the finder was made for
     */
    public List<Mention> of(String text, boolean generic, CardReader reader) throws IOException {
        RunningText running = new RunningText(text);
        List<NameOccurrence> places = new ArrayList<>();
        for (Found found : new NamesInText(names).in(text)) {
            if (running.isName(found, ordinary[found.entry().id()] == Ordinariness.NONE)) {
                places.add(NameOccurrence.of(found, ordinary[found.entry().id()], kinds[found.entry().id()], text));
            }
        }
        places = ListedNames.of(places, text);
        NameEvidence evidence = new NameEvidence(places);
        MappedMentions mappings = new MappedMentions(mapped, unlinked);
        MeantCards meant = new MeantCards(collections, references, reader);
        List<Mention> mentions = new ArrayList<>();
        for (NameOccurrence place : places) {
            Found found = place.found();
            String written = text.substring(found.start(), found.end());
            for (Kind kind : Kind.values()) {
                MeantCards.Cards cards = meant.of(found, kind);
                boolean isDetector = kind == Kind.TOOL && running.isDetector(found.start(), found.end());
                Optional<Mapping> mapping = kind == Kind.ACTOR
                        ? mappings.of(found, cards.references())
                        : Optional.empty();
                if ((cards.documents().isEmpty() && mapping.isEmpty()) || isDetector) {
                    continue;
                }
                Evidence known = evidence.of(place, kind, mapping.isPresent() ? named(found) : cards.documents());
                Evidence why = mapping.isPresent() && known == Evidence.DISTINCTIVE ? Evidence.MAPPING : known;
                if (generic || why != Evidence.NONE) {
                    mentions.add(new Mention(found.start(), found.end(), written, kind(kind), cards.references(),
                            place.ordinariness() != Ordinariness.NONE, why, Optional.empty(), mapping));
                }
            }
        }
        addVulnerabilities(text, meant, mentions);
        return List.copyOf(mentions);
    }

    /** The documents that have the name, those of entries of mapping files among them. */
    private static List<Integer> named(Found found) {
        return found.isFull() ? found.entry().cards() : found.entry().coreCards();
    }

    private static Mention.Kind kind(Kind kind) {
        return kind == Kind.ACTOR ? Mention.Kind.ACTOR : Mention.Kind.TOOL;
    }

    private static void addVulnerabilities(String text, MeantCards meant, List<Mention> mentions) throws IOException {
        List<CveId.Mention> ids = CveId.mentions(text);
        for (CveId.Mention id : ids) {
            mentions.add(new Mention(id.start(), id.end(), text.substring(id.start(), id.end()), Mention.Kind.CVE,
                    meant.of(id.id()), false, Evidence.DISTINCTIVE, Optional.of(id.id()), Optional.empty()));
        }
        if (!ids.isEmpty()) {
            mentions.sort(Comparator.comparingInt(Mention::start));
        }
    }
}
