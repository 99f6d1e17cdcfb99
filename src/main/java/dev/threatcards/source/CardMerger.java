package dev.threatcards.source;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.DeckCard.Identity;
import dev.threatcards.card.Field;
import dev.threatcards.card.Listing;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;

/**
 * What several decks say of one card, made one card. It depends on what they say alone, never on the order in which they
 * were read.
 *
 * <p>Each field is taken whole from one source: the first, in the order of {@link Precedence}, that says anything there. A
 * gap that a better source leaves is filled by the next one, unless that is an older edition: what the encyclopedia has
 * dropped since is not brought back. Relations and unknown keys are united. Where sources are of different collections, ETDA's
 * make the card; the others are kept beside, and nothing is taken from them.
 */
public final class CardMerger {

    private static final UUID NOBODY = new UUID(0, 0);

    private static final ActorCard NO_ACTOR = new ActorCard(NOBODY, "", "", List.of(), "", List.of(), "", List.of(),
            CardDate.NONE, CardDate.NONE, "", Listing.EMPTY, Listing.EMPTY, Listing.EMPTY, List.of(), List.of(),
            List.of(), List.of(), List.of(), List.of(), List.of(), CardDate.NONE, Map.of());

    private static final ToolCard NO_TOOL = new ToolCard(NOBODY, "", "", List.of(), "", List.of(), "", List.of(),
            List.of(), List.of(), List.of(), List.of(), List.of(), CardDate.NONE, Map.of());

    private final List<DeckCard> eligible;
    private final Map<UUID, String> givers;
    private final Map<Field, String> origins = new EnumMap<>(Field.class);

    private CardMerger(List<DeckCard> eligible, Map<UUID, String> givers) {
        this.eligible = eligible;
        this.givers = givers;
    }

    /**
     * The card that the sources make.
     *
     * @param sources what each deck says of one actor or tool, a deck once; at least one
     * @param givers name-givers by uuid: a name that a deck gives to a uuid is given to that one's name, to nobody if it is not
     *     known
     */
    public static MergedCard of(List<DeckCard> sources, Map<UUID, String> givers) {
        List<DeckCard> inOrder = sources.stream().sorted(Precedence.order(Field.NAME)).toList();
        DeckCard first = inOrder.getFirst();
        List<DeckCard> eligible = inOrder.stream()
                .filter(source -> source.deck().collection().equals(first.deck().collection())
                        && source.card().getClass() == first.card().getClass())
                .toList();
        CardMerger merging = new CardMerger(eligible, givers);
        Card card = first.card() instanceof ActorCard ? merging.actor() : merging.tool();
        return new MergedCard(card, inOrder, merging.origins);
    }

    /**
     * Which of two things that one deck says of one card stands: the one from the newer edition; of the same edition the one
     * changed later; else any, but always the same.
     */
    public static DeckCard newer(DeckCard one, DeckCard other) {
        return Comparator.comparing((DeckCard source) -> source.deck().date().from())
                .thenComparing(source -> source.card().lastChange().from())
                .thenComparing(source -> source.card().toString()).compare(one, other) >= 0 ? one : other;
    }

    /** The name-givers that the card knows by uuid alone. */
    public static List<UUID> giversByUuid(Card card) {
        return card.names().stream().flatMap(name -> uuid(name.giver()).stream()).distinct().toList();
    }

    private ActorCard actor() {
        return new ActorCard(uuid(), collection(), actor(Field.NAME).name(), names(actor(Field.NAMES)),
                actor(Field.CATEGORY).category(), actor(Field.COUNTRY).country(), actor(Field.SPONSOR).sponsor(),
                actor(Field.MOTIVATION).motivation(), actor(Field.FIRST_SEEN).firstSeen(),
                actor(Field.OBSERVED).observed(), actor(Field.DESCRIPTION).description(),
                actor(Field.SECTORS).sectors(), actor(Field.TARGETS).targets(), actor(Field.TOOLS).tools(),
                actor(Field.OPERATIONS).operations(), actor(Field.COUNTER_OPERATIONS).counterOperations(), relations(),
                actor(Field.INFORMATION).information(), actor(Field.MITRE_ATTACK).mitreAttack(),
                actor(Field.PLAYBOOK).playbook(), actor(Field.ALIENVAULT_OTX).alienVaultOtx(),
                actor(Field.LAST_CHANGE).lastChange(), unknown());
    }

    private ToolCard tool() {
        return new ToolCard(uuid(), collection(), tool(Field.NAME).name(), names(tool(Field.NAMES)),
                tool(Field.CATEGORY).category(), tool(Field.TYPE).type(), tool(Field.DESCRIPTION).description(),
                relations(), tool(Field.INFORMATION).information(), tool(Field.MALPEDIA).malpedia(),
                tool(Field.MITRE_ATTACK).mitreAttack(), tool(Field.PLAYBOOK).playbook(),
                tool(Field.ALIENVAULT_OTX).alienVaultOtx(), tool(Field.LAST_CHANGE).lastChange(), unknown());
    }

    private UUID uuid() {
        return eligible.stream().filter(source -> source.identity() == Identity.UUID).findFirst()
                .orElse(eligible.getFirst()).uuid();
    }

    private String collection() {
        return eligible.getFirst().deck().collection();
    }

    private ActorCard actor(Field field) {
        return (ActorCard) source(field).orElse(NO_ACTOR);
    }

    private ToolCard tool(Field field) {
        return (ToolCard) source(field).orElse(NO_TOOL);
    }

    /** The card that the field is taken from; none if nobody says anything there. */
    private Optional<Card> source(Field field) {
        LocalDate newest = LocalDate.MIN;
        for (DeckCard source : inOrder(field)) {
            LocalDate date = source.deck().date().from();
            boolean older = source.deck().date().isKnown() && date.isBefore(newest);
            if (!older && field.isOn(source.card())) {
                origins.put(field, source.deck().id());
                return Optional.of(source.card());
            }
            if (Precedence.canSay(field, source) && date.isAfter(newest)) {
                newest = date;
            }
        }
        return Optional.empty();
    }

    private List<DeckCard> inOrder(Field field) {
        return eligible.size() == 1 ? eligible : eligible.stream().sorted(Precedence.order(field)).toList();
    }

    private List<Name> names(Card card) {
        List<Name> names = new ArrayList<>();
        for (Name name : card.names()) {
            Optional<UUID> giver = uuid(name.giver());
            names.add(giver.isEmpty() ? name : new Name(name.name(), givers.getOrDefault(giver.get(), "")));
        }
        return names;
    }

    private static Optional<UUID> uuid(String text) {
        return Relation.isUuid(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    private List<Relation> relations() {
        return eligible.stream().flatMap(source -> source.card().relations().stream()).distinct().toList();
    }

    private Map<String, String> unknown() {
        Map<String, String> unknown = new TreeMap<>();
        eligible.forEach(source -> source.card().unknown().forEach(unknown::putIfAbsent));
        return unknown;
    }
}
