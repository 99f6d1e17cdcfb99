package dev.threatcards.card;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** A field of a card, as far as decks can say different things in it. */
public enum Field {
    /** The title. */
    NAME("name", Card::name),
    /** The names with their givers. */
    NAMES("names", Card::names),
    /** ETDA's section for an actor, its category for a tool. */
    CATEGORY("category", either(ActorCard::category, ToolCard::category)),
    /** See {@link ActorCard#country}. */
    COUNTRY("country", ofActor(ActorCard::country)),
    /** See {@link ActorCard#sponsor}. */
    SPONSOR("sponsor", ofActor(ActorCard::sponsor)),
    /** See {@link ActorCard#motivation}. */
    MOTIVATION("motivation", ofActor(ActorCard::motivation)),
    /** See {@link ActorCard#firstSeen}. */
    FIRST_SEEN("firstSeen", ofActor(ActorCard::firstSeen)),
    /** See {@link ActorCard#observed}. */
    OBSERVED("observed", ofActor(ActorCard::observed)),
    /** See {@link Card#description}. */
    DESCRIPTION("description", Card::description),
    /** See {@link ActorCard#sectors}. */
    SECTORS("sectors", ofActor(ActorCard::sectors)),
    /** See {@link ActorCard#targets}. */
    TARGETS("targets", ofActor(ActorCard::targets)),
    /** See {@link ActorCard#tools}. */
    TOOLS("tools", ofActor(ActorCard::tools)),
    /** See {@link ActorCard#operations}. */
    OPERATIONS("operations", ofActor(ActorCard::operations)),
    /** See {@link ActorCard#counterOperations}. */
    COUNTER_OPERATIONS("counterOperations", ofActor(ActorCard::counterOperations)),
    /** See {@link ToolCard#type}. */
    TYPE("type", ofTool(ToolCard::type)),
    /** See {@link ToolCard#malpedia}. */
    MALPEDIA("malpedia", ofTool(ToolCard::malpedia)),
    /** See {@link Card#information}. */
    INFORMATION("information", Card::information),
    /** See {@link Card#mitreAttack}. */
    MITRE_ATTACK("mitreAttack", Card::mitreAttack),
    /** See {@link Card#playbook}. */
    PLAYBOOK("playbook", Card::playbook),
    /** See {@link Card#alienVaultOtx}. */
    ALIENVAULT_OTX("alienVaultOtx", Card::alienVaultOtx),
    /** See {@link Card#lastChange}. */
    LAST_CHANGE("lastChange", Card::lastChange),
    /** See {@link Card#relations}. */
    RELATIONS("relations", Card::relations),
    /** See {@link Card#unknown}. */
    UNKNOWN("unknown", Card::unknown);

    private final String key;
    private final Function<Card, Object> value;

    Field(String key, Function<Card, Object> value) {
        this.key = key;
        this.value = value;
    }

    /** The field's name in JSON: {@code counterOperations}. */
    public String key() {
        return key;
    }

    /** What the card has there; an empty list where its kind of card has no such field. */
    public Object value(Card card) {
        Objects.requireNonNull(card, "card");
        return value.apply(card);
    }

    /** Whether the card says anything there. */
    public boolean isOn(Card card) {
        Objects.requireNonNull(card, "card");
        return switch (value(card)) {
            case String text -> !text.isEmpty();
            case Collection<?> values -> !values.isEmpty();
            case Listing listing -> !listing.isEmpty();
            case CardDate date -> !date.text().isEmpty();
            case Map<?, ?> values -> !values.isEmpty();
            default -> throw new IllegalStateException("a field of a type that is not known: " + key);
        };
    }

    private static Function<Card, Object> ofActor(Function<ActorCard, Object> value) {
        return either(value, tool -> List.of());
    }

    private static Function<Card, Object> ofTool(Function<ToolCard, Object> value) {
        return either(actor -> List.of(), value);
    }

    private static Function<Card, Object> either(Function<ActorCard, Object> actor, Function<ToolCard, Object> tool) {
        return card -> switch (card) {
            case ActorCard actorCard -> actor.apply(actorCard);
            case ToolCard toolCard -> tool.apply(toolCard);
        };
    }
}
