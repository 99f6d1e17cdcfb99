package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;

import dev.threatcards.search.Limits;

import static dev.threatcards.server.Endpoint.Method.GET;
import static dev.threatcards.server.Endpoint.Method.POST;
import static dev.threatcards.server.Endpoint.Parameter.of;

/** The addresses of the API: what each gives and takes. A route is made from it, and so is the page that tells of it. */
enum Endpoint {
    CARDS(GET, "/api/v1/cards",
            "A result page of actors: hits with why they matched, counts for each facet, what was probably meant.",
            query(), "?q=wiper&country=Iran&size=5"), CARD(GET, "/api/v1/cards/<id>",
                    "One card, by uuid, ATT&CK id or any name: all fields, what each source says, relations. 300 with the"
                            + " candidates where cards share the name.",
                    List.of(), "/fancybear"), SIMILAR_CARDS(GET, "/api/v1/cards/<id>/similar",
                            "Actors like it, each with why: rare tools that both use weigh most.", sized(10),
                            "/apt%2030/similar?size=3"), RELATED_CARDS(GET, "/api/v1/cards/<id>/related",
                                    "Its relations and links, each with who says so.", sized(Limits.PAGE_SIZE),
                                    "/apt%2030/related"), TOOLS(GET, "/api/v1/tools",
                                            "A result page of tools, each with the actors that use it.", toolQuery(),
                                            "?q=wiper&type=Backdoor&size=5"), TOOL(GET, "/api/v1/tools/<id>",
                                                    "One tool, with every actor that uses it. 300 with the candidates where tools share the name.",
                                                    List.of(), "/mimikatz"), SIMILAR_TOOLS(GET,
                                                            "/api/v1/tools/<id>/similar",
                                                            "Tools that the same actors use.", sized(10),
                                                            "/mimikatz/similar?size=3"), RELATED_TOOLS(GET,
                                                                    "/api/v1/tools/<id>/related",
                                                                    "Its relations, each with who says so.",
                                                                    sized(Limits.PAGE_SIZE),
                                                                    "/mimikatz/related"), FACET(GET,
                                                                            "/api/v1/facets/{facet}",
                                                                            "The values of one facet of actors, under the same filters.",
                                                                            with(query(), of("prefix",
                                                                                    "how a word of the value begins")),
                                                                            "/sector?prefix=f&country=Iran"), SUGGEST(
                                                                                    GET, "/api/v1/suggest",
                                                                                    "What a text that is being typed may become, each with its kind and its page.",
                                                                                    List.of(of("q",
                                                                                            "what has been typed"),
                                                                                            size(10)),
                                                                                    "?q=forest+bl"), RESOLVE(GET,
                                                                                            "/api/v1/resolve",
                                                                                            "Every card that a name may mean, who gave the name, and whether it is exact, folded or near.",
                                                                                            List.of(of("name",
                                                                                                    "a name; may be repeated, up to "
                                                                                                            + Limits.NAMES
                                                                                                            + " times"),
                                                                                                    collection()),
                                                                                            "?name=Fancy+Bear&name=APT-28"), RESOLVE_LIST(
                                                                                                    POST,
                                                                                                    "/api/v1/resolve",
                                                                                                    "The same for a JSON array of names in the body.",
                                                                                                    List.of(collection()),
                                                                                                    ""), SCAN(POST,
                                                                                                            "/api/v1/scan",
                                                                                                            "The actors and tools that the text in the body names, with UTF-16 offsets.",
                                                                                                            List.of(of(
                                                                                                                    "generic",
                                                                                                                    "true for names that are ordinary words too"),
                                                                                                                    collection()),
                                                                                                            ""), STATS(
                                                                                                                    GET,
                                                                                                                    "/api/v1/stats",
                                                                                                                    "What the cards, or those that a search finds, look like: totals, origins by targets, sectors by years,"
                                                                                                                            + " tools by rarity, actors that share rare tools.",
                                                                                                                    selection(),
                                                                                                                    "?country=Iran"), DECK(
                                                                                                                            GET,
                                                                                                                            "/api/v1/deck",
                                                                                                                            "Where the cards come from, what was set aside, and what is odd about them.",
                                                                                                                            List.of(),
                                                                                                                            "?"), LIVE(
                                                                                                                                    GET,
                                                                                                                                    "/health/live",
                                                                                                                                    "Whether the server runs.",
                                                                                                                                    List.of(),
                                                                                                                                    "?"), READY(
                                                                                                                                            GET,
                                                                                                                                            "/health/ready",
                                                                                                                                            "Whether it can answer: the index can be read.",
                                                                                                                                            List.of(),
                                                                                                                                            "?");

