package dev.threatcards.web.api;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Operation;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.json.JsonSchema;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CveQuery;
import dev.threatcards.query.FacetRequest;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.query.LeadOptions;
import dev.threatcards.query.Limits;
import dev.threatcards.query.OperationQuery;
import dev.threatcards.query.Order;
import dev.threatcards.result.NameTable;
import dev.threatcards.web.api.Endpoint.Body;
import dev.threatcards.web.api.Endpoint.Parameter;
import dev.threatcards.web.http.ApiPaths;
import dev.threatcards.web.http.NamesRequest;
import dev.threatcards.web.http.OperationParameters;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.ReportBody;

/** The endpoints of the API. */
public final class Endpoints {

    private static final Parameter ID = Parameter.of("id", "a uuid, an ATT&CK id or any name; a slash is %2F",
            JsonSchema.text());

    static final Endpoint CARDS = Endpoint.get("/api/v1/cards",
            "A result page of actors: hits with why they matched, counts for each facet, what was probably meant.",
            query(Kind.ACTOR), SearchAnswer.Actors.class, "/api/v1/cards?q=wiper&country=Iran&size=5");

    static final Endpoint CARD = Endpoint.get("/api/v1/cards/<id>",
            "One card, by uuid, ATT&CK id or any name: all fields, what each source says, relations. 300 with the"
                    + " candidates where cards share the name.",
            List.of(ID), CardAnswer.class, "/api/v1/cards/fancybear").orChoice();

    static final Endpoint SIMILAR_CARDS = Endpoint
            .get("/api/v1/cards/<id>/similar", "Actors like it, each with why: rare tools that both use weigh most.",
                    List.of(ID, size(Api.SIMILAR_SIZE)), SimilarAnswer.class, "/api/v1/cards/fancybear/similar?size=3")
            .orChoice();

    static final Endpoint RELATED_CARDS = Endpoint.get("/api/v1/cards/<id>/related",
            "Its relations and links, each with who says so.", List.of(ID, size(Limits.PAGE_SIZE)),
            CardAnswer.RelatedCards.class, "/api/v1/cards/fancybear/related").orChoice();

    static final Endpoint TOOLS = Endpoint.get("/api/v1/tools",
            "A result page of tools, each with the actors that use it.", query(Kind.TOOL), SearchAnswer.Tools.class,
            "/api/v1/tools?q=wiper&size=5");

    static final Endpoint TOOL = Endpoint.get("/api/v1/tools/<id>",
            "One tool, with every actor that uses it. 300 with the candidates where tools share the name.", List.of(ID),
            CardAnswer.Tool.class, "/api/v1/tools/mimikatz").orChoice();

    static final Endpoint SIMILAR_TOOLS = Endpoint
            .get("/api/v1/tools/<id>/similar", "Tools that the same actors use, each with why.",
                    List.of(ID, size(Api.SIMILAR_SIZE)), SimilarAnswer.class, "/api/v1/tools/mimikatz/similar?size=3")
            .orChoice();

    static final Endpoint RELATED_TOOLS = Endpoint.get("/api/v1/tools/<id>/related",
            "Its relations, each with who says so.", List.of(ID, size(Limits.PAGE_SIZE)), CardAnswer.RelatedCards.class,
            "/api/v1/tools/mimikatz/related").orChoice();

    static final Endpoint FACET = Endpoint.get("/api/v1/facets/{facet}",
            "The values of one facet of actors, under the same filters.",
            with(List.of(Parameter.of("facet", "which facet", JsonSchema.oneOf(facets(Kind.ACTOR)))),
                    with(query(Kind.ACTOR),
                            List.of(Parameter.of("prefix", "the beginning of a word of the value",
                                    JsonSchema.text())))),
            FacetAnswer.class, "/api/v1/facets/sector?prefix=f&country=Iran");

    static final Endpoint OPERATIONS = Endpoint.get(ApiPaths.OPERATIONS,
            "The dated operations and counter operations of all actors, the newest first: what happened, with its sources and its"
                    + " place on the card. Counts by month, by the facets of operations and by those of their actors.",
            operations(), OperationsAnswer.class, ApiPaths.OPERATIONS + "?q=power+grid&country=Russia&size=5");

