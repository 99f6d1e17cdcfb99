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
 * collections, without those that are {@linkplain Counterparts disputed}. For use by one thread.
 */
public final class CardIds {

    private static final String MALPEDIA = "^https?://malpedia\\.caad\\.fkie\\.fraunhofer\\.de/";

    // Malpedia's page of a family, and that of an actor. Group 1 is the id.
    private static final Pattern FAMILY = Pattern.compile(MALPEDIA + "details/([\\w.-]+)/?$");
    private static final Pattern ACTOR = Pattern.compile(MALPEDIA + "actor/([\\w.-]+)/?$");

    private static final String MICROSOFT = Givers.key("Microsoft");

    private final CardReader searcher;
    private final LinkedCards linked;
    private final MappedNames extra;
    private final StoredCards stored;
    private final Counterparts counterparts;

    /** @param extra names that Microsoft may have given too */
    public CardIds(CardReader searcher, LinkedCards linked, MappedNames extra) throws IOException {
        this.searcher = searcher;
        this.linked = linked;
        this.extra = extra;
        this.stored = new StoredCards(searcher.getIndexReader());
        this.counterparts = new Counterparts(searcher);
    }

    /** The ids of the card of a document. */
    public Ids of(int document) throws IOException {
        return row(document).ids();
    }

    /** The card of a document with its ids. */
    public Row row(int document) throws IOException {
        Card card = searcher.card(document);
        Collected ids = new Collected(card, document);
        ids.add(document);
        List<CardReference> same = new ArrayList<>();
        List<CardReference> conflicts = new ArrayList<>();
        for (LinkedCards.Link link : linked.of(document)) {
            CardReference other = CardReference.of(searcher.card(link.document()));
            if (link.isCounterpart()) {
                ids.add(link.document());
                same.add(other);
            } else {
                conflicts.add(other);
            }
        }
        for (MappedNames.Sourced sourced : extra.of(document)) {
            if (isByMicrosoft(sourced.name())) {
                ids.microsoft.add(sourced.name().name());
            }
        }
        return new Row(CardReference.of(card), new Ids(List.copyOf(ids.etda), List.copyOf(ids.misp),
                List.copyOf(ids.attack), List.copyOf(ids.malpedia), List.copyOf(ids.microsoft), same, conflicts));
    }

    /** The tag has the type of the galaxy, which is its name as a slug: "Threat Actor" is "threat-actor". */
    private static String tag(MergedCard cluster) {
        String source = cluster.sources().getFirst().deck().source();
        String kind = cluster.card() instanceof ActorCard ? "Threat Actor" : "Tool";
        String type = source.contains(": ") ? source.substring(source.indexOf(": ") + 2) : kind;
        return "misp-galaxy:" + NameKeys.slug(type) + "=\"" + cluster.card().name() + "\"";
    }

    /** The ids of a card and its counterparts, each once. */
    private final class Collected {
        private final Card own;
        private final int document;
        private final Set<UUID> etda = new LinkedHashSet<>();
        private final Set<Cluster> misp = new LinkedHashSet<>();
        private final Set<String> attack = new LinkedHashSet<>();
        private final Set<String> malpedia = new LinkedHashSet<>();
        private final Set<String> microsoft = new LinkedHashSet<>();

        Collected(Card own, int document) {
            this.own = own;
            this.document = document;
        }

        void add(int from) throws IOException {
            Card card = searcher.card(from);
            switch (card.collection()) {
                case Deck.ETDA -> etda.add(card.uuid());
                case Deck.MISP_GALAXY ->
                    misp.add(new Cluster(card.uuid(), tag(stored.merged(from, searcher.provenance()::deck))));
                default -> {
                    // Cards of other catalogues, such as ATT&CK's, state their ids themselves; see below.
                }
            }
            for (String id : card.attackIds()) {
                if (from == document || counterparts.isUndisputed(id, own, document)) {
                    attack.add(id);
                }
            }
            switch (card) {
                case ActorCard actor -> malpedia(actor.information(), ACTOR);
                case ToolCard tool -> {
                    malpedia(tool.malpedia(), FAMILY);
                    malpedia(tool.information(), FAMILY);
                }
            }
            for (Name name : card.names()) {
                if (isByMicrosoft(name)
                        && (from == document || counterparts.isUndisputed(name.name(), own, document))) {
                    microsoft.add(name.name());
                }
            }
        }

        private void malpedia(List<String> pages, Pattern page) {
            pages.stream().map(page::matcher).filter(Matcher::find).map(id -> id.group(1)).forEach(malpedia::add);
        }

    }

    private static boolean isByMicrosoft(Name name) {
        return Givers.key(name.giver()).equals(MICROSOFT);
    }
}
