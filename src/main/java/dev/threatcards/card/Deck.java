package dev.threatcards.card;

import java.util.Objects;

/**
 * Where cards come from: an edition of the encyclopedia in one of its forms, or any other collection of cards.
 *
 * @param id what stays the same from one edition to the next; cards remember it
 * @param collection whose cards they are: {@link #ETDA}, "MISP galaxy", "MITRE ATT&amp;CK" or the deck's own title. Cards of
 *     one collection are merged by uuid, those of different ones are linked and never merged
 * @param source the deck's title
 * @param date the day of this edition, {@link CardDate#NONE} if it does not say
 * @param extent whether it is an edition as a whole, or pages that were saved one by one
 * @param license the licence under which the text may be used, as an SPDX-like short name; empty if it does not say
 * @param form the form it was read in: "ETDA JSON", "card page", "archived text"
 * @param location the file or address it was read from
 * @param statement what the deck says of itself, in its words ("504 groups listed"); empty if it says nothing
 */
public record Deck(String id, String collection, String source, CardDate date, Extent extent, String license,
        String form, String location, String statement) {

    /** How much of a collection a deck has. */
    public enum Extent {
        /** All of it, as of its date: what it lacks is gone. */
        EDITION,
        /** Some of it, each card as of its own date. */
        PAGES
    }

    /** The collection of ETDA/ThaiCERT's encyclopedia, in whatever form. */
    public static final String ETDA = "ETDA";

    public Deck {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(collection, "collection");
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(extent, "extent");
        Objects.requireNonNull(license, "license");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(statement, "statement");
    }

    /** Whether a card that was read from that edition of this deck is not in the newest one. */
    public boolean isNewerThan(Deck edition) {
        Objects.requireNonNull(edition, "edition");
        return extent == Extent.EDITION && edition.date().from().isBefore(date.from());
    }

    /** Source, form and date for people: "Threat Group Cards, ETDA JSON, 2024-08-27". */
    public String summary() {
        String day = date.isKnown() ? ", " + date.isoFrom() : "";
        return source + ", " + form + day;
    }

    /** The location without folders of this machine, see {@link #withoutFolders}. */
    public String publicLocation() {
        return withoutFolders(location);
    }

    /**
     * A location as it may be published: a web address as it is, a file by its name alone. What is in an archive keeps its path there.
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

    /** This deck, as of another day. */
    public Deck at(CardDate day) {
        Objects.requireNonNull(day, "day");
        return new Deck(id, collection, source, day, extent, license, form, location, statement);
    }
}
