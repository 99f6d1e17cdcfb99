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
import dev.threatcards.text.DefensiveCopies;

/** The properties that the builders of actors and tools share. */
abstract sealed class AbstractCardBuilder<B extends AbstractCardBuilder<B>>
        permits ActorCard.Builder, ToolCard.Builder {

    /** The default collection. */
    static final String COLLECTION = "Own";

    final String name;
    final List<Name> names = new ArrayList<>();
    final List<Relation> relations = new ArrayList<>();
    final List<String> information = new ArrayList<>();
    final List<String> mitreAttack = new ArrayList<>();
    final List<Technique> techniques = new ArrayList<>();
    final List<String> playbook = new ArrayList<>();
    final List<String> alienVaultOtx = new ArrayList<>();
    final Map<String, String> unknown = new TreeMap<>();
    String collection = COLLECTION;
    String category = "";
    String description = "";
    CardDate lastChange = CardDate.NONE;
    EditionStatus edition = EditionStatus.CURRENT;
    private final boolean copied;
    private UUID uuid;

    AbstractCardBuilder(String name) {
        this.name = Objects.requireNonNull(name, "name");
        this.copied = false;
    }

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
        techniques.addAll(card.techniques());
        playbook.addAll(card.playbook());
        alienVaultOtx.addAll(card.alienVaultOtx());
        lastChange = card.lastChange();
        edition = card.edition();
        unknown.putAll(card.unknown());
    }

    @SuppressWarnings("unchecked")
    private B self() {
        return (B) this;
    }

    /**
     * Sets the card's identity. Default: derived from kind, collection and title, ignoring case and repeated white space; it is the
     * same each time, but changes if the card is renamed.
     */
    public B uuid(UUID uuid) {
        this.uuid = Objects.requireNonNull(uuid, "uuid");
        return self();
    }

    /** Sets the collection, see {@link Deck#collection}. Default: "Own". */
    public B collection(String collection) {
        this.collection = Objects.requireNonNull(collection, "collection");
        return self();
    }

    /**
     * Adds a name. Default: the title is the only name, without a giver.
     *
     * @param giver who gave the name, "Microsoft"; empty if unknown
     */
    public B name(String name, String giver) {
        names.add(new Name(name, giver));
        return self();
    }

    /** Sets ETDA's section of an actor or category of a tool, see {@link Facet#CATEGORY}. Default: empty. */
    public B category(String category) {
        this.category = Objects.requireNonNull(category, "category");
        return self();
    }

    /** Sets the description, see {@link Card#description}. Default: empty. */
    public B description(String description) {
        this.description = Objects.requireNonNull(description, "description");
        return self();
    }

    /** Adds a relation to another card. Default: none. */
    public B relation(Relation relation) {
        relations.add(Objects.requireNonNull(relation, "relation"));
        return self();
    }

    /** Adds links to reports. Default: none. */
    public B information(String... information) {
        return add(this.information, "information", information);
    }

    /** Adds pages of MITRE ATT&amp;CK. A search also finds the card by the ids in them. Default: none. */
    public B mitreAttack(String... mitreAttack) {
        return add(this.mitreAttack, "mitreAttack", mitreAttack);
    }

    /** Adds a technique that the actor or the tool uses. Default: none. */
    public B technique(Technique technique) {
        techniques.add(Objects.requireNonNull(technique, "technique"));
        return self();
    }

    /** Adds pages of Palo Alto's playbook viewer. Default: none. */
    public B playbook(String... playbook) {
        return add(this.playbook, "playbook", playbook);
    }

    /** Adds pages of AlienVault OTX. Default: none. */
    public B alienVaultOtx(String... alienVaultOtx) {
        return add(this.alienVaultOtx, "alienVaultOtx", alienVaultOtx);
    }

    /** Sets when the card was last changed. Default: {@link CardDate#NONE}. */
    public B lastChange(CardDate lastChange) {
        this.lastChange = Objects.requireNonNull(lastChange, "lastChange");
        return self();
    }

    /** Sets whether the collection still keeps the card. Default: {@link EditionStatus#CURRENT}. */
    public B edition(EditionStatus edition) {
        this.edition = Objects.requireNonNull(edition, "edition");
        return self();
    }

    /**
     * Adds a value that has no property of its own. Default: none.
     *
     * @param json the value as JSON text; it is checked when the card is indexed
     */
    public B unknown(String key, String json) {
        unknown.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(json, "json"));
        return self();
    }

    final B add(List<String> list, String property, String... values) {
        list.addAll(DefensiveCopies.list(Arrays.asList(Objects.requireNonNull(values, property)), property));
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
