package dev.threatcards.card;

import java.util.Objects;

/**
 * What could not be read, set aside so that the rest can be.
 *
 * @param location the file or address
 * @param place where in it: "line 12", or a JSON pointer such as "/values/3"; empty if it is the whole
 * @param reason what is wrong, as a sentence
 */
public record Reject(String location, String place, String reason) {

    public Reject {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(reason, "reason");
    }

    /** The same with the name of the file alone, without the folders of the machine that read it. */
    public Reject withoutFolders() {
        return new Reject(Deck.withoutFolders(location), place, reason);
    }

    /** The reject in one line. */
    @Override
    public String toString() {
        return location + (place.isEmpty() ? "" : ", " + place) + ": " + reason;
    }
}
