package dev.threatcards;

import java.util.Optional;

import dev.threatcards.error.IndexException;
import dev.threatcards.index.CardIndex;

/** Says which commit a call reads. */
interface CommitSource {

    /**
     * The commit, for one call, which closes it.
     *
     * @throws IndexException if this is closed
     */
    CardIndex.Snapshot open();

    /** What keeps the newest commit of the index from being read; empty if all is well. */
    Optional<IndexException> problem();

    /** Releases what this holds. A second time it does nothing. */
    void close();

    /** Gives the newest commit of an index. */
    record Newest(CardIndex index) implements CommitSource {
        @Override
        public CardIndex.Snapshot open() {
            return index.snapshot();
        }

        @Override
        public Optional<IndexException> problem() {
            return index.problem();
        }

        @Override
        public void close() {
            index.close();
        }
    }

    /**
     * Gives one commit, and holds it open.
     *
     * @param source what the commit was taken from
     */
    record Pinned(CardIndex.Snapshot snapshot, CommitSource source) implements CommitSource {
        @Override
        public CardIndex.Snapshot open() {
            return snapshot.share();
        }

        @Override
        public Optional<IndexException> problem() {
            return source.problem();
        }

        @Override
        public void close() {
            snapshot.close();
        }
    }
}
