package dev.threatcards.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.threatcards.text.NullChecks;

/** A format in which cards are exported. */
public enum ExportFormat {
    /** ETDA's JSON ({@code getcard.cgi}): an envelope with cards. */
    JSON("json", "application/json", "threat-cards.json", EtdaJsonWriter::new),
    /** Cards in the API's JSON, one per line, each with its sources and licence. */
    NDJSON("ndjson", "application/x-ndjson", "threat-cards.ndjson", NdjsonWriter::new),
    /** One row per card; several values of a field are in one cell, separated by " | ". */
    CSV("csv", "text/csv; charset=utf-8; header=present", "threat-cards.csv",
            (out, contents) -> CsvWriter.rowPerCard(out)),
    /** One row per value, with its name-giver, date or type of relation. */
    CSV_LONG("csv-long", "text/csv; charset=utf-8; header=present", "threat-cards-long.csv",
            (out, contents) -> CsvWriter.rowPerValue(out)),
    /** A STIX 2.1 bundle. */
    STIX("stix", "application/stix+json;version=2.1", "threat-cards.stix.json", StixWriter::new),
    /** A cluster of the MISP galaxy. */
    MISP("misp", "application/json", "threat-cards.misp.json", MispWriter::new),
    /**
     * A layer for MITRE's ATT&amp;CK Navigator, of the matrix for enterprises: the techniques of the actors, each scored by how many use it. It
     * cannot be read back.
     */
    NAVIGATOR("navigator", "application/json", "threat-cards.navigator.json", NavigatorWriter::ofEnterprises),
    /** The same of the matrix for industrial control systems: a layer has one matrix. */
    NAVIGATOR_ICS("navigator-ics", "application/json", "threat-cards-ics.navigator.json", NavigatorWriter::ofIndustry);

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

    /** The format with that {@link #key}. */
    public static Optional<ExportFormat> named(String key) {
        Objects.requireNonNull(key, "key");
        return Arrays.stream(values()).filter(format -> format.key.equals(key)).findFirst();
    }

    /** The keys of all formats. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(ExportFormat::key).toList();
    }

    /** The format's name in URLs and options: {@code csv-long}. */
    public String key() {
        return key;
    }

    /** The media type for HTTP. */
    public String mediaType() {
        return mediaType;
    }

    /** The default name of a file. */
    public String fileName() {
        return fileName;
    }

    /** Whether the tools of exported actors are always included, because a bundle must have the objects that it refers to. */
    public boolean hasToolsOfActors() {
        return this == STIX;
    }

    /** Whether the format states by uuid which tools an actor uses. */
    public boolean hasUses() {
        return this == STIX || this == MISP;
    }

    /** Whether a file has either actors or tools. */
    public boolean isOfOneKind() {
        return this == MISP;
    }

    /**
     * Begins an export.
     *
     * @param out receives UTF-8; it is flushed at the end, but not closed
     * @throws IOException if writing fails
     */
    public CardWriter open(OutputStream out, ExportContents contents) throws IOException {
        NullChecks.requireNonNull("out", out, "contents", contents);
        return opening.open(out, contents);
    }
}
