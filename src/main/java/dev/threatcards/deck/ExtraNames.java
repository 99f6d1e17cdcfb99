package dev.threatcards.deck;

import java.io.IOException;
import java.util.List;

import dev.threatcards.card.Name;

/** Names of actors that are on no card of theirs, but that another source gives them. */
public interface ExtraNames {

    /** No names. */
    ExtraNames NONE = document -> List.of();

    /**
     * A name and its source.
     *
     * @param source the title of the source
     */
    record Sourced(Name name, String source) {
    }

    /** The names of the actor of a document. */
    List<Sourced> of(int document) throws IOException;
}
