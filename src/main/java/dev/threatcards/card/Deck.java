package dev.threatcards.card;

import java.util.Objects;

import dev.threatcards.text.NullChecks;

/**
 * A source of cards: an edition of the encyclopedia in one of its forms, or of another collection.
 *
 * @param id the identity of the deck, the same for all its editions
 * @param collection the publisher's collection: {@link #ETDA}, {@link #MISP_GALAXY}, "MITRE ATT&amp;CK" or the deck's own title. Cards of
 *     one collection are merged by uuid; cards of different collections are linked but never merged
 * @param source the deck's title
 * @param date the day of this edition, {@link CardDate#NONE} if unknown
 * @param license the licence of the texts as an SPDX-like short name; empty if unknown
 * @param form the form in which it was read: "ETDA JSON", "card page", "archived text"
 * @param location the file or address from which it was read
 * @param statement the deck's own statement of its size ("504 groups listed"); may be empty
 */
public record Deck(String id, String collection, String source, CardDate date, Extent extent, String license,
        String form, String location, String statement) {

    /** How complete a deck is. */
    public enum Extent {
        /** A complete edition: cards that it lacks are gone. */
        EDITION,
        /** Single pages, each with its own date. */
        PAGES
    }

    /** The collection of ETDA/ThaiCERT's encyclopedia. */
    public static final String ETDA = "ETDA";

    /** The collection of the MISP galaxy. */
    public static final String MISP_GALAXY = "MISP galaxy";

    public Deck {
        NullChecks.requireNonNull("id", id, "collection", collection, "source", source, "date", date, "extent", extent,
                "license", license, "form", form, "location", location, "statement", statement);
    }

    /** Whether this is a complete edition and newer than the other one, so that a card known only from that one is gone. */
    public boolean isNewerThan(Deck edition) {
        Objects.requireNonNull(edition, "edition");
        return extent == Extent.EDITION && edition.date().from().isBefore(date.from());
    }

    /** Source, form and date: "Threat Group Cards, ETDA JSON, 2024-08-27". */
    public String summary() {
        String day = date.isKnown() ? ", " + date.isoFrom() : "";
        return source + ", " + form + day;
    }

    /** The location {@linkplain #withoutFolders without folders}. */
    public String publicLocation() {
        return withoutFolders(location);
    }

    /**
     * A location that may be published, without folders of this machine: a web address is unchanged, of a path only the file name
     * stays, and a path within an archive.
     *
     * @param location a web address or a path
     */
    public static String withoutFolders(String location) {
        Objects.requireNonNull(location, "location");
        if (location.startsWith("http://") || location.startsWith("https://")) {
            return location;
        }
        int archive = location.indexOf("!/");
        String file = archive < 0 ? location : location.substring(0, archive);
        return location.substring(file.replace('\\', '/').lastIndexOf('/') + 1);
    }

    /** This deck with another date. */
    public Deck at(CardDate day) {
        Objects.requireNonNull(day, "day");
        return new Deck(id, collection, source, day, extent, license, form, location, statement);
    }
}
