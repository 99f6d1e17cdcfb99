package dev.threatcards.card;

/**
 * Where cards come from: an edition of the encyclopedia in one of its forms, or any other collection of cards.
 *
 * @param id what stays the same from one edition to the next; cards remember it
 * @param collection whose cards they are: {@link #ETDA}, "MISP galaxy", "MITRE ATT&amp;CK" or the deck's own title. Cards of
 *     one collection are merged by uuid, those of different ones are linked and never merged
 * @param source the deck's title
 * @param date the day of this edition, {@link CardDate#NONE} if it does not say
 * @param license the licence under which the text may be used, as an SPDX-like short name; empty if it does not say
 * @param form the form it was read in: "ETDA JSON", "archived text"
 * @param location the file or address it was read from
 * @param statement what the deck says of itself, in its words ("504 groups listed"); empty if it says nothing
 */
public record Deck(String id, String collection, String source, CardDate date, String license, String form,
        String location, String statement) {

    /** The collection of ETDA/ThaiCERT's encyclopedia, in whatever form. */
    public static final String ETDA = "ETDA";

    /** This deck, as of another day. */
    public Deck at(CardDate day) {
        return new Deck(id, collection, source, day, license, form, location, statement);
    }
}
