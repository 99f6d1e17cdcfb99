package dev.threatcards.card;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import dev.threatcards.card.CardReference.Kind;

/** A field of a card: its name in JSON, the kinds of card that have it, and its value on a card. */
public enum Field {
    /** The title. */
    NAME("name", ActorCard::name, ToolCard::name),
    /** The names with their givers. */
    NAMES("names", ActorCard::names, ToolCard::names),
    /** ETDA's section for an actor, its category for a tool. */
    CATEGORY("category", ActorCard::category, ToolCard::category),
    /** See {@link ActorCard#country}. */
    COUNTRY("country", ActorCard::country, null),
    /** See {@link ActorCard#sponsor}. */
    SPONSOR("sponsor", ActorCard::sponsor, null),
    /** See {@link ActorCard#motivation}. */
    MOTIVATION("motivation", ActorCard::motivation, null),
    /** See {@link ActorCard#firstSeen}. */
    FIRST_SEEN("firstSeen", ActorCard::firstSeen, null),
    /** See {@link ActorCard#observed}. */
    OBSERVED("observed", ActorCard::observed, null),
    /** See {@link Card#description}. */
    DESCRIPTION("description", ActorCard::description, ToolCard::description),
    /** See {@link ActorCard#sectors}. */
    SECTORS("sectors", ActorCard::sectors, null),
    /** See {@link ActorCard#targets}. */
    TARGETS("targets", ActorCard::targets, null),
    /** See {@link ActorCard#tools}. */
    TOOLS("tools", ActorCard::tools, null),
    /** See {@link ActorCard#operations}. */
    OPERATIONS("operations", ActorCard::operations, null),
    /** See {@link ActorCard#counterOperations}. */
    COUNTER_OPERATIONS("counterOperations", ActorCard::counterOperations, null),
    /** See {@link ToolCard#type}. */
    TYPE("type", null, ToolCard::type),
    /** See {@link ToolCard#malpedia}. */
    MALPEDIA("malpedia", null, ToolCard::malpedia),
    /** See {@link Card#information}. */
    INFORMATION("information", ActorCard::information, ToolCard::information),
    /** See {@link Card#mitreAttack}. */
    MITRE_ATTACK("mitreAttack", ActorCard::mitreAttack, ToolCard::mitreAttack),
    /** See {@link Card#playbook}. */
    PLAYBOOK("playbook", ActorCard::playbook, ToolCard::playbook),
    /** See {@link Card#alienVaultOtx}. */
    ALIENVAULT_OTX("alienVaultOtx", ActorCard::alienVaultOtx, ToolCard::alienVaultOtx),
    /** See {@link Card#lastChange}. */
    LAST_CHANGE("lastChange", ActorCard::lastChange, ToolCard::lastChange),
    /** See {@link Card#relations}. */
    RELATIONS("relations", ActorCard::relations, ToolCard::relations),
    /** See {@link Card#unknown}. */
    UNKNOWN("unknown", ActorCard::unknown, ToolCard::unknown);

    private final String key;
    // Null for the kind of card that does not have the field.
    private final Function<ActorCard, Object> ofActor;
    private final Function<ToolCard, Object> ofTool;

    Field(String key, Function<ActorCard, Object> ofActor, Function<ToolCard, Object> ofTool) {
        this.key = key;
        this.ofActor = ofActor;
        this.ofTool = ofTool;
    }

    /** The field's name in JSON: {@code counterOperations}. */
    public String key() {
        return key;
    }

    /** Whether cards of that kind have the field. */
    public boolean isOf(Kind kind) {
        return switch (Objects.requireNonNull(kind, "kind")) {
            case ACTOR -> ofActor != null;
            case TOOL -> ofTool != null;
        };
    }

    /** The field's value on the card; an empty list if its kind of card does not have the field. */
    public Object value(Card card) {
        return switch (Objects.requireNonNull(card, "card")) {
            case ActorCard actor -> ofActor == null ? List.of() : ofActor.apply(actor);
            case ToolCard tool -> ofTool == null ? List.of() : ofTool.apply(tool);
        };
    }

    /** Whether the card says anything in the field. */
    public boolean isOn(Card card) {
        return switch (value(card)) {
            case String text -> !text.isEmpty();
            case Collection<?> values -> !values.isEmpty();
            case Listing listing -> !listing.isEmpty();
            case CardDate date -> !date.text().isEmpty();
            case Map<?, ?> values -> !values.isEmpty();
            default -> throw new IllegalStateException("a field of a type that is not known: " + key);
        };
    }
}
