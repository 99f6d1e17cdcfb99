package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.apache.lucene.search.ScoreDoc;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.CardSearcher;
import dev.threatcards.index.StoredCards;

/** The tool cards of the tools that actors use, in one commit: what they are called is held, not the cards. Safe for use by several threads. */
public final class ToolDocuments {

    /** A tool's card: its uuid, and its document. */
    public record Tool(UUID uuid, int document) {
        public Tool {
            Objects.requireNonNull(uuid, "uuid");
        }
    }

    private final Map<String, ToolLabels<Tool>> byCollection = new HashMap<>();
    private final Map<UUID, Tool> byUuid = new HashMap<>();

    private ToolDocuments() {
    }

    /**
     * Reads what the tools of some collections are called.
     *
     * @param collections the collections; none for all
     */
    public static ToolDocuments of(Set<String> collections, CardSearcher searcher) throws IOException {
        ToolDocuments used = new ToolDocuments();
        int all = Math.max(1, searcher.getIndexReader().maxDoc());
        Scope tools = new Scope(CardFields.TOOL, collections);
        for (ScoreDoc doc : searcher.search(tools.query(), all, CardLookup.BY_NAME).scoreDocs) {
            ToolCard card = (ToolCard) StoredCards.card(searcher.getIndexReader(), doc.doc);
            Tool tool = new Tool(card.uuid(), doc.doc);
            used.byUuid.put(card.uuid(), tool);
            used.byCollection.computeIfAbsent(card.collection(), first -> new ToolLabels<>()).put(card, tool);
        }
        return used;
    }

    /** The tools that the actor lists under any of their names, or that a deck says it uses; each once. */
    public List<Tool> of(ActorCard actor) {
        Set<Tool> tools = new LinkedHashSet<>();
        ToolLabels<Tool> labels = byCollection.get(actor.collection());
        if (labels != null) {
            actor.tools().labels().forEach(label -> tools.addAll(labels.meant(label)));
        }
        for (Relation relation : actor.relations()) {
            if (relation.type().equals("uses")) {
                relation.uuid().map(byUuid::get).ifPresent(tools::add);
            }
        }
        return new ArrayList<>(tools);
    }
}
