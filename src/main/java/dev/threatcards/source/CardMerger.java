package dev.threatcards.source;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.DeckCard.Identity;
import dev.threatcards.card.Field;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.Technique;
import dev.threatcards.card.ToolCard;

/**
 * Merges the cards of several decks into one. The result does not depend on the order in which the decks were read.
 *
 * <p>Each field is taken from the first source in the order of {@link Precedence} that has a value, unless a source before it is of a newer
 * edition: a value that the encyclopedia has removed does not come back. Relations, techniques and unknown keys are unions.
 *
 * <p>ETDA's cards are merged with each other only; what others say of the same uuid is kept as a source. Sources of other collections with
 * one uuid are merged, and the card is in the collection of the first of them. Their lists are unions if they are in STIX: a report adds
 * tools and targets to those of another, and what it does not repeat stays. A copy in another form fills gaps, see {@link Precedence}.
 */
public final class CardMerger {

    private final List<DeckCard> eligible;
    private final Map<UUID, String> givers;
    private final Map<Field, String> origins = new EnumMap<>(Field.class);

    private CardMerger(List<DeckCard> eligible, Map<UUID, String> givers) {
        this.eligible = eligible;
        this.givers = givers;
    }

    /**
     * Merges the sources of a card.
     *
     * @param sources the card as each deck has it; at least one
     * @param givers names of name-givers by uuid. They replace the uuids; unknown uuids become empty
     */
    public static MergedCard of(List<DeckCard> sources, Map<UUID, String> givers) {
        List<DeckCard> inOrder = sources.stream().sorted(Precedence.order(Field.NAME)).toList();
        DeckCard first = inOrder.getFirst();
        List<DeckCard> eligible = inOrder.stream()
                .filter(source -> source.card().getClass() == first.card().getClass() && isMerged(source, first))
                .toList();
        CardMerger merging = new CardMerger(eligible, givers);
        Card card = first.card() instanceof ActorCard ? merging.actor() : merging.tool();
        return new MergedCard(card, inOrder, merging.origins);
    }

    /** Whether the source is merged with the first: it is of the same collection, or no source is ETDA's and both are known by uuid. */
    private static boolean isMerged(DeckCard source, DeckCard first) {
        return source.deck().collection().equals(first.deck().collection()) || (!Precedence.isEtda(first)
                && first.identity() == Identity.UUID && source.identity() == Identity.UUID);
    }

    /**
     * Selects one of two versions of a card in the same deck: that of the newer edition, then the one changed later, then any, but
     * always the same.
     */
    public static DeckCard newer(DeckCard one, DeckCard other) {
        return Comparator.comparing((DeckCard source) -> source.deck().date().from())
                .thenComparing(source -> source.card().lastChange().from())
                .thenComparing(source -> source.card().toString()).compare(one, other) >= 0 ? one : other;
    }

    private ActorCard actor() {
        return new ActorCard(uuid(), collection(), actor(Field.NAME).name(), names(), actor(Field.CATEGORY).category(),
                Union.of(actors(Field.COUNTRY, ActorCard::country)), actor(Field.SPONSOR).sponsor(),
                Union.of(actors(Field.MOTIVATION, ActorCard::motivation)), actor(Field.FIRST_SEEN).firstSeen(),
                actor(Field.OBSERVED).observed(), actor(Field.DESCRIPTION).description(),
                Union.listings(actors(Field.SECTORS, ActorCard::sectors)),
                Union.listings(actors(Field.TARGETS, ActorCard::targets)),
                Union.listings(actors(Field.TOOLS, ActorCard::tools)),
                Union.activities(actors(Field.OPERATIONS, ActorCard::operations)),
                Union.activities(actors(Field.COUNTER_OPERATIONS, ActorCard::counterOperations)), relations(),
                Union.of(all(Field.INFORMATION, Card::information)),
                Union.of(all(Field.MITRE_ATTACK, Card::mitreAttack)), techniques(),
                Union.of(all(Field.PLAYBOOK, Card::playbook)), Union.of(all(Field.ALIENVAULT_OTX, Card::alienVaultOtx)),
                actor(Field.LAST_CHANGE).lastChange(), unknown(), eligible.getFirst().card().edition());
    }

