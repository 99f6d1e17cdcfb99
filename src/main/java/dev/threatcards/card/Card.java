package dev.threatcards.card;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.threatcards.text.Prose;

/** A card that describes an actor or a tool. */
public sealed interface Card permits ActorCard, ToolCard {

    // A page of MITRE ATT&CK for a group, a piece of software or a campaign. Group 1 is the id.
    Pattern ATTACK_ID = Pattern
            .compile("^https?://attack\\.mitre\\.org/(?:groups|software|campaigns)/([GSC]\\d{4})/?$");

    /** The card's identity. Unlike names, it does not change over the years. */
    UUID uuid();

    /** The publisher's collection, see {@link Deck#collection}. */
    String collection();

    /** The card's title. An actor's may hold several names joined by ", ". */
    String name();

    /** The names with their name-givers, in the card's order. */
    List<Name> names();

    /**
     * The description. An empty line separates paragraphs; {@code {{Name}}} is a link to another card (see {@link Prose}).
     */
    String description();

    /** The relations to other cards that decks state, without the {@code {{Name}}} links in texts. */
    List<Relation> relations();

    /** Links to reports, in the card's order. */
    List<String> information();

    /** Pages of MITRE ATT&amp;CK; several if ATT&amp;CK merged groups. */
    List<String> mitreAttack();

    /** The ids in {@link #mitreAttack}: "G0007", "S0154". */
    default List<String> attackIds() {
        return mitreAttack().stream().map(ATTACK_ID::matcher).filter(Matcher::find).map(id -> id.group(1)).distinct()
                .toList();
    }

    /** The techniques that the actor or the tool uses, each with who says so. */
    List<Technique> techniques();

    /** Pages of Palo Alto's playbook viewer. */
    List<String> playbook();

    /** Pages of AlienVault OTX. */
    List<String> alienVaultOtx();

    /** When the source last changed the card. */
    CardDate lastChange();

    /**
     * Values of the source that have no field of their own: the source's key to the value as JSON text.
     */
    Map<String, String> unknown();

    /** Whether its collection still keeps the card. */
    EditionStatus edition();

    /** This card with another status. */
    Card with(EditionStatus status);
}
