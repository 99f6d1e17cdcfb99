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

    /** Begins with what the card says. */
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
     * Sets the card's identity. Without it, the uuid is derived from kind, collection and name, ignoring case and white space: the
     * same each time, but another one once the card is renamed.
     */
    public B uuid(UUID value) {
        uuid = Objects.requireNonNull(value, "uuid");
        return self();
    }

    /** Sets whose card it is, see {@link Deck#collection}; "Own" without it. */
    public B collection(String value) {
        collection = Objects.requireNonNull(value, "collection");
        return self();
    }

    /**
     * Adds a name. Without any, the card's only name is its title, and nobody's in particular.
     *
     * @param giver who calls it so, "Microsoft"; empty if that is not known
     */
    public B name(String value, String giver) {
        names.add(new Name(value, giver));
        return self();
    }

    /** Sets ETDA's section of an actor or category of a tool, see {@link Facet#CATEGORY}; empty without it. */
    public B category(String value) {
        category = Objects.requireNonNull(value, "category");
        return self();
    }

    /** Sets the description, see {@link Card#description}; empty without it. */
    public B description(String value) {
        description = Objects.requireNonNull(value, "description");
        return self();
    }

    /** Adds a relation to another card; none without it. */
    public B relation(Relation value) {
        relations.add(Objects.requireNonNull(value, "relations"));
        return self();
    }

    /** Adds links to reports; none without it. */
    public B information(String... values) {
        return add(information, "information", values);
    }

    /** Adds pages of MITRE ATT&amp;CK, whose ids are names of the card too; none without it. */
    public B mitreAttack(String... values) {
        return add(mitreAttack, "mitreAttack", values);
    }

    /** Adds pages of Palo Alto's playbook viewer; none without it. */
    public B playbook(String... values) {
        return add(playbook, "playbook", values);
    }

    /** Adds pages of AlienVault OTX; none without it. */
    public B alienVaultOtx(String... values) {
        return add(alienVaultOtx, "alienVaultOtx", values);
    }

    /** Sets when the card was last changed; {@link CardDate#NONE} without it. */
    public B lastChange(CardDate value) {
        lastChange = Objects.requireNonNull(value, "lastChange");
        return self();
    }

    /**
     * Adds something that no other property is for; nothing without it.
     *
     * @param json the value as JSON text, which is not checked here but when the card is indexed
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
