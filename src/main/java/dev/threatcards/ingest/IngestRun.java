package dev.threatcards.ingest;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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
import dev.threatcards.deck.LinkedTechniques;
import dev.threatcards.index.CardIndexWriter;
import dev.threatcards.index.CardIndexWriter.Outcome;
import dev.threatcards.json.EtdaKeys;
import dev.threatcards.source.CardMerger;
import dev.threatcards.source.form.CardSink;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.WellFormedText;

/**
 * An ingest run: merges the cards that are read with those of the index. The result does not depend on the order of the sources.
 *
 * <p>A deck's version of a card replaces its earlier version, unless that is of a newer edition. Cards identified by uuid are merged
 * immediately. Cards identified by title are merged at the end, together with those of earlier runs, each with the card of its collection
 * that has the title; if there is none, or several, it stays a card of its own.
 */
final class IngestRun implements CardSink {

    private final CardIndexWriter writer;
    private final Consumer<IngestProgress> listener;
    private final Map<UUID, String> newGivers = new TreeMap<>();
    /** The ids of decks of which the run has read the newest edition. */
    private final Set<String> current = new HashSet<>();
    /** Deck and card of the versions of this run that replaced those of earlier runs. */
    private final Set<String> standing = new HashSet<>();
    private final Map<String, DeckCard> titled = new TreeMap<>();
    private final MappingFiles mappings = new MappingFiles();
    private final Map<String, Integer> unknown = new TreeMap<>();
    private final Set<String> unattributed = new TreeSet<>();
    private final List<Reject> rejects = new ArrayList<>();
    private final ToolLabels toolLabels;
    private final boolean isPruning;
    private final boolean isDryRun;
    private IngestProgress progress = IngestProgress.NONE;

    /**
     * @param isPruning whether the run removes the cards that no newest edition has
     * @param isDryRun whether the run only says what it would write
     */
    IngestRun(CardIndexWriter writer, boolean isPruning, boolean isDryRun, Consumer<IngestProgress> listener) {
        this.isPruning = isPruning;
        this.isDryRun = isDryRun;
        this.writer = writer;
        this.toolLabels = new ToolLabels(writer);
        this.listener = listener;
    }

