package dev.threatcards.web.mcp;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.error.IndexException;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.error.SearchTimeoutException;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.json.JsonSchema;
import dev.threatcards.json.RecordSchemas;
import dev.threatcards.query.LeadOptions;
import dev.threatcards.query.Limits;
import dev.threatcards.query.ScanOptions;
import dev.threatcards.result.Mention;
import dev.threatcards.web.api.Api;
import dev.threatcards.web.api.CardAnswer;
import dev.threatcards.web.api.CardSummary.Choice;
import dev.threatcards.web.api.CvesAnswer;
import dev.threatcards.web.api.LeadsAnswer;
import dev.threatcards.web.api.NamesAnswer;
import dev.threatcards.web.api.NamesByGiverAnswer;
import dev.threatcards.web.api.OperationsAnswer;
import dev.threatcards.web.api.ReportAnswer;
import dev.threatcards.web.api.SearchAnswer;
import dev.threatcards.web.api.SimilarAnswer;
import dev.threatcards.web.api.TechniqueAnswer;
import dev.threatcards.web.http.NamesRequest;
import dev.threatcards.web.http.OperationParameters;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.QueryParameters;

/** The tools of the Model Context Protocol. Arguments and answers are those of the API, with the deck, its date and licence. Thread-safe. */
final class McpTools {

    /** The default number of cards; small, because agents pay for each word. */
    private static final int SEARCH_SIZE = 5;

    /** The tools that compute for long, as the endpoints with these names do. */
    static final Set<String> HEAVY = Set.of("resolve", "scan", "leads");

    private static final Logger LOG = LoggerFactory.getLogger(McpTools.class);

    private static final JsonSchema ID = JsonSchema.text(Limits.NAME_LENGTH)
            .meaning("Any name of the card, in any spelling, its ATT&CK id, or its uuid.");
    private static final JsonSchema COLLECTION = JsonSchema.texts()
            .meaning("Only cards of these collections; by default ETDA's.");

    private static final Map<String, AgentTool> TOOLS = tools();

    private final ThreatCards cards;

    private record AgentTool(Tool tool, ObjectNode input, Answering answering) {
    }

    private interface Answering {
        Object answer(ThreatCards cards, Map<String, List<String>> arguments);
    }

    McpTools(ThreatCards cards) {
        this.cards = cards;
    }

    static List<Tool> list() {
        return TOOLS.values().stream().map(AgentTool::tool).toList();
    }

    static Set<String> names() {
        return TOOLS.keySet();
    }

