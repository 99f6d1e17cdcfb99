package dev.threatcards.server;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.threatcards.IdentifiedCards;
import dev.threatcards.ScanOptions;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.export.JsonSchema;
import dev.threatcards.index.IndexException;
import dev.threatcards.search.InvalidQueryException;
import dev.threatcards.search.Limits;
import dev.threatcards.search.Mention;
import dev.threatcards.search.SearchTimeoutException;

/**
 * What an agent can call over the Model Context Protocol. Each tool answers with what the HTTP API answers, and with the deck, its
 * date and its licence in it. Arguments are those of the API as well: a text, or a list of texts where several are meant.
 */
final class AgentTools {

    /** Cards in an answer unless told otherwise: an agent pays for each word that it reads. */
    private static final int SEARCH_SIZE = 5;

    private static final Logger LOG = LoggerFactory.getLogger(AgentTools.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final JsonSchema ID = JsonSchema.text(Limits.NAME_LENGTH)
            .meaning("Any name of the card, in any spelling, its ATT&CK id, or its uuid.");
    private static final JsonSchema COLLECTION = JsonSchema.texts()
            .meaning("Only cards of these collections; ETDA's unless told.");

    private final ThreatCards cards;
    private final Map<String, JsonNode> inputs = new LinkedHashMap<>();
    private final List<SyncToolSpecification> specifications;

    /** The tools over that index. Thread-safe. */
    AgentTools(ThreatCards cards) {
        this.cards = cards;
        this.specifications = tools();
    }

    /** The tools as the protocol's kit takes them. */
    List<SyncToolSpecification> specifications() {
        return specifications;
    }

    /** The tools' names. */
    Set<String> names() {
        return Collections.unmodifiableSet(inputs.keySet());
    }

    private List<SyncToolSpecification> tools() {
        return List.of(tool("search",
                "Searches threat actors by words (names, tools, sectors, countries, what they did) and by"
                        + " facets. Says why each was found, and counts the values of the facets that are asked for.",
                searchInput(), ResultJson.ACTORS, AgentTools::search),
                tool("card",
                        "Everything that is known of one threat actor or tool: names and who gave them, origin, motivation,"
                                + " sectors, targets, tools, operations with dates and sources, and which deck says what. Where"
                                + " several have the name, the choice between them.",
                        JsonSchema.object("CardInput").has("id", ID),
                        JsonSchema.either(ResultJson.CARD, ResultJson.CHOICE), AgentTools::card),
                tool("resolve",
                        "Which cards names mean, however they are spelt; who gave each name; which are ambiguous or not known.",
                        JsonSchema.object("ResolveInput").has("names", JsonSchema.texts()).mayHave("collection",
                                COLLECTION),
                        NamesJson.NAMES, AgentTools::resolve),
                tool("scan", "The threat actors and tools that a text mentions by any of their names, with where.",
                        JsonSchema.object("ScanInput").has("text", JsonSchema.text())
                                .mayHave("generic", JsonSchema.flag().meaning(
                                        "Whether names that are ordinary words count as well; false unless told."))
                                .mayHave("collection", COLLECTION),
                        NamesJson.MENTIONS, AgentTools::scan),
                tool("similar",
                        "Actors or tools that are most like one, each with why. A hint where to read on, no attribution.",
                        JsonSchema.object("SimilarInput").has("id", ID).mayHave("size",
                                JsonSchema.range(0, Limits.PAGE_SIZE).unlessTold(Api.SIMILAR_SIZE)),
                        JsonSchema.either(SimilarJson.SIMILAR, ResultJson.CHOICE), AgentTools::similar));
    }

    private static JsonSchema searchInput() {
        JsonSchema input = JsonSchema.object("SearchInput").mayHave("q", JsonSchema.text(Limits.QUERY_LENGTH)
                .meaning("Words, names, or the query syntax; all cards without it."));
        for (Facet facet : Facet.of(Kind.ACTOR)) {
            String name = facet.parameter();
            input = input
                    .mayHave(name,
                            JsonSchema.texts().meaning("Only cards that have one of these values of " + name + "."))
                    .mayHave(name + ".all", JsonSchema.texts().meaning("Only cards that have all of these."))
                    .mayHave(name + ".not", JsonSchema.texts().meaning("No card that has any of these."));
        }
        return input
                .mayHave("sort",
                        JsonSchema.text().meaning(
                                "relevance, name, firstSeen, lastActive or changed; - before it for the reverse."))
                .mayHave("page", JsonSchema.count().unlessTold(1))
                .mayHave("size", JsonSchema.range(0, Limits.PAGE_SIZE).unlessTold(SEARCH_SIZE))
                .mayHave("facets",
                        JsonSchema.text()
                                .meaning("The facets whose values are counted, parted by commas; none unless told."))
                .mayHave("facetSize", JsonSchema.count());
    }

    private static JsonNode search(ThreatCards cards, Map<String, List<String>> arguments) {
        Map<String, List<String>> parameters = new LinkedHashMap<>(arguments);
        parameters.putIfAbsent("size", List.of(Integer.toString(SEARCH_SIZE)));
        parameters.putIfAbsent("facets", List.of(""));
        return ResultJson.of(cards.search(QueryParameters.parse(parameters, Set.of())));
    }

    private static JsonNode card(ThreatCards cards, Map<String, List<String>> arguments) {
        QueryParameters.requireOnly(Set.of("id"), arguments);
        return one(cards, arguments, card -> ResultJson.of(Api.profile(cards, card)));
    }

    private static JsonNode similar(ThreatCards cards, Map<String, List<String>> arguments) {
        QueryParameters.requireOnly(Set.of("id", "size"), arguments);
        int size = QueryParameters.number("size", Api.SIMILAR_SIZE, arguments);
        return one(cards, arguments, card -> {
            CardReference reference = CardReference.of(card.card());
            return SimilarJson.of(reference, cards.similarCards(card.uuid(), size),
                    cards.provenance().of(List.of(reference.collection())));
        });
    }

    /** What there is to say of the card that is meant, or the choice between several. */
    private static JsonNode one(ThreatCards cards, Map<String, List<String>> arguments,
            Function<MergedCard, JsonNode> answer) {
        String id = QueryParameters.text("id", "", arguments);
        IdentifiedCards found = cards.identify(id);
        if (found.total() == 0) {
            throw Problem.notFound("No card has the uuid or the name \"" + id + "\".");
        }
        return found.total() == 1
                ? answer.apply(found.cards().getFirst())
                : ResultJson.choice(id, found, cards.provenance());
    }

    private static JsonNode resolve(ThreatCards cards, Map<String, List<String>> arguments) {
        QueryParameters.requireOnly(Set.of("names", "collection"), arguments);
        return NamesJson.of(
                cards.resolve(arguments.getOrDefault("names", List.of()), NamesRequest.collections(arguments)),
                cards.provenance());
    }

    private static JsonNode scan(ThreatCards cards, Map<String, List<String>> arguments) {
        QueryParameters.requireOnly(Set.of("text", "generic", "collection"), arguments);
        ScanOptions options = new ScanOptions(QueryParameters.flag("generic", arguments),
                NamesRequest.collections(arguments));
        List<Mention> mentions = cards.scan(String.join("\n", arguments.getOrDefault("text", List.of())), options);
        NamesRequest.requireFew(mentions);
        return NamesJson.mentions(mentions, cards.provenance());
    }

    /** What answers a call, from one commit of the index. */
    private interface Answering {
        JsonNode answer(ThreatCards cards, Map<String, List<String>> arguments);
    }

    private SyncToolSpecification tool(String name, String description, JsonSchema input, JsonSchema output,
            Answering answering) {
        inputs.put(name, input.form());
        Tool tool = Tool.builder(name, whole(input)).title(name).description(description).outputSchema(whole(output))
                .annotations(ToolAnnotations.builder().readOnlyHint(true).destructiveHint(false).idempotentHint(true)
                        .openWorldHint(false).build())
                .build();
        return SyncToolSpecification.builder().tool(tool)
                .callHandler((client, call) -> result(answering, call.arguments())).build();
    }

    /** A schema with all that it leads to in it, where JSON Schema has it; of an object, which the protocol asks for. */
    private static Map<String, Object> whole(JsonSchema schema) {
        ObjectNode form = schema.form().put("type", "object");
        ObjectNode parts = form.putObject("$defs");
        schema.named().forEach((name, part) -> parts.set(name, part.form()));
        for (JsonNode reference : form.findParents("$ref")) {
            String name = reference.path("$ref").asText().substring(JsonSchema.NAMED.length());
            ((ObjectNode) reference).put("$ref", "#/$defs/" + name);
        }
        return JSON.convertValue(form, new TypeReference<>() {
        });
    }

    /**
     * A call's arguments as the parameters of an address, each a list of texts.
     *
     * @param arguments an object
     * @throws InvalidQueryException if one is missing or of another type than the tool's schema gives it
     */
    Map<String, List<String>> parameters(String tool, JsonNode arguments) {
        JsonNode input = inputs.get(tool);
        for (JsonNode required : input.path("required")) {
            String name = required.textValue();
            if (!arguments.has(name)) {
                throw new InvalidQueryException(name, "\"" + tool + "\" needs \"" + name + "\".");
            }
        }
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        arguments.fieldNames().forEachRemaining(AgentTools::requireShort);
        arguments.properties().forEach(argument -> parameters.put(argument.getKey(),
                texts(argument.getKey(), argument.getValue(), input.path("properties").path(argument.getKey()))));
        return parameters;
    }

    /** No argument has a longer name, and the search for the nearest one takes as long as the name is. */
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
                require(value.isArray(), name, "a list of strings", value);
                List<String> texts = new ArrayList<>();
                value.forEach(each -> {
                    require(each.isTextual(), name, "a list of strings, each of its members", each);
                    texts.add(each.textValue());
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
            // The tool says which arguments it takes.
            default -> List.of();
        };
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

    private CallToolResult result(Answering answering, Map<String, Object> arguments) {
        Map<String, List<String>> parameters = JSON.convertValue(arguments, new TypeReference<>() {
        });
        try (ThreatCards commit = cards.snapshot()) {
            JsonNode answer = answering.answer(commit, parameters);
            return CallToolResult.builder().addTextContent(answer.toString())
                    .structuredContent(JSON.treeToValue(answer, Object.class)).isError(false).build();
        } catch (InvalidQueryException | SearchTimeoutException e) {
            return refusal(e.getMessage());
        } catch (Problem.Thrown e) {
            return refusal(e.problem().detail());
        } catch (IndexException | UncheckedIOException e) {
            LOG.error("a tool was called", e);
            return refusal("The index cannot be read just now; the server's log has more.");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A result that says why there is no answer. */
    static CallToolResult refusal(String why) {
        return CallToolResult.builder().addTextContent(why).isError(true).build();
    }
}
