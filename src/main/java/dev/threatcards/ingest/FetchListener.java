package dev.threatcards.ingest;

/** Is told how far a fetch has come. */
public interface FetchListener {

    /**
     * A file has come so far.
     *
     * @param file the file's name in the cache
     * @param bytes how much of it there is
     * @param total how much there will be, -1 if the server does not say
     */
    void at(String file, long bytes, long total);
}
