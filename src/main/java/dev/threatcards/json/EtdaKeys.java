package dev.threatcards.json;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Field;

/**
 * The keys of a card in ETDA's JSON, and the fields that they stand for. ETDA's own exports do not have the keys {@code observed},
 * {@code techniques}, {@code related}, {@code collection} and {@code edition}.
 */
public final class EtdaKeys {

    /** The key of a card's uuid. */
    public static final String UUID = "uuid";

    /** The key of a card's collection, in a file with cards of several collections. */
    public static final String COLLECTION = "collection";

    /** The key of a card's {@link dev.threatcards.card.EditionStatus}, on cards that are not current. */
    public static final String EDITION = "edition";

    /** The id of the STIX extension that has a card's fields under these keys, with underscores for hyphens. It never changes. */
    public static final String STIX_EXTENSION = "extension-definition--331681be-2741-4235-b61d-b673710113ba";

    /** The end of the key under which a card has a source's own words for a field's labels: "country as written". */
    public static final String AS_WRITTEN = " as written";

    /** The keys of the title, which differ by the kind of card. */
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

    /** The field with that key in the API's JSON. */
    public static Optional<Field> apiField(String key) {
        return Optional.ofNullable(BY_API_KEY.get(key));
    }

    /** The field with that key on that kind of card. */
    public static Optional<Field> field(String key, Kind kind) {
        return Optional.ofNullable(BY_KEY.get(kind).get(key));
    }

    /** Whether the key has a meaning on that kind of card. */
    public static boolean isKnown(String key, Kind kind) {
        return TITLES.contains(key) || key.equals(UUID) || key.equals(COLLECTION) || key.equals(EDITION)
                || BY_KEY.get(kind).containsKey(key);
    }

    /** The key of a field. */
    public static String key(Field field, Kind kind) {
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
            default -> field.key();
        };
    }
}