    static final Endpoint CVES = Endpoint.get("/api/v1/cves",
            "The vulnerabilities that cards mention, each with how many actors and tools: the most cards first. Under a filter that"
                    + " only actors have, only actors are counted.",
            List.of(Parameter.of("q", "a part of the ids: 2017, CVE-2017-118", JsonSchema.text(Limits.QUERY_LENGTH)),
                    filters(Kind.ACTOR),
                    Parameter.of("page", "from 1", JsonSchema.range(1, Integer.MAX_VALUE).unlessTold(1)),
                    Parameter.of("size",
                            "how many, 0 to " + Limits.FACET_SIZE + "; by default " + CveQuery.DEFAULT_SIZE,
                            JsonSchema.range(0, Limits.FACET_SIZE).unlessTold(CveQuery.DEFAULT_SIZE))),
            CvesAnswer.Cves.class, "/api/v1/cves?q=2017&country=China");

    static final Endpoint CVE = Endpoint.get("/api/v1/cves/{id}",
            "The actors and tools that mention a vulnerability, each with the places: the operation and its date, the sentence.",
            List.of(Parameter.of("id", "a CVE id in any spelling", JsonSchema.text()), collection()),
            CvesAnswer.Cve.class, "/api/v1/cves/CVE-2017-11882");

    static final Endpoint TECHNIQUE = Endpoint.get("/api/v1/techniques/{id}",
            "The actors and tools that use a technique of MITRE ATT&CK, each with who says so, and its sub-techniques.",
            List.of(Parameter.of("id", "the id of a technique or sub-technique: T1566, T1566.001", JsonSchema.text()),
                    collection()),
            TechniqueAnswer.class, "/api/v1/techniques/T1566.001");

    static final Endpoint REPORT = Endpoint.get("/api/v1/reports",
            "The actors and tools that cite a report, each with where, and the other reports that these share with it.",
            List.of(Parameter.of(QueryParameters.URL,
                    "the address of the report, however it is written: defanged, with tracking parameters or without a scheme",
                    JsonSchema.text()), collection()),
            ReportAnswer.class, "/api/v1/reports?url=https://example.org/report");

    static final Endpoint SUGGEST = Endpoint.get("/api/v1/suggest",
            "Completions of a text that is being typed, each with its kind and its page.",
            List.of(Parameter.of("q", "the text so far", JsonSchema.text(Limits.QUERY_LENGTH)), size(Api.SUGGEST_SIZE)),
            SuggestAnswer.class, "/api/v1/suggest?q=forest+bl");

    public static final Endpoint RESOLVE = Endpoint.get("/api/v1/resolve",
            "Every card that a name may mean, who gave the name, and whether it is exact, folded, core or near.",
            List.of(Parameter.of("name", "a name; may be repeated, up to " + Limits.NAMES + " times",
                    JsonSchema.texts()), collection()),
            NamesAnswer.class, "/api/v1/resolve?name=Fancy+Bear&name=APT-28");

    static final Endpoint RESOLVE_LIST = Endpoint.post("/api/v1/resolve",
            "The same for the names of a JSON array in the body.", List.of(collection()),
            new Body(Endpoint.JSON, "At most " + Limits.NAMES + " names", JsonSchema.texts(), NamesRequest.LIST_BYTES,
                    JsonNodeFactory.instance.arrayNode().add("Fancy Bear").add("APT-28")),
            NamesAnswer.ResolvedNames.class);

    public static final Endpoint SCAN = Endpoint.post("/api/v1/scan",
            "The actors and tools that the report in the body names, with UTF-16 offsets. A report that is not plain text is"
                    + " read first, and the answer has its text.",
            List.of(Parameter.of("generic", "true for names that are ordinary words too, without evidence",
                    JsonSchema.flag()), collection()),
            new Body("text/plain", "A text in UTF-8, or a file whose content tells its form", JsonSchema.text(),
                    NamesRequest.TEXT_BYTES,
                    JsonNodeFactory.instance.textNode("Fancy Bear and Turla were seen with Mimikatz."),
                    List.of("text/markdown", "text/html", "message/rfc822", "application/pdf",
                            "application/octet-stream", ReportBody.FORM)),
            NamesAnswer.Mentions.class);

