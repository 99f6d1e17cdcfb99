package dev.threatcards.card;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

import dev.threatcards.card.CardReference.Kind;

/** A field of a card. */
public enum Field {
    /** The title. */
    NAME("name", ActorCard::name, ToolCard::name),
    /** The names with their givers. */
    NAMES("names", ActorCard::names, ToolCard::names),
    /** ETDA's section for an actor, its category for a tool. */
    CATEGORY("category", ActorCard::category, ToolCard::category), //
    COUNTRY("country", ActorCard::country, null), //
    SPONSOR("sponsor", ActorCard::sponsor, null), //
    MOTIVATION("motivation", ActorCard::motivation, null), //
    FIRST_SEEN("firstSeen", ActorCard::firstSeen, null), //
    OBSERVED("observed", ActorCard::observed, null), //
    DESCRIPTION("description", ActorCard::description, ToolCard::description), //
    SECTORS("sectors", ActorCard::sectors, null), //
    TARGETS("targets", ActorCard::targets, null), //
    TOOLS("tools", ActorCard::tools, null), //
    OPERATIONS("operations", ActorCard::operations, null), //
    COUNTER_OPERATIONS("counterOperations", ActorCard::counterOperations, null), //
    TYPE("type", null, ToolCard::type), //
    MALPEDIA("malpedia", null, ToolCard::malpedia), //
    INFORMATION("information", ActorCard::information, ToolCard::information), //
    MITRE_ATTACK("mitreAttack", ActorCard::mitreAttack, ToolCard::mitreAttack), //
    /** Techniques with their tactics and who states their use. */
    TECHNIQUES("techniques", ActorCard::techniques, ToolCard::techniques), //
    PLAYBOOK("playbook", ActorCard::playbook, ToolCard::playbook), //
    ALIENVAULT_OTX("alienVaultOtx", ActorCard::alienVaultOtx, ToolCard::alienVaultOtx), //
    LAST_CHANGE("lastChange", ActorCard::lastChange, ToolCard::lastChange), //
    RELATIONS("relations", ActorCard::relations, ToolCard::relations), //
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

    /** Whether the field is not empty on the card. */
    public boolean isOn(Card card) {
        return switch (value(card)) {
            case String text -> !text.isEmpty();
            case Collection<?> values -> !values.isEmpty();
            case Listing listing -> !listing.isEmpty();
            case CardDate date -> !date.text().isEmpty();
            case Map<?, ?> values -> !values.isEmpty();
            default -> throw new IllegalStateException("unexpected type of " + key);
        };
    }
}
