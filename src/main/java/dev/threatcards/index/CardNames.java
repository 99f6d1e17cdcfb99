package dev.threatcards.index;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Name;
import dev.threatcards.card.ToolCard;

/** Everything that a card is called. */
public final class CardNames {

    // The page of a malware family: its id is the platform and the name.
    private static final Pattern MALPEDIA = Pattern
            .compile("https?://malpedia\\.caad\\.fkie\\.fraunhofer\\.de/details/([\\w.-]+)");

    private CardNames() {
    }

    /** The names with their givers, then the title, the parts of an actor's title, and the {@link #ids}. */
    public static List<Name> of(Card card) {
        List<Name> names = withoutIds(card);
        ids(card).forEach(id -> names.add(new Name(id, "")));
        return names;
    }

    /** The ids of the card in ATT&amp;CK, and of a tool in Malpedia: "S0367", "win.emotet". */
    static List<String> ids(Card card) {
        List<String> ids = new ArrayList<>(card.attackIds());
        if (card instanceof ToolCard tool) {
            for (String link : tool.malpedia()) {
                Matcher page = MALPEDIA.matcher(link);
                if (page.lookingAt()) {
                    ids.add(page.group(1));
                }
            }
        }
        return ids;
    }

    static List<Name> withoutIds(Card card) {
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
