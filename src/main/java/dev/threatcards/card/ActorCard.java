package dev.threatcards.card;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * A threat actor's card. The components are the fields of ETDA's <i>Threat Group Cards</i>, in its order and its words.
 *
 * @param collection whose card it is, see {@link Deck#collection}
 * @param category ETDA's section: "APT", "Other" or "Unknown"; empty where the source does not say (the JSON exports don't)
 * @param country countries the actor is attributed to, in ETDA's spelling ("USA", "[Unknown]"); a claim, not a fact
 * @param sponsor who is said to be behind the actor, as prose ("State-sponsored, GRU")
 * @param motivation one or more of ETDA's four motivations
 * @param firstSeen when the actor was first seen
 * @param observed from when to when the actor was seen, as ETDA's list page has it ("2018-Jun 2022")
 * @param sectors observed sectors, labels and prose told apart
 * @param targets observed countries, labels and prose told apart
 * @param tools tools used, labels and prose told apart
 * @param operations what the actor did, in the card's order
 * @param counterOperations what was done against the actor, in the card's order
 * @param relations what it has to do with other cards, as decks say it
 */
public record ActorCard(UUID uuid, String collection, String name, List<Name> names, String category,
        List<String> country, String sponsor, List<String> motivation, CardDate firstSeen, CardDate observed,
        String description, Listing sectors, Listing targets, Listing tools, List<Activity> operations,
        List<Activity> counterOperations, List<Relation> relations, List<String> information, List<String> mitreAttack,
        List<String> playbook, List<String> alienVaultOtx, CardDate lastChange,
        Map<String, String> unknown) implements Card {

    public ActorCard {
        Objects.requireNonNull(uuid, "uuid");
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(name, "name");
        names = DefensiveCopies.list(names, "names");
        Objects.requireNonNull(category, "category");
        country = DefensiveCopies.list(country, "country");
        Objects.requireNonNull(sponsor, "sponsor");
        motivation = DefensiveCopies.list(motivation, "motivation");
        Objects.requireNonNull(firstSeen, "firstSeen");
        Objects.requireNonNull(observed, "observed");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(sectors, "sectors");
        Objects.requireNonNull(targets, "targets");
        Objects.requireNonNull(tools, "tools");
        operations = DefensiveCopies.list(operations, "operations");
        counterOperations = DefensiveCopies.list(counterOperations, "counterOperations");
        relations = DefensiveCopies.list(relations, "relations");
        information = DefensiveCopies.list(information, "information");
        mitreAttack = DefensiveCopies.list(mitreAttack, "mitreAttack");
        playbook = DefensiveCopies.list(playbook, "playbook");
        alienVaultOtx = DefensiveCopies.list(alienVaultOtx, "alienVaultOtx");
        Objects.requireNonNull(lastChange, "lastChange");
        unknown = DefensiveCopies.sortedMap(unknown, "unknown");
    }

    /**
     * When the actor was last seen: the date of the newest operation, {@link CardDate#NONE} without a dated one. Of two that
     * overlap, the one that begins later: "2020-11" is newer than "2020".
     */
    public CardDate lastActive() {
        return operations.stream().map(Activity::date).filter(CardDate::isKnown)
                .max(Comparator.comparing(CardDate::from).thenComparing(CardDate::to)).orElse(CardDate.NONE);
    }
}
