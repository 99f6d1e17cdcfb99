package dev.threatcards.card;

import dev.threatcards.text.NullChecks;

/**
 * A part of a source that could not be read.
 *
 * @param location the file or address
 * @param place the place in it: "line 12", or a JSON pointer such as "/values/3"; empty for the whole
 * @param reason what is wrong, as a sentence
 */
public record Reject(String location, String place, String reason) {

    public Reject {
        NullChecks.requireNonNull("location", location, "place", place, "reason", reason);
    }

    /** This reject with a location {@linkplain Deck#withoutFolders without folders}. */
    public Reject withoutFolders() {
        return new Reject(Deck.withoutFolders(location), place, reason);
    }

    @Override
    public String toString() {
        return location + (place.isEmpty() ? "" : ", " + place) + ": " + reason;
    }
}
