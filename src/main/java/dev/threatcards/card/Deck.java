package dev.threatcards.card;

/**
 * Where cards come from: an edition of the encyclopedia, or any other collection of cards.
 *
 * @param id what stays the same from one edition to the next; cards remember it
 * @param source the collection's title
 * @param date the day of this edition, {@link CardDate#NONE} if it does not say
 * @param license the licence under which the text may be used, as an SPDX-like short name; empty if it does not say
 * @param form the form it was read in: "ETDA JSON", "card page", "archived text"
 * @param location the file or address it was read from
 */
public record Deck(String id, String source, CardDate date, String license, String form, String location) {
}
