package dev.threatcards.source;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.threatcards.card.Field;

/** The fields of a card to the keys of ETDA's JSON, for forms that call them as the API does. */
final class EtdaKeys {

    private static final Map<String, Field> FIELDS = Arrays.stream(Field.values())
            .collect(Collectors.toMap(Field::key, Function.identity()));

    private EtdaKeys() {
    }

    /** The field that the API calls so. */
    static Optional<Field> field(String key) {
        return Optional.ofNullable(FIELDS.get(key));
    }

    /**
     * The key of a field.
     *
     * @param kind the title's key, "actor" or "tool"
     */
    static String key(Field field, String kind) {
        return switch (field) {
            case NAME -> kind;
            case FIRST_SEEN -> "first-seen";
            case SECTORS -> "observed-sectors";
            case TARGETS -> "observed-countries";
            case COUNTER_OPERATIONS -> "counter-operations";
            case MITRE_ATTACK -> "mitre-attack";
            case ALIENVAULT_OTX -> "alienvault-otx";
            case LAST_CHANGE -> "last-card-change";
            case RELATIONS -> "related";
            case NAMES, CATEGORY, COUNTRY, SPONSOR, MOTIVATION, OBSERVED, DESCRIPTION, TOOLS, OPERATIONS, TYPE,
                    MALPEDIA, INFORMATION, PLAYBOOK, UNKNOWN ->
                field.key();
        };
    }
}
