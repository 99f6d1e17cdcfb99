package dev.threatcards.ingest;

/** Receives the progress of a fetch. */
public interface FetchListener {

    /**
     * Called after each block of a file.
     *
     * @param file the file's name in the cache
     * @param bytes the number of bytes so far
     * @param total the size of the file; -1 if the server does not say
     */
    void at(String file, long bytes, long total);
}
