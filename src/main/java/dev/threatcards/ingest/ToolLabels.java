package dev.threatcards.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Listing.Entry;
import dev.threatcards.card.Listing.Kind;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardIndexWriter;
import dev.threatcards.source.CardMerger;
import dev.threatcards.source.form.Labels;
import dev.threatcards.text.NameKeys;

/**
 * Decides at the end of a run, with the tool cards of the index at hand, which entries of the actors' lists of tools are labels. An entry that
 * reads like a sentence is a label if a tool card of its collection has that name ("P.A.S. Webshell"). Outside the encyclopedia, whose
 * lists are complete, a tool that a card only {@linkplain Relation#USES uses} by its uuid is a label too. Not thread-safe.
 */
final class ToolLabels {

    private final CardIndexWriter writer;
    private final Set<UUID> actors = new TreeSet<>();
    private final Set<UUID> used = new HashSet<>();
    private final Set<String> prose = new HashSet<>();
    /** The tools of this run, and their names that read like sentences: earlier runs may have read actors that use them. */
    private final Set<UUID> tools = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    ToolLabels(CardIndexWriter writer) {
        this.writer = writer;
    }

    /** Takes note of a card that the run has put. */
    void read(Card card) {
        switch (card) {
            case ActorCard actor -> add(actor);
            case ToolCard tool -> {
                if (writer.hadCards()) {
                    tools.add(tool.uuid());
                    names(tool).filter(name -> Labels.kind(name) == Kind.PROSE).forEach(names::add);
                }
            }
        }
    }

    private void add(ActorCard actor) {
        List<String> texts = actor.tools().prose();
        List<UUID> uuids = uses(actor);
        if (!texts.isEmpty() || !uuids.isEmpty()) {
            actors.add(actor.uuid());
            texts.forEach(text -> prose.add(NameKeys.folded(text)));
            used.addAll(uuids);
        }
    }

    private static Stream<String> names(ToolCard tool) {
        return Stream.concat(Stream.of(tool.name()), tool.names().stream().map(Name::name));
    }

    private static List<UUID> uses(ActorCard actor) {
        return actor.collection().equals(Deck.ETDA)
                ? List.of()
                : actor.relations().stream().filter(relation -> relation.type().equals(Relation.USES))
                        .flatMap(relation -> relation.uuid().stream()).distinct().toList();
    }

    /** Writes the actors of which an entry changes. */
    void write() {
        if (!tools.isEmpty()) {
            writer.actorsOf(tools, names).forEach(actor -> add((ActorCard) actor.card()));
        }
        if (actors.isEmpty()) {
            return;
        }
        Map<UUID, ToolCard> byUuid = new HashMap<>();
        Map<String, Set<String>> byCollection = new HashMap<>();
        for (MergedCard merged : writer.tools(prose, used)) {
            ToolCard tool = (ToolCard) merged.card();
            byUuid.put(tool.uuid(), tool);
            Set<String> known = byCollection.computeIfAbsent(tool.collection(), first -> new HashSet<>());
            names(tool).forEach(name -> known.add(NameKeys.folded(name)));
        }
        for (UUID uuid : actors) {
            writer.card(uuid).ifPresent(actor -> write(actor, byUuid, byCollection));
        }
    }

    private void write(MergedCard actor, Map<UUID, ToolCard> byUuid, Map<String, Set<String>> byCollection) {
        List<DeckCard> sources = new ArrayList<>();
        for (DeckCard source : actor.sources()) {
            sources.add(source.card() instanceof ActorCard card
                    ? new DeckCard(settled(card, byUuid, byCollection.getOrDefault(card.collection(), Set.of())),
                            source.deck(), source.identity())
                    : source);
        }
        if (!sources.equals(actor.sources())) {
            writer.put(CardMerger.of(sources, writer.givers()));
        }
    }

    private static ActorCard settled(ActorCard card, Map<UUID, ToolCard> byUuid, Set<String> known) {
        List<Entry> entries = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        for (Entry entry : card.tools().entries()) {
            boolean isTool = entry.kind() == Kind.LABEL || known.contains(NameKeys.folded(entry.text()));
            entries.add(isTool ? new Entry(entry.text(), Kind.LABEL) : entry);
            if (isTool) {
                labels.add(NameKeys.folded(entry.text()));
            }
        }
        for (UUID uuid : uses(card)) {
            ToolCard tool = byUuid.get(uuid);
            if (tool != null && names(tool).map(NameKeys::folded).noneMatch(labels::contains)) {
                entries.add(new Entry(tool.name(), Kind.LABEL));
                labels.add(NameKeys.folded(tool.name()));
            }
        }
        Listing tools = new Listing(entries);
        return tools.equals(card.tools()) ? card : card.withTools(tools);
    }
}
