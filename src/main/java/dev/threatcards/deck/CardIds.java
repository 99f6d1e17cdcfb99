package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardReader;
import dev.threatcards.index.StoredCards;
import dev.threatcards.result.Crosswalk.Cluster;
import dev.threatcards.result.Crosswalk.Ids;
import dev.threatcards.result.Crosswalk.Row;
import dev.threatcards.text.NameKeys;

/**
 * The ids under which other catalogues have the cards of one commit: those that a card has itself, then those of its counterparts in other
 * collections. For use by one thread.
 */
public final class CardIds {

    private static final String MALPEDIA = "^https?://malpedia\\.caad\\.fkie\\.fraunhofer\\.de/";

    // Malpedia's page of a family, and that of an actor. Group 1 is the id.
    private static final Pattern FAMILY = Pattern.compile(MALPEDIA + "details/([\\w.-]+)/?$");
    private static final Pattern ACTOR = Pattern.compile(MALPEDIA + "actor/([\\w.-]+)/?$");

    private static final String MICROSOFT = Givers.key("Microsoft");

    private final CardReader searcher;
    private final LinkedCards linked;
    private final ExtraNames extra;
    private final StoredCards stored;

    /** @param extra names that Microsoft may have given too */
    public CardIds(CardReader searcher, LinkedCards linked, ExtraNames extra) {
        this.searcher = searcher;
        this.linked = linked;
        this.extra = extra;
        this.stored = new StoredCards(searcher.getIndexReader());
    }

    /** The ids of the card of a document. */
    public Ids of(int document) throws IOException {
        return row(document).ids();
    }

    /** The card of a document with its ids. */
    public Row row(int document) throws IOException {
        Collected ids = new Collected();
        Card card = add(document, ids);
        List<CardReference> counterparts = new ArrayList<>();
        List<CardReference> conflicts = new ArrayList<>();
        for (LinkedCards.Link link : linked.of(document)) {
            if (link.isCounterpart()) {
                counterparts.add(CardReference.of(add(link.document(), ids)));
            } else {
                conflicts.add(CardReference.of(stored.card(link.document())));
            }
        }
        extra.of(document).stream().map(ExtraNames.Sourced::name).forEach(ids::add);
        return new Row(CardReference.of(card),
                new Ids(List.copyOf(ids.etda), List.copyOf(ids.misp), List.copyOf(ids.attack),
                        List.copyOf(ids.malpedia), List.copyOf(ids.microsoft), counterparts, conflicts));
    }

    private Card add(int document, Collected ids) throws IOException {
        MergedCard merged = stored.merged(document, searcher.provenance()::deck);
        ids.add(merged.card());
        if (merged.card().collection().equals(Deck.MISP_GALAXY)) {
            ids.misp.add(new Cluster(merged.uuid(), tag(merged)));
        }
        return merged.card();
    }

    /** The tag has the type of the galaxy, which is its name as a slug: "Threat Actor" is "threat-actor". */
    private static String tag(MergedCard cluster) {
        String source = cluster.sources().getFirst().deck().source();
        String kind = cluster.card() instanceof ActorCard ? "Threat Actor" : "Tool";
        String type = source.contains(": ") ? source.substring(source.indexOf(": ") + 2) : kind;
        return "misp-galaxy:" + NameKeys.slug(type) + "=\"" + cluster.card().name() + "\"";
    }

    /** The ids of a card and its counterparts, each once. */
    private static final class Collected {
        private final Set<UUID> etda = new LinkedHashSet<>();
        private final Set<Cluster> misp = new LinkedHashSet<>();
        private final Set<String> attack = new LinkedHashSet<>();
        private final Set<String> malpedia = new LinkedHashSet<>();
        private final Set<String> microsoft = new LinkedHashSet<>();

        void add(Card card) {
            if (card.collection().equals(Deck.ETDA)) {
                etda.add(card.uuid());
            }
            attack.addAll(card.attackIds());
            switch (card) {
                case ActorCard actor -> malpedia(actor.information(), ACTOR);
                case ToolCard tool -> {
                    malpedia(tool.malpedia(), FAMILY);
                    malpedia(tool.information(), FAMILY);
                }
            }
            card.names().forEach(this::add);
        }

        private void malpedia(List<String> pages, Pattern page) {
            pages.stream().map(page::matcher).filter(Matcher::find).map(id -> id.group(1)).forEach(malpedia::add);
        }

        void add(Name name) {
            if (Givers.key(name.giver()).equals(MICROSOFT)) {
                microsoft.add(name.name());
            }
        }
    }
}
