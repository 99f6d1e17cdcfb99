package dev.threatcards.web.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.json.RecordSchemas;
import dev.threatcards.web.api.Endpoint.Body;
import dev.threatcards.web.api.Endpoint.Parameter;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.ReportBody;

/** The API as an OpenAPI 3.1 document, made from its {@link Endpoints} and the records that they answer with. */
final class OpenApi {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** A variable part of a path: its name in braces. */
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)\\}");

    /** Descriptions of the statuses of problems. */
    private static final Map<Integer, String> PROBLEMS = Map.of(400, "The request is invalid: see the detail", 404,
            "There is no such thing", 413, "The body, or the answer, is too large", 503,
            "The index cannot be read at present, or the search took too long");

    private final RecordSchemas schemas = new RecordSchemas("#/components/schemas/");

    private OpenApi() {
    }

    static ObjectNode document() {
        return new OpenApi().of(Endpoints.ALL);
    }

    private ObjectNode of(List<Endpoint> endpoints) {
        ObjectNode document = NODES.objectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", "Threat Cards").put("version", "1").put("description",
                "Search for threat-actor cards. Read-only. Attribution is a claim of the sources that a card names; the"
                        + " licence of the cards is in every answer.");
        document.putArray("servers").addObject().put("url", "/");
        ObjectNode paths = document.putObject("paths");
        endpoints.forEach(endpoint -> paths.withObjectProperty(endpoint.path())
                .set(endpoint.method().name().toLowerCase(Locale.ROOT), operation(endpoint)));
        document.putObject("components").putObject("schemas").setAll(schemas.named());
        return document;
    }

    private ObjectNode operation(Endpoint endpoint) {
        ObjectNode operation = NODES.objectNode().put("operationId", operationId(endpoint)).put("summary",
                endpoint.gives());
        operation.putArray("tags").add(tag(endpoint));
        Map<String, List<String>> examples = examples(endpoint);
        for (Parameter parameter : endpoint.parameters()) {
            for (String name : parameter.names()) {
                operation.withArray("parameters").add(parameter(name, parameter, endpoint, examples));
            }
        }
        endpoint.body().ifPresent(body -> operation.set("requestBody", body(body)));
        operation.set("responses", responses(endpoint));
        return operation;
    }

    private ObjectNode parameter(String name, Parameter parameter, Endpoint endpoint,
            Map<String, List<String>> examples) {
        boolean inPath = endpoint.path().contains("{" + name + "}");
        ObjectNode json = NODES.objectNode().put("name", name).put("in", inPath ? "path" : "query").put("description",
                parameter.meaning());
        if (inPath) {
            json.put("required", true);
        }
        ObjectNode form = parameter.form().json();
        boolean list = form.path("type").asText().equals("array");
        json.set("schema", form);
        Optional.ofNullable(examples.get(name)).ifPresent(values -> {
            if (list) {
                values.forEach(json.putArray("example")::add);
            } else if (form.path("type").asText().equals("integer")) {
                json.put("example", Integer.parseInt(values.getFirst()));
            } else {
                json.put("example", values.getFirst());
            }
        });
        return json;
    }

    private ObjectNode body(Body body) {
        ObjectNode json = NODES.objectNode()
                .put("description", body.meaning() + "; at most " + (body.most() >> 20) + " MB.").put("required", true);
        ObjectNode content = json.putObject("content").putObject(body.mediaType());
        content.set("schema", body.form().json());
        content.set("example", body.example());
        for (String mediaType : body.files()) {
            ObjectNode file = NODES.objectNode().put("type", "string").put("format", "binary");
            ObjectNode schema = content.putObject(mediaType).putObject("schema");
            if (mediaType.equals(ReportBody.FORM)) {
                schema.put("type", "object").putObject("properties").set(ReportBody.FILE, file);
            } else {
                schema.setAll(file);
            }
        }
        return json;
    }

    private ObjectNode responses(Endpoint endpoint) {
        ObjectNode responses = NODES.objectNode();
        ObjectNode found = responses.putObject("200").put("description", endpoint.gives()).putObject("content");
        endpoint.answers().forEach((mediaType, type) -> found.putObject(mediaType).set("schema", schemas.of(type)));
        endpoint.choice()
                .ifPresent(choice -> responses.putObject("300").put("description", "Several cards have the name")
                        .putObject("content").putObject(Endpoint.JSON).set("schema", schemas.of(choice)));
        if (endpoint.isOfApi() && endpoint.method() == Endpoint.Method.GET) {
            responses.putObject("304").put("description", "The same as If-None-Match names");
        }
        problems(endpoint).forEach(status -> responses.putObject(Integer.toString(status))
                .put("description", PROBLEMS.get(status)).putObject("content").putObject(Problem.CONTENT_TYPE)
                .set("schema", schemas.of(Problem.Details.class)));
        return responses;
    }

    private static Stream<Integer> problems(Endpoint endpoint) {
        Stream<Integer> ofRequest = !endpoint.isOfApi()
                ? Stream.of()
                : Stream.concat(Stream.of(400),
                        Stream.concat(endpoint.path().contains("{") ? Stream.of(404) : Stream.of(),
                                endpoint.body().isPresent() ? Stream.of(413) : Stream.of()));
        return endpoint.equals(Endpoints.LIVE) ? Stream.of() : Stream.concat(ofRequest, Stream.of(503));
    }

    /** The values of the parameters in the endpoint's example. */
    private static Map<String, List<String>> examples(Endpoint endpoint) {
        String[] example = endpoint.example().split("\\?", 2);
        Map<String, List<String>> values = new TreeMap<>();
        Matcher variables = VARIABLE.matcher(endpoint.path());
        // The path as a pattern with a group for each variable part, which has no slash.
        Matcher path = Pattern.compile(variables.replaceAll("([^/]+)")).matcher(example[0]);
        if (path.matches()) {
            variables.reset();
            for (int group = 1; variables.find(); group++) {
                values.put(variables.group(1), List.of(decoded(path.group(group))));
            }
        }
        if (example.length > 1) {
            values.putAll(Arrays.stream(example[1].split("&", -1)).map(pair -> pair.split("=", 2))
                    .collect(Collectors.groupingBy(pair -> decoded(pair[0]),
                            Collectors.mapping(pair -> decoded(pair[1]), Collectors.toList()))));
        }
        return values;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The first part of the path: "cards", "tools", "health". */
    private static String tag(Endpoint endpoint) {
        String path = endpoint.path().replaceFirst("^/(api/v1/)?", "");
        // Up to a slash, or to the dot before a format.
        return path.replaceFirst("\\W.*", "");
    }

    /** The method and the parts of the path: "getCardsById", "postScan". */
    private static String operationId(Endpoint endpoint) {
        String path = endpoint.path().replace("/api/v1", "").replace("{", "/by/");
        return Arrays.stream(path.split("\\W+", -1)).filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining("", endpoint.method().name().toLowerCase(Locale.ROOT), ""));
    }
}
