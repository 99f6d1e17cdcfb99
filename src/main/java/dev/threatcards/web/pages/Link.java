package dev.threatcards.web.pages;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.SearchKind;

/** Some text and its link; {@code marked} if it has words of a query. */
record Link(String text, String href, boolean marked) {

    Link(String text, String href) {
        this(text, href, false);
    }

    /** A link with a remark, such as why it is offered. */
    record Noted(Link link, String note) {
    }

    static Link none(String text) {
        return new Link(text, "");
    }

    /** The card's page. */
    static Link to(CardReference card, String home) {
        return new Link(card.name(), Addresses.card(card, home));
    }

    /** The page of a vulnerability. */
    static Link to(CveId id) {
        return new Link(id.toString(), Addresses.cve(id));
    }

    /** The actors that have the value. */
    static Link to(Facet facet, String value) {
        return new Link(value, Addresses.search(facet, value));
    }

    /** Links to the whole result of a query as a file, one for each format. */
    static List<Link> downloads(SearchKind searched, CardQuery query) {
        return download(format -> Addresses.export(format, searched, query));
    }

    /** Links to a card as a file, one for each format. */
    static List<Link> downloads(UUID card) {
        return download(format -> Addresses.export(format, card));
    }

    private static List<Link> download(Function<ExportFormat, String> address) {
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
            case NAVIGATOR -> "ATT&CK Navigator layer";
            case NAVIGATOR_ICS -> "ATT&CK Navigator layer, ICS";
        };
    }
}
