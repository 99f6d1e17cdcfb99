package dev.threatcards.ingest;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Reject;
import dev.threatcards.index.CardIndexWriter;
import dev.threatcards.source.CardMerger;

/**
 * The entries of mapping files that a run reads. They replace those that earlier runs read of the same mapping, unless something of its files
 * could not be read: then entries that are missing stay. Several files of one mapping in one run are read as one.
 */
final class MappingFiles {

    /** The entries by the id of their deck, the location of their file and their uuid. */
    private final Map<String, Map<String, Map<UUID, DeckCard>>> decks = new TreeMap<>();
    private int entries;

    void add(DeckCard entry) {
        decks.computeIfAbsent(entry.deck().id(), id -> new TreeMap<>())
                .computeIfAbsent(entry.deck().location(), location -> new TreeMap<>())
                .merge(entry.uuid(), entry, MappingFiles::joined);
        entries++;
    }

    /** The number of entries that were read. */
    int entries() {
        return entries;
    }

    /**
     * Puts the entries, and removes those that their mapping no longer has.
     *
     * @param rejects what the run could not read
     */
    void write(Iterable<Reject> rejects, CardIndexWriter writer) {
        Set<String> damaged = new HashSet<>();
        rejects.forEach(reject -> damaged.add(reject.location()));
        decks.forEach((id, files) -> {
            Map<UUID, DeckCard> all = new TreeMap<>();
            files.values().forEach(file -> file.forEach((uuid, entry) -> all.merge(uuid, entry, MappingFiles::joined)));
            writer.putDeck(files.values().iterator().next().values().iterator().next().deck());
            all.values().forEach(entry -> writer.put(CardMerger.of(List.of(entry), Map.of())));
            if (files.keySet().stream().noneMatch(damaged::contains)) {
                writer.ofDeck(id).stream().filter(entry -> !all.containsKey(entry.uuid()))
                        .forEach(entry -> writer.remove(entry.uuid()));
            }
        });
    }

    /** The first entry with the names of both. */
    private static DeckCard joined(DeckCard first, DeckCard other) {
        ActorCard entry = (ActorCard) first.card();
        Set<Name> more = new LinkedHashSet<>(other.card().names());
        more.removeAll(new HashSet<>(entry.names()));
        ActorCard.Builder both = entry.toBuilder();
        more.forEach(name -> both.name(name.name(), name.giver()));
        return new DeckCard(both.build(), first.deck(), first.identity());
    }
}
