package dev.threatcards.source.form;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Field;

/**
 * The keys of a card in ETDA's JSON, and the fields that they stand for. Keys that ETDA's own exports do not have:
 * {@code observed}, as its list page shows it, {@code related} and {@code collection}.
 */
final class EtdaKeys {

    static final String UUID = "uuid";

    /** The collection that a card is of, in a file with cards of several. */
    static final String COLLECTION = "collection";

    /** Keys that say which kind of card it is; the value is the title. */
    private static final Set<String> TITLES = Set.of(Kind.ACTOR.key(), Kind.TOOL.key());

    private static final Map<String, Field> BY_API_KEY = Arrays.stream(Field.values())
            .collect(Collectors.toMap(Field::key, Function.identity()));

    private static final Map<Kind, Map<String, Field>> BY_KEY = Arrays.stream(Kind.values())
            .collect(Collectors.toMap(Function.identity(), EtdaKeys::fields));

    private EtdaKeys() {
    }

    private static Map<String, Field> fields(Kind kind) {
        return Arrays.stream(Field.values()).filter(field -> field != Field.UNKNOWN && field.isOf(kind))
                .collect(Collectors.toMap(field -> key(field, kind), Function.identity()));
    }

    /** The field that the API, unlike ETDA's JSON, calls so. */
    static Optional<Field> apiField(String key) {
        return Optional.ofNullable(BY_API_KEY.get(key));
    }

    /** The field of that kind of card that has the key; empty if it has no such field. */
    static Optional<Field> field(String key, Kind kind) {
        return Optional.ofNullable(BY_KEY.get(kind).get(key));
    }

    /** Whether the key means something on a card of that kind, or tells its kind. */
    static boolean isKnown(String key, Kind kind) {
        return TITLES.contains(key) || key.equals(UUID) || key.equals(COLLECTION) || BY_KEY.get(kind).containsKey(key);
    }

    /** The key of a field. */
    static String key(Field field, Kind kind) {
        return switch (field) {
            case NAME -> kind.key();
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
