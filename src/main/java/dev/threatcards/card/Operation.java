package dev.threatcards.card;

import java.time.Year;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.NullChecks;
import dev.threatcards.text.WebLink;

/**
 * An activity on an actor's card with its place there. Immutable.
 *
 * @param anchor the fragment of the card's page that shows it: {@code operation-2020-03}. Of several with one date the second ends in
 *     {@code _2}. It depends on the kind, the date and the order of the activities of that date alone, so that it stays when a newer
 *     edition of the card adds activities
 */
public record Operation(Kind kind, String anchor, Activity activity) {

    /** Whether the actor acted, or somebody against it. */
    public enum Kind {
        OPERATION("operation", "Operation"), COUNTER_OPERATION("counter-operation", "Counter operation");

        private final String key;
        private final String label;

        Kind(String key, String label) {
            this.key = key;
            this.label = label;
        }

        /** The kind's name in parameters and JSON: {@code counter-operation}. */
        public String key() {
            return key;
        }

        /** The kind's name for people: "Counter operation". */
        public String label() {
            return label;
        }
    }

    public Operation {
        NullChecks.requireNonNull("kind", kind, "anchor", anchor, "activity", activity);
    }

    /** The operations of a card in its order, then its counter operations. */
    public static List<Operation> of(ActorCard card) {
        Objects.requireNonNull(card, "card");
        return Stream.concat(of(Kind.OPERATION, card.operations()).stream(),
                of(Kind.COUNTER_OPERATION, card.counterOperations()).stream()).toList();
    }

    /** The activities of one kind of one card, in their order. */
    public static List<Operation> of(Kind kind, List<Activity> activities) {
        Objects.requireNonNull(kind, "kind");
        Map<String, Integer> ofDate = new HashMap<>();
        List<Operation> operations = new ArrayList<>();
        for (Activity activity : DefensiveCopies.<Activity>list(activities, "activities")) {
            String date = NameKeys.slug(activity.date().text());
            String anchor = kind.key + "-" + (date.isEmpty() ? "undated" : date);
            int number = ofDate.merge(anchor, 1, Integer::sum);
            operations.add(new Operation(kind, number == 1 ? anchor : anchor + "_" + number, activity));
        }
        return List.copyOf(operations);
    }

    /** When it started. */
    public CardDate date() {
        return activity.date();
    }

    /** The years in which it may have started; empty if its date is unknown. */
    List<String> years() {
        return date().years().stream().map(Year::toString).toList();
    }

    /** The ids of the vulnerabilities that its text mentions, each once, in their normal form. */
    public List<String> cves() {
        return CveId.mentions(activity.text()).stream().map(mention -> mention.id().toString()).distinct().toList();
    }

    /** The hosts of its sources without {@code www.}, each once. */
    public List<String> publishers() {
        return activity.links().stream().map(WebLink::of).map(WebLink::host).filter(host -> !host.isEmpty())
                .map(host -> host.toLowerCase(Locale.ROOT)).distinct().toList();
    }
}
