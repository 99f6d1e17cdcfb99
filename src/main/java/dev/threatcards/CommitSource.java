package dev.threatcards;

import dev.threatcards.index.CardIndex;
import dev.threatcards.index.IndexException;

/** Says which commit a call reads. */
interface CommitSource {

    /**
     * The commit, for one call, which closes it.
     *
     * @throws IndexException if this is closed
     */
    CardIndex.Snapshot open();

    /** Releases what this holds. A second time it does nothing. */
    void close();

    /** Gives the newest commit of an index. */
    record Newest(CardIndex index) implements CommitSource {
        @Override
        public CardIndex.Snapshot open() {
            return index.snapshot();
        }

        @Override
        public void close() {
            index.close();
        }
    }

    /** Gives one commit, and holds it open. */
    record Pinned(CardIndex.Snapshot snapshot) implements CommitSource {
        @Override
        public CardIndex.Snapshot open() {
            return snapshot.share();
        }

        @Override
        public void close() {
            snapshot.close();
        }
    }
}
