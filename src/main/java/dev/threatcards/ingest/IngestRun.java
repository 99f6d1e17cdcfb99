package dev.threatcards.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.DeckCard.Identity;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Reject;
import dev.threatcards.index.CardIndexWriter;
import dev.threatcards.index.CardIndexWriter.Outcome;
import dev.threatcards.source.CardMerger;
import dev.threatcards.source.form.CardSink;
import dev.threatcards.text.NameKeys;

/**
 * A run of ingest: takes what the readers find and merges it with what the index has. What becomes of the index depends on
 * what the sources say, not on the order in which they are read.
 *
 * <p>What a deck says of a card takes the place of what it said before, unless that was a newer edition. Cards that a deck knows
 * by uuid are merged at once. Those that it knows by title alone wait until the end: each joins the card of its collection
 * that has its title, or stays by itself where there is none or no telling which; what earlier runs left by itself is
 * looked at again.
 */
final class IngestRun implements CardSink {

    private final CardIndexWriter writer;
    private final Consumer<IngestProgress> listener;
    private final Map<UUID, String> newGivers = new TreeMap<>();
    /** What the run has read of each deck, by the deck's id: cards by uuid, and by title where that is all there is. */
    private final Map<String, Set<String>> read = new HashMap<>();
    /** The decks of which the run has read an edition that is no older than what was known. */
    private final Set<String> current = new HashSet<>();
    /** Deck and card of what stands now of what the run has read: what a newer edition said earlier stands against it. */
    private final Set<String> standing = new HashSet<>();
    private final Map<String, DeckCard> titled = new TreeMap<>();
    private final Map<String, Integer> unknown = new TreeMap<>();
    private final List<Reject> rejects = new ArrayList<>();
    private IngestProgress progress = IngestProgress.NONE;

    /**
     * @param listener is told how far the reading has come
     */
    IngestRun(CardIndexWriter writer, Consumer<IngestProgress> listener) {
        this.writer = writer;
        this.listener = listener;
    }

    @Override
    public void card(DeckCard given) {
        DeckCard card = CardIndexWriter.wellFormed(given);
        card.card().unknown().keySet().forEach(key -> unknown.merge(key, 1, Integer::sum));
        deck(card.deck());
        read.get(card.deck().id()).add(key(card));
        if (card.identity() == Identity.TITLE) {
            titled.merge(card.deck().id() + '\n' + key(card), card, CardMerger::newer);
        } else {
            put(card);
        }
        tell(progress.withCard());
    }

    @Override
    public void giver(UUID uuid, String name) {
        if (!name.equals(writer.givers().get(uuid))) {
            newGivers.put(uuid, name);
            writer.putGiver(uuid, name);
        }
    }

    @Override
    public void reject(Reject reject) {
        rejects.add(reject);
    }

    @Override
    public void at(long bytes, OptionalLong total) {
        tell(progress.at(bytes, total));
    }

    private void tell(IngestProgress now) {
        progress = now;
        listener.accept(now);
    }

    /** The newest edition of a deck is what is told of it; of two in one run the one whose place sorts first. */
    private void deck(Deck deck) {
        read.computeIfAbsent(deck.id(), id -> new HashSet<>());
        Deck known = writer.deck(deck.id()).orElse(deck);
        if (deck.extent() == Deck.Extent.PAGES && known.extent() == Deck.Extent.EDITION) {
            return;
        }
        int age = known.extent() != deck.extent() ? 1 : deck.date().from().compareTo(known.date().from());
        boolean better = !current.contains(deck.id()) || deck.location().compareTo(known.location()) < 0;
        if (age > 0 || (age == 0 && better)) {
            writer.putDeck(deck);
            current.add(deck.id());
        }
    }

    private void put(DeckCard says) {
        List<DeckCard> sources = new ArrayList<>(writer.card(says.uuid()).map(MergedCard::sources).orElse(List.of()));
        DeckCard said = sources.stream().filter(source -> source.deck().id().equals(says.deck().id())).findFirst()
                .orElse(says);
        String key = says.deck().id() + '\n' + key(says);
        DeckCard stands = standing.contains(key) ? CardMerger.newer(said, says) : unlessOlder(said, says);
        if (stands.equals(says)) {
            standing.add(key);
        }
        sources.remove(said);
        sources.add(stands);
        writer.put(CardMerger.of(sources, writer.givers()), says.deck().location());
    }

    /** What a deck says now, unless that is of an older edition than what it said in an earlier run. */
    private static DeckCard unlessOlder(DeckCard said, DeckCard says) {
        return says.deck().date().from().isBefore(said.deck().date().from()) ? said : says;
    }

