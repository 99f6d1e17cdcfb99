package dev.threatcards.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

import dev.threatcards.ThreatCards;
import dev.threatcards.search.InvalidQueryException;

/**
 * Answers the requests of the Model Context Protocol, whichever transport they come by. No request depends on one before it, so
 * that there are no sessions: nothing is kept of a client between two requests. A request is answered on the thread that calls.
 * Thread-safe.
 */
final class McpDispatcher {

    /** The versions of the protocol that are spoken, the newest last. */
    static final List<String> PROTOCOL_VERSIONS = List.of(ProtocolVersions.MCP_2024_11_05,
            ProtocolVersions.MCP_2025_03_26, ProtocolVersions.MCP_2025_06_18, ProtocolVersions.MCP_2025_11_25);

    private static final String INSTRUCTIONS = "Threat-actor cards of ETDA's encyclopedia: who is called what by whom, where they"
            + " are said to come from, whom they go after, with which tools, and the sources. Attribution is a claim of the sources"
            + " that a card names. Answers name the deck, its date and its licence: keep them with what you pass on.";

    /** How much of a name that is not known is repeated, in characters. */
    private static final int EXCERPT = 100;

    private static final Logger LOG = LoggerFactory.getLogger(McpDispatcher.class);

    private final AgentTools tools;
    private final McpJsonMapper mapper = McpJsonDefaults.getMapper();
    private final HeldHandler kit = new HeldHandler();

    McpDispatcher(ThreatCards cards) {
        tools = new AgentTools(cards);
        McpServer.sync(kit).jsonMapper(mapper).serverInfo("threat-cards", version()).instructions(INSTRUCTIONS)
                .capabilities(ServerCapabilities.builder().tools(false).build()).tools(tools.specifications())
                // Arguments are checked here, with messages that an agent can act on; results are made by what their schemas stand
                // beside, and to check each again takes longer than to make it.
                .validateToolInputs(false).jsonSchemaValidator((schema, content) -> ValidationResponse.asValid(""))
                .immediateExecution(true).build();
    }

    private static String version() {
        String version = McpDispatcher.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /**
     * Answers a request.
     *
     * @return the response as JSON in one line; empty for a notification
     * @throws JsonRpcException if the response is an error
     */
    Optional<String> answer(JsonRpcRequest request) {
        if (request.isNotification()) {
            return Optional.empty();
        }
        try {
            return Optional.of(json(request, result(request)));
        } catch (JsonRpcException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.error("{} of an agent failed", request.method(), e);
            throw JsonRpcException.of(JsonRpcException.INTERNAL_ERROR, request.id(),
                    "Something went wrong here; the server's log has more.");
        } catch (OutOfMemoryError | StackOverflowError e) {
            // It costs this request alone: what it took is free again.
            LOG.error("{} of an agent took too much memory", request.method(), e);
            throw JsonRpcException.of(JsonRpcException.INTERNAL_ERROR, request.id(),
                    "This takes more memory than the server has; ask for less at a time.");
        }
    }

    private Object result(JsonRpcRequest request) {
        return switch (request.method()) {
            case McpSchema.METHOD_INITIALIZE -> handled(request, initialization(request));
            case McpSchema.METHOD_PING, McpSchema.METHOD_TOOLS_LIST -> handled(request, Map.of());
            case McpSchema.METHOD_TOOLS_CALL -> called(request);
            default ->
                throw JsonRpcException.of(JsonRpcException.METHOD_NOT_FOUND, request.id(), "There is no method \""
                        + excerpt(request.method()) + "\"; there are initialize, ping, tools/list and tools/call.");
        };
    }

    /** What the server says of itself, in the version of the protocol that the client asked for if there is that one. */
    private static Map<String, Object> initialization(JsonRpcRequest request) {
        String version = request.params().path("protocolVersion").textValue();
        if (version == null) {
            throw invalid(request,
                    "\"initialize\" needs a \"protocolVersion\", such as \"" + PROTOCOL_VERSIONS.getLast() + "\".");
        }
        object("capabilities", request);
        object("clientInfo", request);
        return Map.of("protocolVersion", PROTOCOL_VERSIONS.contains(version) ? version : PROTOCOL_VERSIONS.getLast(),
                "capabilities", Map.of(), "clientInfo", Map.of("name", "client", "version", "0"));
    }

    private Object called(JsonRpcRequest request) {
        String name = request.params().path("name").textValue();
        if (name == null) {
            throw invalid(request, "\"tools/call\" needs the \"name\" of a tool, which is a string.");
        }
        if (!tools.names().contains(name)) {
            throw invalid(request,
                    "There is no tool \"" + excerpt(name) + "\"; there are " + String.join(", ", tools.names()) + ".");
        }
        JsonNode arguments = object("arguments", request);
        try {
            return handled(request, Map.of("name", name, "arguments", tools.parameters(name, arguments)));
        } catch (InvalidQueryException e) {
            return AgentTools.refusal(e.getMessage());
        }
    }

    private Object handled(JsonRpcRequest request, Map<String, Object> params) {
        JSONRPCResponse response = kit.handler
                .handleRequest(McpTransportContext.EMPTY, new JSONRPCRequest(request.method(), 0, params)).block();
        if (response == null || response.error() != null) {
            throw new IllegalStateException("the protocol's kit refused " + request.method() + ": " + response);
        }
        return response.result();
    }

    /** A member of the parameters that is an object; an empty one if it is missing. */
    private static JsonNode object(String member, JsonRpcRequest request) {
        JsonNode value = request.params().path(member);
        if (value.isMissingNode() || value.isNull()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!value.isObject()) {
            throw invalid(request, "\"" + member + "\" of \"" + request.method() + "\" is an object.");
        }
        return value;
    }

    private static JsonRpcException invalid(JsonRpcRequest request, String message) {
        return JsonRpcException.of(JsonRpcException.INVALID_PARAMS, request.id(), message);
    }

    private static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }

    private String json(JsonRpcRequest request, Object result) {
        try {
            return "{\"jsonrpc\":\"" + JsonRpcRequest.VERSION + "\",\"id\":" + request.id() + ",\"result\":"
                    + mapper.writeValueAsString(result) + "}";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The transport that the protocol's kit is given: it only holds what answers, for the transports of this package. */
    private static final class HeldHandler implements McpStatelessServerTransport {

        private volatile McpStatelessServerHandler handler;

        @Override
        public void setMcpHandler(McpStatelessServerHandler handler) {
            this.handler = handler;
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.empty();
        }

        @Override
        public List<String> protocolVersions() {
            return PROTOCOL_VERSIONS;
        }
    }
}
