/**
 * Building an index: {@link dev.threatcards.ingest.IndexBuild} reads sources, merges cards by uuid, writes them and reports what it did.
 *
 * <p>In: names of sources, or cards of a program. Out: one commit, visible as a whole or not at all, and an
 * {@link dev.threatcards.ingest.IngestReport}. The starter deck that the library carries is read here too.
 */
package dev.threatcards.ingest;
