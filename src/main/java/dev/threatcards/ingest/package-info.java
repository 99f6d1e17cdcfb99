/**
 * Builds an index: {@link dev.threatcards.ingest.IndexBuild} reads sources, merges cards by uuid and writes one commit. The starter deck is
 * read here too.
 */
package dev.threatcards.ingest;