    /** An HTTP method; HEAD is answered wherever GET is. */
    enum Method {
        GET, POST
    }

    /** A parameter of the address. */
    record Parameter(String name, String meaning) {

        static Parameter of(String name, String meaning) {
            return new Parameter(name, meaning);
        }
    }

    private final Method method;
    private final String path;
    private final String gives;
    private final List<Parameter> parameters;
    private final String example;

    /**
     * @param path as routes are written: {@code <id>} may have slashes, {@code {facet}} has none
     * @param example what stands in an address that shows it, behind the path before its variable part; empty if it takes a body
     */
    Endpoint(Method method, String path, String gives, List<Parameter> parameters, String example) {
        this.method = method;
        this.path = path;
        this.gives = gives;
        this.parameters = parameters;
        this.example = example;
    }

    /** Lets the handler answer it. */
    void answeredBy(Handler handler, RoutesConfig routes) {
        switch (method) {
            case GET -> WebServer.answer(routes, path, handler);
            case POST -> routes.post(path, handler);
        }
    }

    Method method() {
        return method;
    }

    /** The path, its variable parts in braces. */
    String path() {
        return path.replace('<', '{').replace('>', '}');
    }

    String gives() {
        return gives;
    }

    List<Parameter> parameters() {
        return parameters;
    }

    /** An address that shows what it gives; empty if it takes a body. */
    String example() {
        if (example.isEmpty()) {
            return "";
        }
        int variable = path().indexOf("/{");
        String fixed = variable < 0 ? path() : path().substring(0, variable);
        return example.equals("?") ? fixed : fixed + example;
    }

    private static List<Parameter> query() {
        return with(selection(),
                of("sort", "relevance, name, firstSeen, lastActive or changed; - before it turns it round"),
                of("page", "from 1; page × size is at most " + Limits.PAGE_DEPTH), size(20),
                of("facets", "which facets to count, with commas between; all unless told"),
                of("facetSize", "values of each facet, 0 to " + Limits.FACET_SIZE));
    }

    private static List<Parameter> selection() {
        return List.of(of("q", "a text, at most " + Limits.QUERY_LENGTH + " characters; see the syntax"), of(
                "collection, country, motivation, sector, target, tool, giver, category, firstSeen, active",
                "a value of the facet; repeated, values are alternatives. With .all behind the name every value has"
                        + " to hold, with .not none may"));
    }

    private static List<Parameter> toolQuery() {
        return List.of(of("q", "a text, at most " + Limits.QUERY_LENGTH + " characters"),
                of("collection, category, type", "a value of the facet; .all and .not as for actors"),
                of("sort", "relevance, name, users or changed; - before it turns it round"),
                of("page", "from 1; page × size is at most " + Limits.PAGE_DEPTH), size(20),
                of("facets", "which facets to count, with commas between"),
                of("facetSize", "values of each facet, 0 to " + Limits.FACET_SIZE));
    }

    private static List<Parameter> sized(int usual) {
        return List.of(size(usual));
    }

    private static Parameter size(int usual) {
        return of("size", "how many, 0 to " + Limits.PAGE_SIZE + "; " + usual + " unless told");
    }

    private static Parameter collection() {
        return of("collection", "whose cards may be meant; may be repeated");
    }

    private static List<Parameter> with(List<Parameter> parameters, Parameter... more) {
        List<Parameter> all = new ArrayList<>(parameters);
        all.addAll(Stream.of(more).toList());
        return List.copyOf(all);
    }
}