    public static final Endpoint LEADS = Endpoint.post("/api/v1/leads",
            "The actors that the report in the body fits, each with every reason: rare tools, vulnerabilities, words that few"
                    + " cards have, countries, sectors, years. Actors that it names are listed apart.",
            List.of(size(LeadOptions.SIZE),
                    Parameter.of("named",
                            "false to leave the actors that the report names out of the ranking; by default true",
                            JsonSchema.flag()),
                    collection()),
            new Body("text/plain", "A text in UTF-8, or a file whose content tells its form", JsonSchema.text(),
                    NamesRequest.TEXT_BYTES,
                    JsonNodeFactory.instance.textNode(
                            "The attackers used X-Agent and DealersChoice against ministries in Eastern Europe."),
                    SCAN.body().orElseThrow().files()),
            LeadsAnswer.class);

    static final Endpoint NAMES = Endpoint.get(ApiPaths.NAMES,
            "The names that some givers gave to the actors of a result, a row for each actor; or, with name and to, what"
                    + " one giver calls the actor of a name.",
            with(List.of(givers(),
                    Parameter.of("name", "a name to translate, in place of a query",
                            JsonSchema.text(Limits.NAME_LENGTH)),
                    Parameter.of("to", "the giver whose name is wanted, with name", JsonSchema.text())),
                    withoutGiver(paged(Kind.ACTOR))),
            NamesByGiverAnswer.class,
            "/api/v1/names?giver=Microsoft&giver=CrowdStrike&giver=Mandiant&country=Iran&size=5");

    public static final Endpoint NAMES_CSV = Endpoint
            .get(ApiPaths.NAMES_CSV, "The whole table of names by giver as CSV, safe to open in a spreadsheet.",
                    with(List.of(givers()), withoutGiver(ordered(Kind.ACTOR))), String.class,
                    "/api/v1/names.csv?giver=Microsoft&giver=CrowdStrike&country=Iran")
            .giving(Map.of("text/csv", String.class));

    static final Endpoint CROSSWALK = Endpoint.get(ApiPaths.CROSSWALK,
            "The ids of the cards of a result in ETDA's encyclopedia, the MISP galaxy, MITRE ATT&CK and Malpedia, and"
                    + " Microsoft's names; from the cards and their counterparts in other collections.",
            with(List.of(kind()), paged(Kind.ACTOR)), CrosswalkAnswer.class, "/api/v1/crosswalk?country=Iran&size=5");

    public static final Endpoint CROSSWALK_CSV = Endpoint
            .get(ApiPaths.CROSSWALK_CSV, "The whole crosswalk as CSV, safe to open in a spreadsheet.",
                    with(List.of(kind()), ordered(Kind.ACTOR)), String.class, "/api/v1/crosswalk.csv?country=Iran")
            .giving(Map.of("text/csv", String.class));

    public static final Endpoint EXPORT = Endpoint
            .get(ApiPaths.EXPORT,
                    "The whole result as a file: " + String.join(", ", ExportFormat.keys())
                            + ". Without a query, every card.",
                    with(List.of(Parameter.of("format", "which form", JsonSchema.oneOf(ExportFormat.keys()))),
                            with(query(Kind.ACTOR), List.of(kind(),
                                    Parameter.of("id", "the uuid of a card, in place of a query; may be repeated",
                                            JsonSchema.texts())))),
                    Map.class, "/api/v1/export.stix?country=Iran")
            .giving(files());

    public static final Endpoint STATS = Endpoint.get(ApiPaths.STATS,
            "What the actors, or those that a search finds, look like: totals, origins by targets, sectors by years, tools by"
                    + " rarity, actors that share rare tools.",
            selection(Kind.ACTOR), StatisticsAnswer.class, "/api/v1/stats?country=Iran");

