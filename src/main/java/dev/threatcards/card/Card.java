package dev.threatcards.card;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A card of the encyclopedia: of an actor, or of a tool. */
public sealed interface Card permits ActorCard, ToolCard {

    /** The card's identity, stable over the years while names are not. */
    UUID uuid();

    /** The card's title. An actor's may hold several names joined by ", ". */
    String name();

    /** Every name on the card, in the card's order, the givers with them. */
    List<Name> names();

    /**
     * The description: paragraphs parted by an empty line, {@code {{Name}}} standing for a link to another card (see
     * {@link Prose}).
     */
    String description();

    /** Links to reports, in the card's order. */
    List<String> information();

    /** Pages of MITRE ATT&amp;CK; an actor may have two where ATT&amp;CK merged groups. */
    List<String> mitreAttack();

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
