package dev.threatcards.names;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Name;
import dev.threatcards.deck.MappedNames;
import dev.threatcards.names.NamesInText.Found;
import dev.threatcards.result.Mention.Mapping;
import dev.threatcards.text.NameKeys;

/** Tells which mapping files give the names in one text, and what they call the actors. For use by one thread. */
final class MappedMentions {

    private final MappedNames mapped;
    private final Map<Integer, MappedNames.Entry> unlinked;
    private final Map<Integer, Optional<Mapping>> known = new HashMap<>();

    /** @param unlinked the entries that no card is about, by document */
    MappedMentions(MappedNames mapped, Map<Integer, MappedNames.Entry> unlinked) {
        this.mapped = mapped;
        this.unlinked = unlinked;
    }

    /** What mapping files say about a name; empty if cards have it themselves. */
    Optional<Mapping> of(Found found, List<CardReference> cards) {
        NameEntry entry = found.entry();
        boolean isFull = found.isFull() && entry.isMapped();
        boolean isCore = found.isCore() && entry.isCoreMapped();
        boolean isOwn = (found.isFull() && !entry.isMapped()) || (found.isCore() && !entry.isCoreMapped());
        if (isOwn || !(isFull || isCore)) {
            return Optional.empty();
        }
        return known.computeIfAbsent(entry.id(), id -> mapping(isFull ? entry.cards() : entry.coreCards(),
                NameKeys.folded((isFull ? entry.spellings() : entry.cores()).getFirst()), cards));
    }

    private Optional<Mapping> mapping(List<Integer> documents, String key, List<CardReference> cards) {
        Map<String, String> names = new LinkedHashMap<>();
        List<String> actors = new ArrayList<>();
        for (int document : documents) {
            mapped.names(document).stream().filter(name -> is(name.name(), key))
                    .forEach(name -> names.putIfAbsent(name.source(), name.name().name()));
            MappedNames.Entry entry = cards.isEmpty() ? unlinked.get(document) : null;
            if (entry != null) {
                actors.add(entry.actor());
                entry.names().stream().filter(name -> is(name, key))
                        .forEach(name -> names.putIfAbsent(entry.source(), name.name()));
            }
        }
        cards.forEach(card -> actors.add(card.name()));
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Mapping(String.join(", ", names.keySet()), names.values().iterator().next(),
                        actors.stream().distinct().collect(Collectors.joining("; "))));
    }

    private static boolean is(Name name, String key) {
        return NameKeys.folded(name.name()).equals(key) || NameKeys.core(name.name()).equals(key);
    }
}