    public static final Endpoint DECK = Endpoint.get("/api/v1/deck",
            "The sources of the cards, what was rejected, and findings about the quality of the data.", List.of(),
            DeckAnswer.class, "/api/v1/deck");

    static final Endpoint LIVE = Endpoint.get("/health/live", "Whether the server runs.", List.of(),
            HealthAnswer.Live.class, "/health/live");

    static final Endpoint READY = Endpoint.get("/health/ready", "Whether it can answer: the index can be read.",
            List.of(), HealthAnswer.Ready.class, "/health/ready");

    /** All endpoints, in the order of the page that lists them. */
    public static final List<Endpoint> ALL = List.of(CARDS, CARD, SIMILAR_CARDS, RELATED_CARDS, TOOLS, TOOL,
            SIMILAR_TOOLS, RELATED_TOOLS, FACET, OPERATIONS, CVES, CVE, TECHNIQUE, REPORT, SUGGEST, RESOLVE,
            RESOLVE_LIST, SCAN, LEADS, NAMES, NAMES_CSV, CROSSWALK, CROSSWALK_CSV, EXPORT, STATS, DECK, LIVE, READY);

    private Endpoints() {
    }

    private static Parameter kind() {
        return Parameter.of("kind", "actor or tool, for those alone", JsonSchema.oneOf(List.of("actor", "tool")));
    }

    private static Parameter givers() {
        return Parameter.of("giver",
                "who gave the names, in any spelling; repeated, one column each. The actors have a name by one of them."
                        + " By default the " + NameTable.USUAL_GIVERS + " who named the most, and every actor",
                JsonSchema.listOf(JsonSchema.text(Limits.FILTER_LENGTH)));
    }

    /** The parameters where the facet's own parameter means the columns of a table. */
    private static List<Parameter> withoutGiver(List<Parameter> parameters) {
        return parameters.stream()
                .map(parameter -> new Parameter(parameter.name(),
                        parameter.names().stream().filter(name -> !name.equals(Facet.GIVER.parameter())).toList(),
                        parameter.meaning(), parameter.form()))
                .toList();
    }

    /** The text, the filters and the order. */
    private static List<Parameter> ordered(Kind kind) {
        return with(selection(kind),
                List.of(Parameter.of("sort", orders(kind) + "; with - before it the reverse",
                        JsonSchema.oneOf(Order.Key.of(kind).stream()
                                .flatMap(key -> Stream.of(new Order(key, false), new Order(key, true)))
                                .map(Order::parameter).toList()))));
    }

    private static List<Parameter> paged(Kind kind) {
        return with(ordered(kind), List.of(Parameter.of("page", "from 1; page × size is at most " + Limits.PAGE_DEPTH,
                JsonSchema.range(1, Limits.PAGE_DEPTH).unlessTold(1)), size(CardQuery.DEFAULT_SIZE)));
    }

    private static List<Parameter> query(Kind kind) {
        return with(paged(kind), List.of(Parameter.of("facets",
                "the facets to count, separated by commas; by default all, and none if it is empty", JsonSchema.text()),
                Parameter.of("facetSize", "values of each facet, 0 to " + Limits.FACET_SIZE,
                        JsonSchema.range(0, Limits.FACET_SIZE).unlessTold(FacetRequest.DEFAULT.size()))));
    }

