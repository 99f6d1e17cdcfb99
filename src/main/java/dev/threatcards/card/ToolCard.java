package dev.threatcards.card;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A tool's card.
 *
 * @param category ETDA's category: "Malware", "Tools", "Exploits" or "Other"
 * @param type what kinds of tool it is ("Backdoor", "Info stealer")
 * @param malpedia pages of Malpedia
 */
public record ToolCard(UUID uuid, String name, List<Name> names, String category, List<String> type, String description,
        List<String> information, List<String> malpedia, List<String> mitreAttack, List<String> playbook,
        List<String> alienVaultOtx, CardDate lastChange, Map<String, String> unknown) implements Card {

    public ToolCard {
        names = List.copyOf(names);
        type = List.copyOf(type);
        information = List.copyOf(information);
        malpedia = List.copyOf(malpedia);
        mitreAttack = List.copyOf(mitreAttack);
        playbook = List.copyOf(playbook);
        alienVaultOtx = List.copyOf(alienVaultOtx);
        unknown = Map.copyOf(unknown);
    }
}