    /** Ends the run: joins what waits, and makes all of it visible. If nothing was read, nothing is written. */
    IngestReport finish() {
        if (progress.cards() == 0 && newGivers.isEmpty()) {
            return new IngestReport(0, 0, 0, 0, 0, Map.of(), rejects, Provenance.EMPTY);
        }
        List<CardReference> gone = rejects.isEmpty() ? gone() : List.of();
        if (!newGivers.isEmpty()) {
            writer.namedBy(newGivers.keySet())
                    .forEach(card -> writer.put(CardMerger.of(card.sources(), writer.givers())));
        }
        join();
        if (rejects.addAll(writer.rejects())) {
            gone = List.of();
        }
        if (!rejects.isEmpty() && writer.isEmpty()) {
            return new IngestReport(progress.cards(), newGivers.size(), 0, 0, 0, unknown, rejects, Provenance.EMPTY);
        }
        Provenance provenance = writer.commit(rejects, gone);
        return new IngestReport(progress.cards(), newGivers.size(), writer.count(Outcome.ADDED),
                writer.count(Outcome.CHANGED), writer.count(Outcome.UNCHANGED), unknown, rejects, provenance);
    }

    private void join() {
        List<MergedCard> withTitled = writer.titled();
        Map<String, DeckCard> all = new TreeMap<>();
        withTitled.stream().flatMap(card -> titled(card).stream())
                .forEach(card -> all.put(card.deck().id() + '\n' + key(card), card));
        titled.forEach((key, says) -> all.merge(key, says, IngestRun::unlessOlder));

        Map<UUID, List<DeckCard>> homes = new LinkedHashMap<>();
        all.values().forEach(card -> homes.computeIfAbsent(home(card), uuid -> new ArrayList<>()).add(card));
        Set<UUID> affected = new HashSet<>(homes.keySet());
        withTitled.forEach(card -> affected.add(card.uuid()));
        for (UUID uuid : affected.stream().sorted().toList()) {
            List<DeckCard> identified = writer.card(uuid).map(MergedCard::sources).orElse(List.of()).stream()
                    .filter(source -> source.identity() == Identity.UUID).toList();
            List<DeckCard> sources = Stream.of(identified, homes.getOrDefault(uuid, List.of()))
                    .flatMap(Collection::stream).toList();
            if (sources.isEmpty()) {
                writer.remove(uuid);
                continue;
            }
            MergedCard merged = CardMerger.of(sources, writer.givers());
            boolean ofThisRun = homes.getOrDefault(uuid, List.of()).stream().anyMatch(titled::containsValue);
            if (ofThisRun || !writer.card(uuid).equals(Optional.of(merged))) {
                writer.put(merged);
            }
        }
    }

    private static List<DeckCard> titled(MergedCard card) {
        return card.sources().stream().filter(source -> source.identity() == Identity.TITLE).toList();
    }

    /**
     * The one card with that title, or of several the one that is in the newest edition; the card's own uuid if there is none, or
     * if that does not tell.
     */
    private UUID home(DeckCard card) {
        CardReference reference = CardReference.of(card.card());
        List<MergedCard> same = writer.identified(reference.name(), reference.kind(), reference.collection());
        LocalDate newest = same.stream().map(IngestRun::edition).max(Comparator.naturalOrder()).orElse(LocalDate.MIN);
        List<MergedCard> best = same.stream().filter(each -> edition(each).equals(newest)).toList();
        return best.size() == 1 ? best.getFirst().uuid() : card.uuid();
    }

    /** The day of the newest edition that has the card under its uuid. */
    private static LocalDate edition(MergedCard card) {
        return card.sources().stream().filter(source -> source.identity() == Identity.UUID)
                .map(source -> source.deck().date().from()).max(Comparator.naturalOrder()).orElse(LocalDate.MIN);
    }

    /** By what the card is known in its deck. */
    private static String key(DeckCard card) {
        CardReference reference = CardReference.of(card.card());
        return card.identity() == Identity.UUID
                ? reference.uuid().toString()
                : reference.kind() + "\n" + NameKeys.title(reference.name());
    }

    /**
     * Cards of which a deck said something before, and says nothing now. Only a deck that has been read whole can tell: one with
     * more than one card, no older than what was known of it, and nothing set aside in the run.
     */
    private List<CardReference> gone() {
        Set<CardReference> gone = new HashSet<>();
        for (String deck : current) {
            Set<String> keys = read.get(deck);
            if (keys.size() > 1 && writer.isFromBefore(deck) && isEdition(deck)) {
                writer.ofDeck(deck).stream()
                        .filter(card -> card.sources().stream().filter(source -> source.deck().id().equals(deck))
                                .noneMatch(source -> keys.contains(key(source)) || wasGone(source)))
                        .map(MergedCard::card).map(CardReference::of).forEach(gone::add);
            }
        }
        return gone.stream().sorted(CardReference.BY_NAME).toList();
    }

    /** Whether an earlier run told of it already. */
    private boolean wasGone(DeckCard source) {
        return writer.deckBefore(source.deck().id()).isNewerThan(source.deck());
    }

    private boolean isEdition(String deck) {
        return writer.deck(deck).orElseThrow().extent() == Deck.Extent.EDITION;
    }
}
