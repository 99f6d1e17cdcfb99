package dev.threatcards.index;

import java.util.ArrayList;
import java.util.List;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Name;

/** Everything that a card is called. */
public final class CardNames {

    private CardNames() {
    }

    /** The names with their givers, then the title, the parts of an actor's title, and the ATT&amp;CK ids. */
    public static List<Name> of(Card card) {
        List<Name> names = withoutAttackIds(card);
        card.attackIds().forEach(id -> names.add(new Name(id, "")));
        return names;
    }

    static List<Name> withoutAttackIds(Card card) {
        List<Name> names = new ArrayList<>(card.names());
        names.add(new Name(card.name(), ""));
        if (card instanceof ActorCard) {
            for (String part : card.name().split(", ", -1)) {
                names.add(new Name(part, ""));
            }
        }
        return names;
    }
}
