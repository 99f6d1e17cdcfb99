package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.CardQuery;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.search.Limits;
import dev.threatcards.search.Order;
import dev.threatcards.server.Endpoint.Parameter;

/** Every address of the API. */
final class Endpoints {

    static final Endpoint CARDS = Endpoint.get("/api/v1/cards",
            "A result page of actors: hits with why they matched, counts for each facet, what was probably meant.",
            query(Kind.ACTOR), "/api/v1/cards?q=wiper&country=Iran&size=5");

    static final Endpoint CARD = Endpoint.get("/api/v1/cards/<id>",
            "One card, by uuid, ATT&CK id or any name: all fields, what each source says, relations. 300 with the candidates"
                    + " where cards share the name.",
            List.of(), "/api/v1/cards/fancybear");

    static final Endpoint SIMILAR_CARDS = Endpoint.get("/api/v1/cards/<id>/similar",
            "Actors like it, each with why: rare tools that both use weigh most.", List.of(size(Api.SIMILAR_SIZE)),
            "/api/v1/cards/fancybear/similar?size=3");

    static final Endpoint RELATED_CARDS = Endpoint.get("/api/v1/cards/<id>/related",
            "Its relations and links, each with who says so.", List.of(size(Limits.PAGE_SIZE)),
            "/api/v1/cards/fancybear/related");

    static final Endpoint TOOLS = Endpoint.get("/api/v1/tools",
            "A result page of tools, each with the actors that use it.", query(Kind.TOOL),
            "/api/v1/tools?q=wiper&size=5");

    static final Endpoint TOOL = Endpoint.get("/api/v1/tools/<id>",
            "One tool, with every actor that uses it. 300 with the candidates where tools share the name.", List.of(),
            "/api/v1/tools/mimikatz");

    static final Endpoint SIMILAR_TOOLS = Endpoint.get("/api/v1/tools/<id>/similar",
            "Tools that the same actors use, each with why.", List.of(size(Api.SIMILAR_SIZE)),
            "/api/v1/tools/mimikatz/similar?size=3");

    static final Endpoint RELATED_TOOLS = Endpoint.get("/api/v1/tools/<id>/related",
            "Its relations, each with who says so.", List.of(size(Limits.PAGE_SIZE)), "/api/v1/tools/mimikatz/related");

    static final Endpoint FACET = Endpoint.get("/api/v1/facets/{facet}",
            "The values of one facet of actors, under the same filters.",
            with(query(Kind.ACTOR), new Parameter("prefix", "how a word of the value begins")),
            "/api/v1/facets/sector?prefix=f&country=Iran");

    static final Endpoint SUGGEST = Endpoint.get("/api/v1/suggest",
            "What a text that is being typed may become, each with its kind and its page.",
            List.of(new Parameter("q", "what has been typed"), size(Api.SUGGEST_SIZE)), "/api/v1/suggest?q=forest+bl");

    static final Endpoint RESOLVE = Endpoint.get("/api/v1/resolve",
            "Every card that a name may mean, who gave the name, and whether it is exact, folded or near.",
            List.of(new Parameter("name", "a name; may be repeated, up to " + Limits.NAMES + " times"), collection()),
            "/api/v1/resolve?name=Fancy+Bear&name=APT-28");

    static final Endpoint RESOLVE_LIST = Endpoint.post("/api/v1/resolve",
            "The same for the names of a JSON array in the body.", List.of(collection()));

    static final Endpoint SCAN = Endpoint.post("/api/v1/scan",
            "The actors and tools that the text in the body names, with UTF-16 offsets.",
            List.of(new Parameter("generic", "true for names that are ordinary words too"), collection()));

    static final Endpoint EXPORT = Endpoint.get("/api/v1/export.{format}",
            "The whole result as a file: " + String.join(", ", ExportFormat.keys()) + ". Without a query, every card.",
            with(query(Kind.ACTOR), new Parameter("kind", "actor or tool, for those alone"),
                    new Parameter("id", "the uuid of a card, in place of a query; may be repeated")),
            "/api/v1/export.stix?country=Iran");

    static final Endpoint STATS = Endpoint.get("/api/v1/stats",
            "What the actors, or those that a search finds, look like: totals, origins by targets, sectors by years, tools by"
                    + " rarity, actors that share rare tools.",
            selection(Kind.ACTOR), "/api/v1/stats?country=Iran");

    static final Endpoint DECK = Endpoint.get("/api/v1/deck",
            "Where the cards come from, what was set aside, and what is odd about them.", List.of(), "/api/v1/deck");

    static final Endpoint LIVE = Endpoint.get("/health/live", "Whether the server runs.", List.of(), "/health/live");

    static final Endpoint READY = Endpoint.get("/health/ready", "Whether it can answer: the index can be read.",
            List.of(), "/health/ready");

    /** All of them, in the order in which they are told of. */
    static final List<Endpoint> ALL = List.of(CARDS, CARD, SIMILAR_CARDS, RELATED_CARDS, TOOLS, TOOL, SIMILAR_TOOLS,
            RELATED_TOOLS, FACET, SUGGEST, RESOLVE, RESOLVE_LIST, SCAN, EXPORT, STATS, DECK, LIVE, READY);

    private Endpoints() {
    }

    private static List<Parameter> query(Kind kind) {
        return with(selection(kind), new Parameter("sort", orders(kind) + "; - before it turns it round"),
                new Parameter("page", "from 1; page × size is at most " + Limits.PAGE_DEPTH),
                size(CardQuery.DEFAULT_SIZE),
                new Parameter("facets", "which facets to count, with commas between; all unless told"),
                new Parameter("facetSize", "values of each facet, 0 to " + Limits.FACET_SIZE));
    }

    private static String orders(Kind kind) {
        return Order.Key.of(kind).stream().map(key -> new Order(key, false).parameter())
                .collect(Collectors.joining(", "));
    }

    private static List<Parameter> selection(Kind kind) {
        return List.of(new Parameter("q", "a text, at most " + Limits.QUERY_LENGTH + " characters"), new Parameter(
                String.join(", ", Facet.of(kind).stream().map(Facet::parameter).toList()),
                "a value of the facet; repeated, values are alternatives. With .all behind the name every value has to"
                        + " hold, with .not none may"));
    }

    private static Parameter size(int usual) {
        return new Parameter("size", "how many, 0 to " + Limits.PAGE_SIZE + "; " + usual + " unless told");
    }

    private static Parameter collection() {
        return new Parameter("collection", "whose cards may be meant; may be repeated");
    }

    private static List<Parameter> with(List<Parameter> parameters, Parameter... more) {
        List<Parameter> all = new ArrayList<>(parameters);
        Stream.of(more).forEach(all::add);
        return List.copyOf(all);
    }
}
