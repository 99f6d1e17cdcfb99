package dev.threatcards.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * A tool's card. Immutable.
 *
 * @param collection the publisher's collection, see {@link Deck#collection}
 * @param category ETDA's category: "Malware", "Tools", "Exploits" or "Other"
 * @param type kinds of tool ("Backdoor", "Info stealer")
 * @param malpedia pages of Malpedia
 * @param techniques techniques that the tool uses, each with who says so; also those of linked cards of other collections
 * @param edition whether its collection still keeps the card
 */
public record ToolCard(UUID uuid, String collection, String name, List<Name> names, String category, List<String> type,
        String description, List<Relation> relations, List<String> information, List<String> malpedia,
        List<String> mitreAttack, List<Technique> techniques, List<String> playbook, List<String> alienVaultOtx,
        CardDate lastChange, Map<String, String> unknown, EditionStatus edition) implements Card {

    public ToolCard {
        NullChecks.requireNonNull("uuid", uuid, "collection", collection, "name", name, "category", category,
                "description", description, "lastChange", lastChange, "edition", edition);
        names = DefensiveCopies.list(names, "names");
        type = DefensiveCopies.list(type, "type");
        relations = DefensiveCopies.list(relations, "relations");
        information = DefensiveCopies.list(information, "information");
        malpedia = DefensiveCopies.list(malpedia, "malpedia");
        mitreAttack = DefensiveCopies.list(mitreAttack, "mitreAttack");
        techniques = DefensiveCopies.list(techniques, "techniques");
        playbook = DefensiveCopies.list(playbook, "playbook");
        alienVaultOtx = DefensiveCopies.list(alienVaultOtx, "alienVaultOtx");
        unknown = DefensiveCopies.sortedMap(unknown, "unknown");
    }

    /**
     * A builder for a card with that title.
     *
     * @param name the title, not blank
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    @Override
    public ToolCard with(EditionStatus status) {
        Objects.requireNonNull(status, "status");
        return new ToolCard(uuid, collection, name, names, category, type, description, relations, information,
                malpedia, mitreAttack, techniques, playbook, alienVaultOtx, lastChange, unknown, status);
    }

    /** The card with other techniques. */
    ToolCard withTechniques(List<Technique> used) {
        return new ToolCard(uuid, collection, name, names, category, type, description, relations, information,
                malpedia, mitreAttack, used, playbook, alienVaultOtx, lastChange, unknown, edition);
    }

    /** A builder that starts with this card's properties. Its methods add to lists and replace other properties. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Builds a tool's card. Only the title is required; each method documents the default of its property. See
     * {@link ActorCard.Builder} for an example and for errors.
     *
     * <p>Not thread-safe. A builder can build several cards, which do not change afterwards.
     */
    public static final class Builder extends AbstractCardBuilder<Builder> {
        private final List<String> type = new ArrayList<>();
        private final List<String> malpedia = new ArrayList<>();

        private Builder(String name) {
            super(name);
        }

        private Builder(ToolCard card) {
            super(card);
            category = card.category;
            type.addAll(card.type);
            malpedia.addAll(card.malpedia);
        }

        /** Adds types of the tool, "Backdoor". Default: none. */
        public Builder type(String... type) {
            return add(this.type, "type", type);
        }

        /** Adds pages of Malpedia. Default: none. */
        public Builder malpedia(String... malpedia) {
            return add(this.malpedia, "malpedia", malpedia);
        }

        /**
         * Builds the card.
         *
         * @throws IllegalArgumentException if a name is blank or longer than 200 characters, all texts together are longer than 16 Mi
         *     characters, or a date is not of the years 1 to 9999
         */
        public ToolCard build() {
            CardChecks checks = new CardChecks(name);
            return new ToolCard(uuid(Kind.TOOL), checks.title(collection, "collection"), checks.title(name, "name"),
                    checks.names(names()), checks.text(category, "category"), checks.texts(type, "type"),
                    checks.text(description, "description"), checks.relations(relations),
                    checks.texts(information, "information"), checks.texts(malpedia, "malpedia"),
                    checks.texts(mitreAttack, "mitreAttack"), checks.techniques(techniques),
                    checks.texts(playbook, "playbook"), checks.texts(alienVaultOtx, "alienVaultOtx"),
                    checks.date(lastChange, "lastChange"), checks.unknown(unknown), edition);
        }
    }
}
