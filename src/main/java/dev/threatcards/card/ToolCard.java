package dev.threatcards.card;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        names = List.copyOf(names);
        type = List.copyOf(type);
        relations = List.copyOf(relations);
        information = List.copyOf(information);
        malpedia = List.copyOf(malpedia);
        mitreAttack = List.copyOf(mitreAttack);
        playbook = List.copyOf(playbook);
        alienVaultOtx = List.copyOf(alienVaultOtx);
        unknown = Collections.unmodifiableMap(new TreeMap<>(unknown));
    }
}