    private static Map<String, AgentTool> tools() {
        Map<String, AgentTool> tools = new LinkedHashMap<>();
        add("search",
                "Searches threat actors by words (names, tools, sectors, countries, what they did) and by"
                        + " facets. Says why each was found, and counts the values of the facets that are asked for.",
                searchInput(), List.of(SearchAnswer.Actors.class), McpTools::search, tools);
        add("card",
                "Everything that is known of one threat actor or tool: names and who gave them, origin, motivation,"
                        + " sectors, targets, tools, operations with dates and sources, and which deck says what. Where"
                        + " several have the name, the choice between them.",
                JsonSchema.object().has("id", ID), List.of(CardAnswer.class, Choice.class), McpTools::card, tools);
        add("resolve",
                "Which cards names mean, however they are spelt; who gave each name; which are ambiguous or not known.",
                JsonSchema.object().has("names", JsonSchema.texts()).mayHave("collection", COLLECTION),
                List.of(NamesAnswer.ResolvedNames.class), McpTools::resolve, tools);
        add("scan",
                "The threat actors, tools and vulnerabilities that a text mentions, with where and by which evidence, and grouped by card.",
                JsonSchema.object().has("text", JsonSchema.text()).mayHave("generic", JsonSchema.flag().meaning(
                        "Whether to include names that are also ordinary words where the text gives no evidence; by default false."))
                        .mayHave("collection", COLLECTION),
                List.of(NamesAnswer.Mentions.class), McpTools::scan, tools);
        add("leads",
                "The threat actors that a text fits, such as a report on an intrusion, each with every reason: rare tools,"
                        + " vulnerabilities, words that few cards have, countries, sectors, years. A hint where to read on, no attribution.",
                JsonSchema.object().has("text", JsonSchema.text())
                        .mayHave("size", JsonSchema.range(0, Limits.PAGE_SIZE).unlessTold(SEARCH_SIZE))
                        .mayHave("named", JsonSchema.flag().meaning(
                                "Whether to rank actors that the text names; by default true. They are listed apart in any case."))
                        .mayHave("collection", COLLECTION),
                List.of(LeadsAnswer.class), McpTools::leads, tools);
        add("translate",
                "What a vendor calls a threat actor: what CrowdStrike calls Forest Blizzard. Tells a name that no card has"
                        + " from an actor for which the vendor has no name.",
                JsonSchema.object().has("name", JsonSchema.text(Limits.NAME_LENGTH).meaning("Any name of the actor."))
                        .has("to",
                                JsonSchema.text(Limits.FILTER_LENGTH)
                                        .meaning("The vendor whose name is wanted: Microsoft, CrowdStrike, Mandiant.")),
                List.of(NamesByGiverAnswer.TranslatedName.class), McpTools::translate, tools);
        add("operations",
                "What happened: dated operations of threat actors and operations against them, the newest first, each with the actor and"
                        + " its sources. Searched by words, by time, and by the actors' countries, sectors and tools.",
                operationsInput(), List.of(OperationsAnswer.class), McpTools::operations, tools);
        add("similar",
                "Actors or tools that are most like one, each with why. A hint where to read on, no attribution.",
                JsonSchema.object().has("id", ID).mayHave("size",
                        JsonSchema.range(0, Limits.PAGE_SIZE).unlessTold(Api.SIMILAR_SIZE)),
                List.of(SimilarAnswer.class, Choice.class), McpTools::similar, tools);
        add("cve",
                "The threat actors and tools whose cards mention a vulnerability, each with where: the operation and its date,"
                        + " the sentence.",
                JsonSchema.object()
                        .has("id",
                                JsonSchema.text(Limits.NAME_LENGTH)
                                        .meaning("A CVE id in any spelling: CVE-2017-11882."))
                        .mayHave("collection", COLLECTION),
                List.of(CvesAnswer.Cve.class), McpTools::cve, tools);
        add("technique",
                "The threat actors and tools that use a technique of MITRE ATT&CK, each with who says so, and its sub-techniques.",
                JsonSchema.object()
                        .has("id",
                                JsonSchema.text(Limits.NAME_LENGTH)
                                        .meaning("The id of a technique or sub-technique: T1566, T1566.001."))
                        .mayHave("collection", COLLECTION),
                List.of(TechniqueAnswer.class), McpTools::technique, tools);
        add("report",
                "The threat actors and tools whose cards cite a report, each with where: the operation and its date, or a link; and the"
                        + " other reports that these share with it.",
                JsonSchema.object().has(QueryParameters.URL, JsonSchema.text().meaning(
                        "The address of the report, however it is written: https://example.org/report?utm_source=x,"
                                + " hxxps://example[.]org/report."))
                        .mayHave("collection", COLLECTION),
                List.of(ReportAnswer.class), (cards, arguments) -> Api.report(arguments, cards), tools);
        return Collections.unmodifiableMap(tools);
    }

    private static void add(String name, String description, JsonSchema input, List<Class<?>> answers,
            Answering answering, Map<String, AgentTool> tools) {
        Tool tool = Tool.builder(name, JsonOutput.map(input.json())).title(name).description(description)
                .outputSchema(JsonOutput.map(output(answers))).annotations(ToolAnnotations.builder().readOnlyHint(true)
                        .destructiveHint(false).idempotentHint(true).openWorldHint(false).build())
                .build();
        tools.put(name, new AgentTool(tool, input.json(), answering));
    }

    /** The schema of a result, with the schemas that it refers to. The protocol asks for the type object. */
    private static ObjectNode output(List<Class<?>> answers) {
        RecordSchemas schemas = new RecordSchemas("#/$defs/");
        ObjectNode output = answers.size() == 1 ? schemas.object(answers.getFirst()) : schemas.oneOf(answers);
        output.put("type", "object").putObject("$defs").setAll(schemas.named());
        return output;
    }

    private static JsonSchema searchInput() {
        JsonSchema input = JsonSchema.object().mayHave("q", JsonSchema.text(Limits.QUERY_LENGTH)
                .meaning("Words, names, or the query syntax; all cards without it."));
        for (Facet facet : Facet.of(Kind.ACTOR)) {
            String name = facet.parameter();
            input = input
                    .mayHave(name,
                            JsonSchema.texts().meaning("Only cards that have one of these values of " + name + "."))
                    .mayHave(name + ".all", JsonSchema.texts().meaning("Only cards that have all of these."))
                    .mayHave(name + ".not", JsonSchema.texts().meaning("No card that has any of these."));
        }
        return withPage(input, "relevance, name, firstSeen, lastActive or changed; - before it for the reverse.");
    }

    /** The parameters of a page of hits, in the order that the sentence describes. */
    private static JsonSchema withPage(JsonSchema input, String order) {
        return input.mayHave("sort", JsonSchema.text().meaning(order)).mayHave("page", JsonSchema.count().unlessTold(1))
                .mayHave("size", JsonSchema.range(0, Limits.PAGE_SIZE).unlessTold(SEARCH_SIZE))
                .mayHave("facets",
                        JsonSchema.text()
                                .meaning("The facets whose values are counted, separated by commas; by default none."))
                .mayHave("facetSize", JsonSchema.count());
    }

