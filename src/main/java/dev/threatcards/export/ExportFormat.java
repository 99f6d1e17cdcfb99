package dev.threatcards.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A form that cards are given away in. */
public enum ExportFormat {
    /** ETDA's JSON ({@code getcard.cgi}): an envelope, and a card an entry. */
    JSON("json", "application/json", "threat-cards.json", EtdaJsonWriter::new),
    /** The API's card, one a line, each with its sources and its licence. */
    NDJSON("ndjson", "application/x-ndjson", "threat-cards.ndjson", NdjsonWriter::new),
    /** A row a card; several values of a field are in one cell, parted by " | ". */
    CSV("csv", "text/csv; charset=utf-8; header=present", "threat-cards.csv", CsvWriter::new),
    /** A row a value, with who gave it, when, or what kind of relation it is. */
    CSV_LONG("csv-long", "text/csv; charset=utf-8; header=present", "threat-cards-long.csv", LongCsvWriter::new),
    /** A STIX 2.1 bundle. */
    STIX("stix", "application/stix+json;version=2.1", "threat-cards.stix.json", StixWriter::new),
    /** A cluster of the MISP galaxy. */
    MISP("misp", "application/json", "threat-cards.misp.json", MispWriter::new);

    private interface Opening {
        CardWriter open(OutputStream out, ExportContents contents) throws IOException;
    }

    private final String key;
    private final String mediaType;
    private final String fileName;
    private final Opening opening;

    ExportFormat(String key, String mediaType, String fileName, Opening opening) {
        this.key = key;
        this.mediaType = mediaType;
        this.fileName = fileName;
        this.opening = opening;
    }

    /** The format of that {@link #key}. */
    public static Optional<ExportFormat> named(String key) {
        Objects.requireNonNull(key, "key");
        return Arrays.stream(values()).filter(format -> format.key.equals(key)).findFirst();
    }

    /** The keys of all formats. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(ExportFormat::key).toList();
    }

    /** The format's name in addresses and options: {@code csv-long}. */
    public String key() {
        return key;
    }

    /** What HTTP calls it. */
    public String mediaType() {
        return mediaType;
    }

    /** What a file of it is called. */
    public String fileName() {
        return fileName;
    }

    /** Whether an actor's tools belong to it, be they asked for or not: a bundle says of each what it is. */
    public boolean hasToolsOfActors() {
        return this == STIX;
    }

    /** Whether it says by uuid which tools an actor uses. */
    public boolean hasUses() {
        return this == STIX || this == MISP;
    }

    /** Whether a file of it is about actors or about tools, and never about both. */
    public boolean isOfOneKind() {
        return this == MISP;
    }

    /**
     * Begins to write.
     *
     * @param out where to, in UTF-8; it is flushed at the end, and stays open
     * @param contents what the cards are that will follow
     * @throws IOException if {@code out} takes no more
     */
    public CardWriter open(OutputStream out, ExportContents contents) throws IOException {
        return opening.open(Objects.requireNonNull(out, "out"), Objects.requireNonNull(contents, "contents"));
    }
}