    private ToolCard tool() {
        return new ToolCard(uuid(), collection(), tool(Field.NAME).name(), names(), tool(Field.CATEGORY).category(),
                Union.of(tools(Field.TYPE, ToolCard::type)), tool(Field.DESCRIPTION).description(), relations(),
                Union.of(all(Field.INFORMATION, Card::information)),
                Union.of(tools(Field.MALPEDIA, ToolCard::malpedia)),
                Union.of(all(Field.MITRE_ATTACK, Card::mitreAttack)), techniques(),
                Union.of(all(Field.PLAYBOOK, Card::playbook)), Union.of(all(Field.ALIENVAULT_OTX, Card::alienVaultOtx)),
                tool(Field.LAST_CHANGE).lastChange(), unknown(), eligible.getFirst().card().edition());
    }

    private <T> List<T> actors(Field field, Function<ActorCard, T> value) {
        return all(field, card -> value.apply((ActorCard) card));
    }

    private <T> List<T> tools(Field field, Function<ToolCard, T> value) {
        return all(field, card -> value.apply((ToolCard) card));
    }

    /** What the source of the field says in it, then what those say that are united with it. */
    private <T> List<T> all(Field field, Function<Card, T> value) {
        Card first = source(field);
        List<Card> others = eligible.size() == 1
                ? List.of()
                : inOrder(field).stream().filter(Precedence::isUnited).map(DeckCard::card)
                        .filter(card -> field.isOn(card) && !field.value(card).equals(field.value(first))).toList();
        if (!others.isEmpty()) {
            origins.remove(field);
        }
        return Stream.concat(Stream.of(first), others.stream()).map(value).toList();
    }

    private UUID uuid() {
        return eligible.stream().filter(source -> source.identity() == Identity.UUID).findFirst()
                .orElse(eligible.getFirst()).uuid();
    }

    private String collection() {
        return eligible.getFirst().deck().collection();
    }

    private ActorCard actor(Field field) {
        return (ActorCard) source(field);
    }

    private ToolCard tool(Field field) {
        return (ToolCard) source(field);
    }

    /** The card from which the field is taken. If no source has a value, its field is empty. */
    private Card source(Field field) {
        LocalDate newest = LocalDate.MIN;
        List<DeckCard> inOrder = inOrder(field);
        for (DeckCard source : inOrder) {
            LocalDate date = source.deck().date().from();
            boolean older = Precedence.isEtda(source) && source.deck().date().isKnown() && date.isBefore(newest);
            if (!older && field.isOn(source.card())) {
                origins.put(field, source.deck().id());
                return source.card();
            }
            if (Precedence.hasField(field, source) && date.isAfter(newest)) {
                newest = date;
            }
        }
        // The first one was not too old, so its field is empty.
        return inOrder.getFirst().card();
    }

    private List<DeckCard> inOrder(Field field) {
        return eligible.size() == 1 ? eligible : eligible.stream().sorted(Precedence.order(field)).toList();
    }

    private List<Name> names() {
        return Union.names(all(Field.NAMES, this::names));
    }

    /**
     * The names with the givers' names for their uuids. A name that a source gives to one giver by uuid and by name is one; a giver whose name is
     * not known is left out where another is.
     */
    private List<Name> names(Card card) {
        List<Name> names = new ArrayList<>();
        boolean byUuid = false;
        for (Name name : card.names()) {
            Optional<UUID> giver = uuid(name.giver());
            byUuid |= giver.isPresent();
            names.add(giver.isEmpty() ? name : new Name(name.name(), givers.getOrDefault(giver.get(), "")));
        }
        if (!byUuid) {
            return List.copyOf(names);
        }
        Set<String> given = names.stream().filter(name -> !name.giver().isEmpty()).map(Name::name)
                .collect(Collectors.toSet());
        return names.stream().filter(name -> !name.giver().isEmpty() || !given.contains(name.name())).distinct()
                .toList();
    }

    private static Optional<UUID> uuid(String text) {
        return Relation.isUuid(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /** The relations of all, but those of a copy only in types that no original states: an old copy may have dropped ones. */
    private List<Relation> relations() {
        Set<String> types = eligible.stream().filter(Precedence::isUnited)
                .flatMap(source -> source.card().relations().stream()).map(Relation::type).collect(Collectors.toSet());
        return eligible.stream()
                .flatMap(source -> source.card().relations().stream()
                        .filter(relation -> Precedence.isUnited(source) || !types.contains(relation.type())))
                .distinct().toList();
    }

    private List<Technique> techniques() {
        return Technique.distinct(eligible.stream().flatMap(source -> source.card().techniques().stream()).toList());
    }

    private Map<String, String> unknown() {
        Map<String, String> unknown = new TreeMap<>();
        for (DeckCard source : eligible) {
            source.card().unknown().forEach((key, value) -> unknown.merge(key, value,
                    (first, next) -> Precedence.isUnited(source) ? Union.json(first, next) : first));
        }
        return unknown;
    }
}