    private static JsonSchema operationsInput() {
        JsonSchema input = JsonSchema.object()
                .mayHave("q",
                        JsonSchema.text(Limits.QUERY_LENGTH).meaning(
                                "Words of what happened, names of actors, or the query syntax; all without it."))
                .mayHave(OperationParameters.ACTIVE, JsonSchema.text(Limits.FILTER_LENGTH).meaning(
                        "When it may have started: 2020, 2020-03, 2020-03..2020-06, or 2022.. for all since."));
        for (OperationFacet facet : OperationFacet.values()) {
            input = input.mayHave(facet.parameter(),
                    JsonSchema.texts().meaning("Only operations with one of these values: " + meaning(facet) + "."));
        }
        for (String name : OperationParameters.ofActors()) {
            input = input.mayHave(name, JsonSchema.texts().meaning("Of actors, as in the tool search."));
        }
        return withPage(input, "-date (the newest first), date or relevance.");
    }

    private static String meaning(OperationFacet facet) {
        return switch (facet) {
            case KIND -> "operation or counter-operation";
            case YEAR -> "a year in which it may have started, or a range: 2015, 2015..2017, 2022..";
            case ACTOR -> "any name of the actor, or the uuid of its card";
            case CVE -> "a vulnerability that its text mentions: CVE-2017-0199, CVE-2017*";
            case PUBLISHER -> "the host of a source, or the name in it: securelist.com, kaspersky";
        };
    }

