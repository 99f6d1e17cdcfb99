package dev.threatcards.card;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A tool's card.
 *
 * @param collection whose card it is, see {@link Deck#collection}
 * @param category ETDA's category: "Malware", "Tools", "Exploits" or "Other"
 * @param type what kinds of tool it is ("Backdoor", "Info stealer")
 * @param relations what it has to do with other cards, as decks say it
 * @param malpedia pages of Malpedia
 */
public record ToolCard(UUID uuid, String collection, String name, List<Name> names, String category, List<String> type,
        String description, List<Relation> relations, List<String> information, List<String> malpedia,
        List<String> mitreAttack, List<String> playbook, List<String> alienVaultOtx, CardDate lastChange,
        Map<String, String> unknown) implements Card {

    public ToolCard {
        Objects.requireNonNull(uuid, "uuid");
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(name, "name");
        names = DefensiveCopies.list(names, "names");
        Objects.requireNonNull(category, "category");
        type = DefensiveCopies.list(type, "type");
        Objects.requireNonNull(description, "description");
        relations = DefensiveCopies.list(relations, "relations");
        information = DefensiveCopies.list(information, "information");
        malpedia = DefensiveCopies.list(malpedia, "malpedia");
        mitreAttack = DefensiveCopies.list(mitreAttack, "mitreAttack");
        playbook = DefensiveCopies.list(playbook, "playbook");
        alienVaultOtx = DefensiveCopies.list(alienVaultOtx, "alienVaultOtx");
        Objects.requireNonNull(lastChange, "lastChange");
        unknown = DefensiveCopies.sortedMap(unknown, "unknown");
    }
}
