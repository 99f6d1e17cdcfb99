package dev.threatcards.card;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.threatcards.text.Prose;

/** A card of the encyclopedia: of an actor, or of a tool. */
public sealed interface Card permits ActorCard, ToolCard {

    // The id at the end of ATT&CK's address of a group, a piece of software or a campaign.
    Pattern ATTACK_ID = Pattern
            .compile("^https?://attack\\.mitre\\.org/(?:groups|software|campaigns)/([GSC]\\d{4})/?$");

    /** The card's identity, stable over the years while names are not. */
    UUID uuid();

    /** Whose card it is, see {@link Deck#collection}. */
    String collection();

    /** The card's title. An actor's may hold several names joined by ", ". */
    String name();

    /** Every name on the card, in the card's order, the givers with them. */
    List<Name> names();

    /**
     * The description: paragraphs parted by an empty line, {@code {{Name}}} standing for a link to another card (see
     * {@link Prose}).
     */
    String description();

    /** What the card has to do with others, as decks say it; {@code {{Name}}} links in its text are not among them. */
    List<Relation> relations();

    /** Links to reports, in the card's order. */
    List<String> information();

    /** Pages of MITRE ATT&amp;CK; an actor may have two where ATT&amp;CK merged groups. */
    List<String> mitreAttack();

    /** The ids in {@link #mitreAttack}, by which the card is found too: "G0007", "S0154". */
    default List<String> attackIds() {
        return mitreAttack().stream().map(ATTACK_ID::matcher).filter(Matcher::find).map(id -> id.group(1)).distinct()
                .toList();
    }

    /** Pages of Palo Alto's playbook viewer. */
    List<String> playbook();

    /** Pages of AlienVault OTX. */
    List<String> alienVaultOtx();

    /** When the encyclopedia last changed the card. */
    CardDate lastChange();

    /**
     * What the card's source says under keys that this model does not know: the source's key to the value as JSON text.
     * Kept so that nothing is lost.
     */
    Map<String, String> unknown();
}
