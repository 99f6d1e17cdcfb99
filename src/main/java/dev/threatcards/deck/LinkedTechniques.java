package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Technique;
import dev.threatcards.index.CardReader;

/**
 * Gives cards the techniques of the cards of other collections that are about the same actor or tool, each with its source: a card of ETDA those
 * of ATT&amp;CK's group. Two cards are about the same if they are {@linkplain LinkedCards counterparts}, or if one links to the other's page in
 * ATT&amp;CK. Cards take over only what others state themselves, so that the order in which decks are ingested does not matter. Not
 * thread-safe.
 */
public final class LinkedTechniques {

    private final Function<UUID, Optional<MergedCard>> cards;
    /** The sources of the cards that are linked. */
    private final Set<String> sources = new HashSet<>();

    private LinkedTechniques(Function<UUID, Optional<MergedCard>> cards) {
        this.cards = cards;
    }

    /**
     * Gives cards their techniques.
     *
     * @param links the cards that have techniques or may get some, see {@link #links}
     * @param cards the cards by uuid
     * @param changed takes each card whose techniques change, as it is then
     */
    public static void update(Map<UUID, List<UUID>> links, Function<UUID, Optional<MergedCard>> cards,
            Consumer<MergedCard> changed) {
        new LinkedTechniques(cards).update(links, changed);
    }

    /** The card with what the one before it had from linked cards: a run that brings nothing new writes no card. */
    public static MergedCard kept(MergedCard next, Optional<MergedCard> before) {
        if (before.isEmpty() || before.get().card().techniques().isEmpty()) {
            return next;
        }
        List<Technique> own = before.get().ownTechniques();
        return next.withTechniquesOf(
                before.get().card().techniques().stream().filter(technique -> !own.contains(technique)).toList());
    }

    private void update(Map<UUID, List<UUID>> linked, Consumer<MergedCard> changed) {
        linked.keySet().forEach(uuid -> cards.apply(uuid).orElseThrow().sources()
                .forEach(source -> sources.add(source.deck().source())));
        Map<UUID, List<Technique>> own = new HashMap<>();
        linked.forEach((uuid, others) -> {
            MergedCard card = cards.apply(uuid).orElseThrow();
            List<Technique> ofOthers = others.stream().flatMap(other -> own.computeIfAbsent(other, this::own).stream())
                    .toList();
            MergedCard with = card.withTechniquesOf(ofOthers);
            if (!with.equals(card)) {
                changed.accept(with);
            }
        });
    }

    private List<Technique> own(UUID uuid) {
        return cards.apply(uuid).map(this::stated).orElse(List.of());
    }

    /** What the card's sources state themselves: cards of an export have techniques of linked cards too, under the names of their sources. */
    private List<Technique> stated(MergedCard card) {
        List<String> ofCard = card.sources().stream().map(source -> source.deck().source()).toList();
        return card.ownTechniques().stream()
                .filter(technique -> ofCard.stream().anyMatch(technique.source()::startsWith)
                        || sources.stream().noneMatch(technique.source()::startsWith))
                .toList();
    }

    /**
     * The cards that have techniques or are linked to one that has, each with the cards of other collections that are about the same. Empty
     * if no card has techniques.
     */
    public static Map<UUID, List<UUID>> links(CardReader reader) throws IOException {
        FixedBitSet having = reader.matching(new FieldExistsQuery(CardFields.facet(Facet.TECHNIQUE)));
        if (having.cardinality() == 0) {
            return Map.of();
        }
        LinkedCards links = LinkedCards.of(reader);
        Map<Integer, Set<Integer>> linked = new TreeMap<>();
        for (int document = having.nextSetBit(0); document < having.length(); document = next(having, document)) {
            linked.computeIfAbsent(document, first -> new TreeSet<>());
            for (LinkedCards.Link link : links.of(document)) {
                if (link.isCounterpart() || areOne(reader.card(document), reader.card(link.document()))) {
                    linked.computeIfAbsent(document, first -> new TreeSet<>()).add(link.document());
                    linked.computeIfAbsent(link.document(), first -> new TreeSet<>()).add(document);
                }
            }
        }
        Map<UUID, List<UUID>> cards = new LinkedHashMap<>();
        for (Map.Entry<Integer, Set<Integer>> each : linked.entrySet()) {
            List<UUID> others = new ArrayList<>();
            for (int other : each.getValue()) {
                others.add(reader.card(other).uuid());
            }
            others.sort(null);
            cards.put(reader.card(each.getKey()).uuid(), others);
        }
        return cards;
    }

    private static int next(FixedBitSet set, int after) {
        return after + 1 < set.length() ? set.nextSetBit(after + 1) : set.length();
    }

    /** Whether both link to one page in ATT&amp;CK. */
    private static boolean areOne(Card one, Card other) {
        return one.attackIds().stream().anyMatch(other.attackIds()::contains);
    }
}
