package dev.threatcards.index;

import java.nio.file.Path;
import java.util.Map;

import dev.threatcards.error.IndexException;

/** Which version wrote a commit, which decides whether it can be read, or rebuilt from the cards that it stores. */
enum Schema {
    /** Written by this version of the program. */
    CURRENT,
    /** Written by an older version, whose stored cards this one can read. */
    OLDER,
    /** Written by a version so old that its stored cards cannot be read. */
    TOO_OLD,
    /** Written by a newer version. */
    NEWER,
    /** A Lucene index that this program did not write. */
    FOREIGN;

    /** The schema of the commit with that user data. */
    static Schema of(Map<String, String> userData) {
        int number;
        try {
            number = Integer.parseInt(userData.getOrDefault(CommitData.SCHEMA_KEY, ""));
        } catch (NumberFormatException e) {
            return FOREIGN;
        }
        if (number == CommitData.SCHEMA) {
            return CURRENT;
        }
        if (number > CommitData.SCHEMA) {
            return NEWER;
        }
        boolean hasForm = userData.containsKey(CommitData.STORED_FORM);
        return hasForm || number >= CommitData.FIRST_WITH_STORED_FORM ? OLDER : TOO_OLD;
    }

    /**
     * Checks that the commit can be read without a rebuild.
     *
     * @throws IndexException if it cannot; the message says what to do
     */
    static void requireCurrent(Path path, Map<String, String> userData) {
        Schema schema = of(userData);
        if (schema == OLDER) {
            throw new IndexException(
                    "The index in " + path
                            + " was written by an older version of Threat Cards; it is rebuilt when it is opened anew.",
                    null);
        }
        requireReadable(schema, path);
    }

    /**
     * Checks that the commit can be read, or rebuilt.
     *
     * @throws IndexException if it cannot; the message says what to do
     */
    static void requireReadable(Schema schema, Path path) {
        switch (schema) {
            case CURRENT, OLDER -> {
                // Its cards can be read.
            }
            case TOO_OLD -> throw new IndexException("The index in " + path
                    + " was written by a version of Threat Cards so old that its cards cannot be read; delete the"
                    + " folder and ingest its decks again.", null);
            case NEWER -> throw IndexFailure.newer(path, null);
            case FOREIGN -> throw new IndexException(
                    "What is in " + path + " is a Lucene index, but none of Threat Cards; name another --index.", null);
        }
    }
}
