package dev.threatcards;

import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.MergedCard;
import dev.threatcards.deck.CardLookup;
import dev.threatcards.deck.ToolGraph.Tool;
import dev.threatcards.export.CardWriter;
import dev.threatcards.export.ExportContents;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;

/** One export of one commit. All cards are selected, by document number, before the first is read and written. */
final class CardExport {

    private final ExportFormat format;
    private final Commit commit;
    private final Set<Integer> actors = new LinkedHashSet<>();
    private final Set<Integer> tools = new LinkedHashSet<>();
    private final Set<String> collections = new LinkedHashSet<>();
    private final StringBuilder key = new StringBuilder();

    private CardExport(ExportFormat format, Commit commit) {
        this.format = format;
        this.commit = commit;
    }

    /** Writes the cards, and returns their number. */
    static int write(CardSelection selection, ExportFormat format, OutputStream out, Commit commit) throws IOException {
        CardExport export = new CardExport(format, commit);
        export.select(selection);
        export.write(out);
        return export.actors.size() + export.tools.size();
    }

    private void select(CardSelection selection) throws IOException {
        switch (selection) {
            case CardSelection.Matching matching -> select(matching);
            case CardSelection.Identified identified -> select(identified);
        }
        if (format.isOfOneKind() && !actors.isEmpty()) {
            tools.clear();
        }
        Set<Integer> ofActors = new LinkedHashSet<>();
        commit.each(actors, card -> {
            note(card);
            if (format.hasToolsOfActors()) {
                used(card).forEach(tool -> ofActors.add(tool.document()));
            }
        });
        // Tools that were selected themselves keep their order.
        tools.addAll(ofActors);
        commit.each(tools, this::note);
    }

    /** The tools with a card that the actor uses, for a format that has them. */
    private List<Tool> used(MergedCard actor) throws IOException {
        return format.hasUses()
                ? commit.tools().usedBy(actor.uuid()).stream().filter(tool -> tool.card().isPresent()).toList()
                : List.of();
    }

    private void select(CardSelection.Matching matching) throws IOException {
        CardQuery query = matching.query();
        if (matching.kinds().contains(Kind.ACTOR)) {
            actors.addAll(documents(Kind.ACTOR, query));
        }
        if (matching.kinds().contains(Kind.TOOL)) {
            tools.addAll(documents(Kind.TOOL, query));
        }
    }

    private List<Integer> documents(Kind kind, CardQuery query) throws IOException {
        return commit.search().documents(kind, query.text(), query.filters(), query.window().order(), commit.tools());
    }

    private void select(CardSelection.Identified identified) throws IOException {
        CardLookup lookup = new CardLookup(commit.reader());
        for (UUID uuid : identified.uuids()) {
            List<Integer> documents = lookup.documents(uuid.toString()).first();
            commit.each(documents, card -> (card.card() instanceof ActorCard ? actors : tools).addAll(documents));
        }
    }

    private void note(MergedCard card) {
        collections.add(card.card().collection());
        key.append(card.uuid());
    }

    private void write(OutputStream out) throws IOException {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        if (!actors.isEmpty() || tools.isEmpty()) {
            kinds.add(Kind.ACTOR);
        }
        if (!tools.isEmpty()) {
            kinds.add(Kind.TOOL);
        }
        ExportContents contents = new ExportContents(commit.provenance().of(collections), kinds,
                commit.snapshot().givers(), key.toString());
        CardWriter writer = format.open(out, contents);
        // In a STIX bundle, referenced cards precede the cards that refer to them. Other formats keep the requested order.
        if (format.hasToolsOfActors()) {
            commit.each(tools, card -> writer.write(card, List.of()));
            commit.each(actors, card -> write(card, writer));
        } else {
            commit.each(actors, card -> write(card, writer));
            commit.each(tools, card -> writer.write(card, List.of()));
        }
        writer.close();
    }

    private void write(MergedCard card, CardWriter writer) throws IOException {
        writer.write(card, used(card).stream().flatMap(tool -> tool.card().stream()).map(CardReference::uuid).toList());
    }
}
