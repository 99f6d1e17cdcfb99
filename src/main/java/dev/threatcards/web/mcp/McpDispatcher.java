package dev.threatcards.web.mcp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.ProtocolVersions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.threatcards.ThreatCards;

/** Answers requests of the Model Context Protocol on the calling thread, without sessions and for any transport. Thread-safe. */
final class McpDispatcher {

    /** The supported versions of the protocol, the newest last. */
    static final List<String> PROTOCOL_VERSIONS = List.of(ProtocolVersions.MCP_2024_11_05,
            ProtocolVersions.MCP_2025_03_26, ProtocolVersions.MCP_2025_06_18, ProtocolVersions.MCP_2025_11_25);

    private static final String INSTRUCTIONS = "Threat-actor cards of ETDA's encyclopedia: who is called what by whom, where they"
            + " are said to come from, whom they go after, with which tools, and the sources. Attribution is a claim of the sources"
            + " that a card names. Answers name the deck, its date and its licence: keep them with what you pass on.";

    /** Characters of an unknown name that a message repeats. */
    private static final int EXCERPT = 100;

    private static final Logger LOG = LoggerFactory.getLogger(McpDispatcher.class);

    private final McpTools tools;
    private final McpJsonMapper mapper = McpJsonDefaults.getMapper();

    McpDispatcher(ThreatCards cards) {
        tools = new McpTools(cards);
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
            throw new JsonRpcException(ErrorCodes.INTERNAL_ERROR, request.id(),
                    "Something went wrong here; the server's log has more.");
        } catch (OutOfMemoryError | StackOverflowError e) {
            // The memory is free again; other requests go on.
            LOG.error("{} of an agent took too much memory", request.method(), e);
            throw new JsonRpcException(ErrorCodes.INTERNAL_ERROR, request.id(),
                    "This takes more memory than the server has; ask for less at a time.");
        }
    }

    private Object result(JsonRpcRequest request) {
        return switch (request.method()) {
            case McpSchema.METHOD_INITIALIZE -> initialization(request);
            case McpSchema.METHOD_PING -> Map.of();
            case McpSchema.METHOD_TOOLS_LIST -> ListToolsResult.builder(McpTools.list()).build();
            case McpSchema.METHOD_TOOLS_CALL -> tools.call(tool(request), object("arguments", request));
            default -> throw new JsonRpcException(ErrorCodes.METHOD_NOT_FOUND, request.id(), "There is no method \""
                    + excerpt(request.method()) + "\"; there are initialize, ping, tools/list and tools/call.");
        };
    }

    /** Describes the server, in the version of the protocol that the client asks for if it is supported, else in the newest. */
    private static InitializeResult initialization(JsonRpcRequest request) {
        String version = request.params().path("protocolVersion").textValue();
        if (version == null) {
            throw invalid(request,
                    "\"initialize\" needs a \"protocolVersion\", such as \"" + PROTOCOL_VERSIONS.getLast() + "\".");
        }
        object("capabilities", request);
        object("clientInfo", request);
        return InitializeResult.builder(PROTOCOL_VERSIONS.contains(version) ? version : PROTOCOL_VERSIONS.getLast(),
                ServerCapabilities.builder().tools(false).build(),
                Implementation.builder("threat-cards", version()).build()).instructions(INSTRUCTIONS).build();
    }

    private static String tool(JsonRpcRequest request) {
        String name = request.params().path("name").textValue();
        if (name == null) {
            throw invalid(request, "\"tools/call\" needs the \"name\" of a tool, which is a string.");
        }
        if (!McpTools.names().contains(name)) {
            throw invalid(request, "There is no tool \"" + excerpt(name) + "\"; there are "
                    + String.join(", ", McpTools.names()) + ".");
        }
        return name;
    }

    /** Whether the request calls a tool that computes for long. */
    static boolean isHeavy(JsonRpcRequest request) {
        return request.method().equals(McpSchema.METHOD_TOOLS_CALL)
                && McpTools.HEAVY.contains(request.params().path("name").asText());
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
        return new JsonRpcException(ErrorCodes.INVALID_PARAMS, request.id(), message);
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
}