    private static List<Parameter> operations() {
        JsonSchema values = JsonSchema.listOf(JsonSchema.text(Limits.FILTER_LENGTH));
        return List.of(
                Parameter.of("q",
                        "a text, in the same language as for cards; at most " + Limits.QUERY_LENGTH + " characters",
                        JsonSchema.text(Limits.QUERY_LENGTH)),
                Parameter.of(OperationFacet.KIND.parameter(), "operation or counter-operation",
                        JsonSchema.listOf(JsonSchema
                                .oneOf(Arrays.stream(Operation.Kind.values()).map(Operation.Kind::key).toList()))),
                new Parameter("year, actor, cve, publisher",
                        Arrays.stream(OperationFacet.values()).filter(facet -> facet != OperationFacet.KIND)
                                .map(OperationFacet::parameter).toList(),
                        "a value of the operation: the year in which it may have started, or a range of years; any name or the uuid of the"
                                + " actor; a CVE id that its text mentions; the host of a source, its address or the name in it. Or its"
                                + " beginning with an asterisk, or none. The answer says how it was understood. Repeated, values are"
                                + " alternatives",
                        values),
                Parameter.of(OperationParameters.ACTIVE,
                        "when it may have started: 2020, 2020-03, 2020-03..2020-06 or 2022..", JsonSchema.text()),
                new Parameter(
                        OperationFacet.ofActors().stream().map(Facet::parameter).collect(Collectors.joining(", ")),
                        OperationParameters.ofActors(),
                        "a value of the actor; repeated, values are alternatives. With .all behind the name every value has to hold,"
                                + " with .not none may",
                        values),
                Parameter.of("sort", "-date, the newest first; date; relevance",
                        JsonSchema.oneOf(Arrays.stream(OperationQuery.Sort.values()).map(OperationQuery.Sort::parameter)
                                .toList())),
                Parameter.of("page", "from 1; page × size is at most " + Limits.PAGE_DEPTH,
                        JsonSchema.range(1, Limits.PAGE_DEPTH).unlessTold(1)),
                size(OperationQuery.DEFAULT_SIZE),
                Parameter.of("facets",
                        "the facets to count, separated by commas; by default all, and none if it is empty: "
                                + String.join(", ", OperationFacet.parameters()),
                        JsonSchema.text()),
                Parameter.of("facetSize", "values of each facet, 0 to " + Limits.FACET_SIZE,
                        JsonSchema.range(0, Limits.FACET_SIZE).unlessTold(FacetRequest.DEFAULT.size())));
    }

    private static String orders(Kind kind) {
        return Order.Key.of(kind).stream().map(key -> new Order(key, false).parameter())
                .collect(Collectors.joining(", "));
    }

    private static List<Parameter> selection(Kind kind) {
        return List.of(Parameter.of("q", "a text, at most " + Limits.QUERY_LENGTH + " characters",
                JsonSchema.text(Limits.QUERY_LENGTH)), filters(kind));
    }

    private static Parameter filters(Kind kind) {
        List<String> names = Facet.of(kind).stream()
                .flatMap(facet -> Arrays.stream(Mode.values()).map(mode -> QueryParameters.name(facet, mode))).toList();
        return new Parameter(String.join(", ", facets(kind)), names,
                "a value of the facet in any spelling, its country code, another name of the tool, its beginning with an"
                        + " asterisk, or none; of firstSeen, active and changed a date or a range: 2010..2015, 2022.. The"
                        + " answer says how it was understood. Repeated, values are alternatives. With .all behind the name"
                        + " every value has to hold, with .not none may",
                JsonSchema.listOf(JsonSchema.text(Limits.FILTER_LENGTH)));
    }

    private static List<String> facets(Kind kind) {
        return Facet.of(kind).stream().map(Facet::parameter).toList();
    }

    private static Parameter size(int usual) {
        return Parameter.of("size", "how many, 0 to " + Limits.PAGE_SIZE + "; by default " + usual,
                JsonSchema.range(0, Limits.PAGE_SIZE).unlessTold(usual));
    }

    private static Parameter collection() {
        return Parameter.of("collection", "the collection of the cards; may be repeated", JsonSchema.texts());
    }

    /** The formats of files are specified elsewhere: by ETDA, RFC 4180, OASIS and MISP. */
    private static Map<String, Class<?>> files() {
        return Arrays.stream(ExportFormat.values())
                .collect(Collectors.toMap(ExportFormat::mediaType,
                        format -> format.mediaType().contains("json") && format != ExportFormat.NDJSON
                                ? Map.class
                                : String.class,
                        (one, same) -> one, LinkedHashMap::new));
    }

    private static List<Parameter> with(List<Parameter> parameters, List<Parameter> more) {
        return Stream.concat(parameters.stream(), more.stream()).toList();
    }
}
