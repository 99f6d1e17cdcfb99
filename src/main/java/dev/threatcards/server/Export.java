package dev.threatcards.server;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import dev.threatcards.CardQuery;
import dev.threatcards.export.ExportFormat;

/** A download of what a page shows. */
record Export(String label, String href) {

    /** The whole result of a query, in each format. */
    static List<Export> of(Searched searched, CardQuery query) {
        return each(format -> Addresses.export(format, searched, query));
    }

    /** One card, in each format. */
    static List<Export> of(UUID card) {
        return each(format -> Addresses.export(format, card));
    }

    private static List<Export> each(Function<ExportFormat, String> address) {
        return Arrays.stream(ExportFormat.values()).map(format -> new Export(label(format), address.apply(format)))
                .toList();
    }

    private static String label(ExportFormat format) {
        return switch (format) {
            case JSON -> "ETDA JSON";
            case NDJSON -> "NDJSON";
            case CSV -> "CSV, one row per card";
            case CSV_LONG -> "CSV, one row per value";
            case STIX -> "STIX 2.1";
            case MISP -> "MISP galaxy";
        };
    }
}