    @Override
    public void card(DeckCard given) {
        DeckCard card = CardIndexWriter.wellFormed(given);
        if (card.deck().isMapping()) {
            mappings.add(card);
            return;
        }
        card.card().unknown().keySet().stream().filter(key -> !key.endsWith(EtdaKeys.AS_WRITTEN))
                .forEach(key -> unknown.merge(key, 1, Integer::sum));
        deck(card.deck());
        if (card.identity() == Identity.TITLE) {
            titled.merge(card.deck().id() + '\n' + key(card), card, CardMerger::newer);
        } else {
            put(card);
        }
        report(progress.withCard());
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
    public void unattributed(String campaign, String location) {
        unattributed.add(WellFormedText.of(campaign));
    }

    @Override
    public void at(long bytes, OptionalLong total) {
        report(progress.at(bytes, total));
    }

    private void report(IngestProgress now) {
        progress = now;
        listener.accept(now);
    }

    /** Keeps the newest edition of a deck; of equal ones in one run, that whose location sorts first. */
    private void deck(Deck deck) {
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

    private void put(DeckCard next) {
        Optional<MergedCard> known = writer.card(next.uuid());
        List<DeckCard> sources = new ArrayList<>(known.map(MergedCard::sources).orElse(List.of()));
        DeckCard previous = sources.stream().filter(source -> source.deck().id().equals(next.deck().id())).findFirst()
                .orElse(next);
        String key = next.deck().id() + '\n' + key(next);
        DeckCard newest = standing.contains(key) ? CardMerger.newer(previous, next) : unlessOlder(previous, next);
        if (newest.equals(next)) {
            standing.add(key);
        }
        sources.remove(previous);
        sources.add(newest);
        MergedCard merged = LinkedTechniques.kept(CardMerger.of(sources, writer.givers()), known);
        writer.put(merged, next.deck().location());
        toolLabels.read(merged.card());
    }

    /** The new version of a card, unless it is of an older edition than the earlier version. */
    private static DeckCard unlessOlder(DeckCard previous, DeckCard next) {
        return next.deck().date().from().isBefore(previous.deck().date().from()) ? previous : next;
    }

    /** Merges the cards identified by title, and commits. If nothing was read and nothing is removed, nothing is written. */
    IngestReport finish() {
        boolean isNothingRead = progress.cards() == 0 && newGivers.isEmpty() && mappings.entries() == 0;
        if (isNothingRead && (!isPruning || writer.isEmpty())) {
            return new IngestReport(0, 0, 0, 0, 0, 0, Map.of(), List.of(), rejects, List.of(), Provenance.EMPTY);
        }
        if (!newGivers.isEmpty()) {
            writer.namedBy(newGivers.keySet()).forEach(card -> writer
                    .put(LinkedTechniques.kept(CardMerger.of(card.sources(), writer.givers()), Optional.of(card))));
        }
        join();
        toolLabels.write();
        List<CardReference> pruned = isPruning
                ? writer.prune(Stream.concat(rejects.stream(), writer.rejects().stream()).toList())
                : List.of();
        LinkedTechniques.update(writer.reading(LinkedTechniques::links), writer::card, writer::put);
        mappings.write(rejects, writer);
        rejects.addAll(writer.rejects());
        if (!rejects.isEmpty() && writer.isEmpty()) {
            return new IngestReport(progress.cards(), mappings.entries(), newGivers.size(), 0, 0, 0, unknown,
                    List.copyOf(unattributed), rejects, List.of(), Provenance.EMPTY);
        }
        Provenance provenance = isDryRun ? writer.preview(rejects) : writer.commit(rejects);
        return new IngestReport(progress.cards(), mappings.entries(), newGivers.size(), writer.count(Outcome.ADDED),
                writer.count(Outcome.CHANGED), writer.count(Outcome.UNCHANGED), unknown, List.copyOf(unattributed),
                rejects, pruned, provenance);
    }

    private void join() {
        List<MergedCard> withTitled = writer.titled();
        Map<String, DeckCard> all = new TreeMap<>();
        withTitled.stream().flatMap(card -> titled(card).stream())
                .forEach(card -> all.put(card.deck().id() + '\n' + key(card), card));
        titled.forEach((key, next) -> all.merge(key, next, IngestRun::unlessOlder));

        Map<UUID, List<DeckCard>> targets = new LinkedHashMap<>();
        all.values().forEach(card -> targets.computeIfAbsent(target(card), uuid -> new ArrayList<>()).add(card));
        Set<UUID> affected = new HashSet<>(targets.keySet());
        withTitled.forEach(card -> affected.add(card.uuid()));
        for (UUID uuid : affected.stream().sorted().toList()) {
            List<DeckCard> identified = writer.card(uuid).map(MergedCard::sources).orElse(List.of()).stream()
                    .filter(source -> source.identity() == Identity.UUID).toList();
            List<DeckCard> sources = Stream.of(identified, targets.getOrDefault(uuid, List.of()))
                    .flatMap(Collection::stream).toList();
            if (sources.isEmpty()) {
                writer.remove(uuid);
                continue;
            }
            MergedCard merged = LinkedTechniques.kept(CardMerger.of(sources, writer.givers()), writer.card(uuid));
            boolean ofThisRun = targets.getOrDefault(uuid, List.of()).stream().anyMatch(titled::containsValue);
            if (ofThisRun || !writer.card(uuid).equals(Optional.of(merged))) {
                writer.put(merged);
            }
            toolLabels.read(merged.card());
        }
    }

    private static List<DeckCard> titled(MergedCard card) {
        return card.sources().stream().filter(source -> source.identity() == Identity.TITLE).toList();
    }

    /**
     * The uuid of the card with the same title, of several the one in the newest edition; the card's own uuid if there is none, or no
     * unique one.
     */
    private UUID target(DeckCard card) {
        CardReference reference = CardReference.of(card.card());
        List<MergedCard> same = writer.identified(reference.name(), reference.kind(), reference.collection());
        LocalDate newest = same.stream().map(IngestRun::edition).max(Comparator.naturalOrder()).orElse(LocalDate.MIN);
        List<MergedCard> best = same.stream().filter(each -> edition(each).equals(newest)).toList();
        return best.size() == 1 ? best.getFirst().uuid() : card.uuid();
    }

    /** The date of the newest edition that identifies the card by uuid. */
    private static LocalDate edition(MergedCard card) {
        return card.sources().stream().filter(source -> source.identity() == Identity.UUID)
                .map(source -> source.deck().date().from()).max(Comparator.naturalOrder()).orElse(LocalDate.MIN);
    }

    /** The key of a card within its deck. */
    private static String key(DeckCard card) {
        CardReference reference = CardReference.of(card.card());
        return card.identity() == Identity.UUID
                ? reference.uuid().toString()
                : reference.kind() + "\n" + NameKeys.title(reference.name());
    }
}
