package dev.threatcards.web.pages;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.SearchKind;

/** Links to what a page shows as a file, one for each format. */
final class DownloadLinks {

    private DownloadLinks() {
    }

    /** The whole result of a query. */
    static List<Link> of(SearchKind searched, CardQuery query) {
        return each(format -> Addresses.export(format, searched, query));
    }

    static List<Link> of(UUID card) {
        return each(format -> Addresses.export(format, card));
    }

    private static List<Link> each(Function<ExportFormat, String> address) {
        return Arrays.stream(ExportFormat.values()).map(format -> new Link(label(format), address.apply(format)))
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
