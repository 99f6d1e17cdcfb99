package dev.threatcards.web.mcp;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;

import dev.threatcards.ThreatCards;
import dev.threatcards.web.http.ApiPaths;
import dev.threatcards.web.http.HeavyRequests;
import dev.threatcards.web.http.NamesRequest;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.RequestBody;

/**
 * The Streamable HTTP transport of the Model Context Protocol, without sessions and streams: a POST per message, answered with JSON. Errors
 * are JSON-RPC responses. Requests with an Origin header are refused, so that no web page can use it.
 */
public final class McpHttpEndpoint {

    private static final String JSON = "application/json";

    /** A media range of the Accept header that JSON is in. */
    private static final Pattern JSON_RANGE = Pattern.compile("(application/json|application/\\*|\\*/\\*)\\s*(;.*)?");

    /** A quality of zero, which refuses a media range. */
    private static final Pattern REFUSED = Pattern.compile(";\\s*q\\s*=\\s*0(\\.0*)?\\s*(;|$)");

    private final McpDispatcher dispatcher;

    private final HeavyRequests heavy;

    private McpHttpEndpoint(McpDispatcher dispatcher, HeavyRequests heavy) {
        this.dispatcher = dispatcher;
        this.heavy = heavy;
    }

    /** Adds the endpoint. */
    public static void addTo(JavalinConfig config, ThreatCards cards, HeavyRequests heavy) {
        McpHttpEndpoint endpoint = new McpHttpEndpoint(new McpDispatcher(cards), heavy);
        config.routes.post(ApiPaths.MCP, endpoint::post);
        for (HandlerType other : List.of(HandlerType.GET, HandlerType.HEAD, HandlerType.PUT, HandlerType.PATCH,
                HandlerType.DELETE, HandlerType.OPTIONS)) {
            config.routes.addHttpHandler(other, ApiPaths.MCP, McpHttpEndpoint::notAllowed);
        }
    }

    private void post(Context request) throws Exception {
        request.header("Cache-Control", "no-store");
        try {
            requireHeaders(request);
            JsonRpcRequest message = JsonRpcRequest
                    .parse(RequestBody.bytes(NamesRequest.TEXT_BYTES, "message", request));
            requireVersion(message, request);
            if (McpDispatcher.isHeavy(message)) {
                heavy.answer(pooled -> answer(message, pooled), request);
            } else {
                answer(message, request);
            }
        } catch (Problem.Thrown e) {
            refuse(e.problem(), request);
        } catch (JsonRpcException e) {
            request.status(e.isMalformed() ? 400 : 200).contentType(JSON).result(e.json());
        }
    }

    private void answer(JsonRpcRequest message, Context request) {
        Optional<String> response = dispatcher.answer(message);
        request.status(response.isPresent() ? 200 : 202);
        response.ifPresent(json -> request.contentType(JSON).result(json));
    }

    private static void requireHeaders(Context request) {
        String origin = request.header("Origin");
        require(origin == null || origin.isBlank(), 403, "Refused", "No page of another site may use this address.");
        require(request.header(HttpHeaders.MCP_SESSION_ID) == null, 404, "No such session",
                "This server keeps no sessions; initialize anew, without an Mcp-Session-Id.");
        require(acceptsJson(request), 406, "Not acceptable",
                "Answers are application/json, which the Accept header leaves out.");
        require(isJson(request.contentType()), 415, "Unsupported media type",
                "A message is sent with the Content-Type application/json.");
    }

    private static void require(boolean fits, int status, String title, String detail) {
        if (!fits) {
            throw Problem.thrown(status, title, detail);
        }
    }

    private static boolean acceptsJson(Context request) {
        List<String> ranges = Collections.list(request.req().getHeaders("Accept")).stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .map(range -> range.strip().toLowerCase(Locale.ROOT)).toList();
        return ranges.isEmpty()
                || ranges.stream().anyMatch(JSON_RANGE.asMatchPredicate().and(REFUSED.asPredicate().negate()));
    }

    private static boolean isJson(String contentType) {
        return contentType != null && contentType.split(";", 2)[0].strip().equalsIgnoreCase(JSON);
    }

    /** A client that initializes learns the version from the answer, whatever its header says. */
    private static void requireVersion(JsonRpcRequest message, Context request) {
        String version = request.header(HttpHeaders.PROTOCOL_VERSION);
        boolean agreed = message.method().equals(McpSchema.METHOD_INITIALIZE) || version == null
                || McpDispatcher.PROTOCOL_VERSIONS.contains(version);
        require(agreed, 400, "Unsupported version",
                "The MCP-Protocol-Version is one of " + String.join(", ", McpDispatcher.PROTOCOL_VERSIONS) + ".");
    }

    private static void notAllowed(Context request) {
        request.header("Allow", "POST");
        refuse(new Problem(405, "Not allowed",
                "Send messages with POST: this server opens no streams and keeps no sessions.", ""), request);
    }

    private static void refuse(Problem problem, Context request) {
        if (problem.status() == 413) {
            // The rest of the body was not read.
            request.header("Connection", "close");
        }
        request.status(problem.status()).contentType(JSON).result(problem.jsonRpc());
    }
}
