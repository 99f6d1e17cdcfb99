package dev.threatcards.card;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

import dev.threatcards.card.CardReference.Kind;

/** What the builders of actors and tools have in common. */
abstract sealed class AbstractCardBuilder<B extends AbstractCardBuilder<B>>
        permits ActorCard.Builder, ToolCard.Builder {

    /** The collection of cards whose builder is not told another. */
    static final String COLLECTION = "Own";

    final String name;
    final List<Name> names = new ArrayList<>();
    final List<Relation> relations = new ArrayList<>();
    final List<String> information = new ArrayList<>();
    final List<String> mitreAttack = new ArrayList<>();
    final List<String> playbook = new ArrayList<>();
    final List<String> alienVaultOtx = new ArrayList<>();
    final Map<String, String> unknown = new TreeMap<>();
    String collection = COLLECTION;
    String category = "";
    String description = "";
    CardDate lastChange = CardDate.NONE;
    private final boolean copied;
    private UUID uuid;

    AbstractCardBuilder(String name) {
        this.name = Objects.requireNonNull(name, "name");
        this.copied = false;
    }

    /** Starts with the properties of a card. */
    AbstractCardBuilder(Card card) {
        name = card.name();
        copied = true;
        uuid = card.uuid();
        collection = card.collection();
        names.addAll(card.names());
        description = card.description();
        relations.addAll(card.relations());
        information.addAll(card.information());
        mitreAttack.addAll(card.mitreAttack());
        playbook.addAll(card.playbook());
        alienVaultOtx.addAll(card.alienVaultOtx());
        lastChange = card.lastChange();
        unknown.putAll(card.unknown());
    }

    abstract B self();

    /**
     * Sets the card's identity. Default: derived from kind, collection and title, ignoring case and repeated white space; it is the
     * same each time, but changes if the card is renamed.
     */
    public B uuid(UUID value) {
        uuid = Objects.requireNonNull(value, "uuid");
        return self();
    }

    /** Sets whose card it is, see {@link Deck#collection}. Default: "Own". */
    public B collection(String value) {
        collection = Objects.requireNonNull(value, "collection");
        return self();
    }

    /**
     * Adds a name. Default: the title is the only name, without a giver.
     *
     * @param giver who gave the name, "Microsoft"; empty if unknown
     */
    public B name(String value, String giver) {
        names.add(new Name(value, giver));
        return self();
    }

    /** Sets ETDA's section of an actor or category of a tool, see {@link Facet#CATEGORY}. Default: empty. */
    public B category(String value) {
        category = Objects.requireNonNull(value, "category");
        return self();
    }

    /** Sets the description, see {@link Card#description}. Default: empty. */
    public B description(String value) {
        description = Objects.requireNonNull(value, "description");
        return self();
    }

    /** Adds a relation to another card. Default: none. */
    public B relation(Relation value) {
        relations.add(Objects.requireNonNull(value, "relations"));
        return self();
    }

    /** Adds links to reports. Default: none. */
    public B information(String... values) {
        return add(information, "information", values);
    }

    /** Adds pages of MITRE ATT&amp;CK, whose ids the card is found by. Default: none. */
    public B mitreAttack(String... values) {
        return add(mitreAttack, "mitreAttack", values);
    }

    /** Adds pages of Palo Alto's playbook viewer. Default: none. */
    public B playbook(String... values) {
        return add(playbook, "playbook", values);
    }

    /** Adds pages of AlienVault OTX. Default: none. */
    public B alienVaultOtx(String... values) {
        return add(alienVaultOtx, "alienVaultOtx", values);
    }

    /** Sets when the card was last changed. Default: {@link CardDate#NONE}. */
    public B lastChange(CardDate value) {
        lastChange = Objects.requireNonNull(value, "lastChange");
        return self();
    }

    /**
     * Adds a value that no other property is for. Default: none.
     *
     * @param json the value as JSON text; it is checked when the card is indexed, not here
     */
    public B unknown(String key, String json) {
        unknown.put(Objects.requireNonNull(key, "unknown"), Objects.requireNonNull(json, "unknown"));
        return self();
    }

    final B add(List<String> list, String property, String... values) {
        list.addAll(DefensiveCopies.list(Arrays.asList(values), property));
        return self();
    }

    final UUID uuid(Kind kind) {
        if (uuid != null) {
            return uuid;
        }
        String key = String.join(": ", kind.key(), collection, name.strip().replaceAll("\\s+", " "));
        return UUID.nameUUIDFromBytes(key.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    final List<Name> names() {
        return names.isEmpty() && !copied ? List.of(new Name(name, "")) : names;
    }
}