    private static Object operations(ThreatCards cards, Map<String, List<String>> arguments) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(arguments);
        parameters.putIfAbsent("size", List.of(Integer.toString(SEARCH_SIZE)));
        parameters.putIfAbsent("facets", List.of(""));
        return OperationsAnswer.of(cards.operations(OperationParameters.parse(parameters)));
    }

    private static Object search(ThreatCards cards, Map<String, List<String>> arguments) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(arguments);
        parameters.putIfAbsent("size", List.of(Integer.toString(SEARCH_SIZE)));
        parameters.putIfAbsent("facets", List.of(""));
        return SearchAnswer.of(cards.search(QueryParameters.parse(Kind.ACTOR, parameters, Set.of())));
    }

    private static Object card(ThreatCards cards, Map<String, List<String>> arguments) {
        QueryParameters.requireOnly(Set.of("id"), arguments);
        return one(cards, arguments, card -> CardAnswer.of(cards.profile(card.uuid()).orElseThrow()));
    }

    private static Object similar(ThreatCards cards, Map<String, List<String>> arguments) {
        QueryParameters.requireOnly(Set.of("id", "size"), arguments);
        int size = QueryParameters.number("size", Api.SIMILAR_SIZE, arguments);
        return one(cards, arguments, card -> Api.similar(card, size, cards));
    }

    private static Object cve(ThreatCards cards, Map<String, List<String>> arguments) {
        QueryParameters.requireOnly(Set.of("id", "collection"), arguments);
        return Api.cve(QueryParameters.text("id", "", arguments), NamesRequest.collections(arguments), cards);
    }

    private static Object technique(ThreatCards cards, Map<String, List<String>> arguments) {
        QueryParameters.requireOnly(Set.of("id", "collection"), arguments);
        return Api.technique(QueryParameters.text("id", "", arguments), NamesRequest.collections(arguments), cards);
    }

    private static Object one(ThreatCards cards, Map<String, List<String>> arguments,
            Function<MergedCard, Object> answer) {
        String id = QueryParameters.text("id", "", arguments);
        return Api.one("card", id, cards.identify(id), cards, answer);
    }

    private static Object resolve(ThreatCards cards, Map<String, List<String>> arguments) {
        QueryParameters.requireOnly(Set.of("names", "collection"), arguments);
        return NamesAnswer.of(
                cards.resolve(arguments.getOrDefault("names", List.of()), NamesRequest.collections(arguments)),
                cards.provenance());
    }

    private static Object translate(ThreatCards cards, Map<String, List<String>> arguments) {
        QueryParameters.requireOnly(Set.of("name", "to"), arguments);
        return NamesByGiverAnswer.of(cards.translate(QueryParameters.text("name", "", arguments),
                QueryParameters.text("to", "", arguments)));
    }

    private static Object scan(ThreatCards cards, Map<String, List<String>> arguments) {
        QueryParameters.requireOnly(Set.of("text", "generic", "collection"), arguments);
        ScanOptions options = new ScanOptions(QueryParameters.flag("generic", arguments),
                NamesRequest.collections(arguments));
        List<Mention> mentions = cards.scan(String.join("\n", arguments.getOrDefault("text", List.of())), options);
        NamesRequest.requireFew(mentions);
        return NamesAnswer.Mentions.of(mentions, cards.provenance());
    }

    private static Object leads(ThreatCards cards, Map<String, List<String>> arguments) {
        Map<String, List<String>> told = new LinkedHashMap<>(arguments);
        told.putIfAbsent("size", List.of(Integer.toString(SEARCH_SIZE)));
        LeadOptions options = NamesRequest.leads(told, Set.of("text"));
        String text = String.join("\n", arguments.getOrDefault("text", List.of()));
        return LeadsAnswer.of(cards.leads(text, options), List.of(), cards.provenance());
    }

    /**
     * Calls a tool.
     *
     * @param name one of the {@link #names}
     * @param arguments an object
     * @return the answer, or why there is none
     */
    CallToolResult call(String name, JsonNode arguments) {
        AgentTool tool = TOOLS.get(name);
        try (ThreatCards commit = cards.snapshot()) {
            String answer = JsonOutput.text(tool.answering.answer(commit, parameters(name, tool.input, arguments)));
            return CallToolResult.builder().addTextContent(answer)
                    .structuredContent(McpJsonDefaults.getMapper(), answer).isError(false).build();
        } catch (InvalidQueryException | SearchTimeoutException e) {
            return refusal(e.getMessage());
        } catch (Problem.Thrown e) {
            return refusal(e.problem().detail());
        } catch (IndexException | UncheckedIOException e) {
            LOG.error("A tool call failed", e);
            return refusal("The index cannot be read at present; see the server's log.");
        }
    }

    private static CallToolResult refusal(String why) {
        return CallToolResult.builder().addTextContent(why).isError(true).build();
    }

    /**
     * A call's arguments as the parameters of an address, each a list of texts.
     *
     * @throws InvalidQueryException if one is missing or of another type than the tool's schema gives it
     */
    private static Map<String, List<String>> parameters(String tool, ObjectNode input, JsonNode arguments) {
        for (JsonNode required : input.path("required")) {
            String name = required.textValue();
            if (!arguments.has(name)) {
                throw new InvalidQueryException(name, "\"" + tool + "\" needs \"" + name + "\".");
            }
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        arguments.fieldNames().forEachRemaining(McpTools::requireShort);
        arguments.properties().forEach(argument -> parameters.put(argument.getKey(),
                texts(argument.getKey(), argument.getValue(), input.path("properties").path(argument.getKey()))));
        return parameters;
    }

    /** Refuses long names: the search for the nearest known name takes time in proportion. */
    private static void requireShort(String name) {
        if (name.length() > Limits.NAME_LENGTH) {
            throw new InvalidQueryException("",
                    "An argument's name of " + name.length() + " characters is not known here.");
        }
    }

    private static List<String> texts(String name, JsonNode value, JsonNode form) {
        return switch (form.path("type").asText()) {
            case "string" -> List.of(text(name, value, form.path("maxLength").asInt(Integer.MAX_VALUE)));
            case "array" -> {
                // Agents often write one value without a list, and a year as a number.
                if (isValue(value)) {
                    yield List.of(value.asText());
                }
                require(value.isArray(), name, "a list of strings", value);
                List<String> texts = new ArrayList<>();
                value.forEach(each -> {
                    require(isValue(each), name, "a list of strings, each of its members", each);
                    texts.add(each.asText());
                });
                yield texts;
            }
            case "integer" -> {
                require(value.canConvertToInt() && value.canConvertToExactIntegral(), name, "a whole number", value);
                yield List.of(Integer.toString(value.intValue()));
            }
            case "boolean" -> {
                require(value.isBoolean(), name, "true or false", value);
                yield List.of(value.asText());
            }
            // An unknown argument, which the tool refuses by its name.
            default -> List.of();
        };
    }

    private static boolean isValue(JsonNode value) {
        return value.isTextual() || value.isIntegralNumber();
    }

    private static String text(String name, JsonNode value, int longest) {
        require(value.isTextual(), name, "a string", value);
        String text = value.textValue();
        if (text.length() > longest) {
            throw new InvalidQueryException(name,
                    "\"" + name + "\" has at most " + longest + " characters; this one has " + text.length() + ".");
        }
        return text;
    }

    private static void require(boolean fits, String name, String what, JsonNode value) {
        if (!fits) {
            throw new InvalidQueryException(name,
                    "\"" + name + "\" is " + what + "; this is " + switch (value.getNodeType()) {
                        case ARRAY -> "a list";
                        case OBJECT -> "an object";
                        case STRING -> "a string";
                        case NUMBER -> "another number";
                        case BOOLEAN -> "true or false";
                        default -> "null";
                    } + ".");
        }
    }
}
