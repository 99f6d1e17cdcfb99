package dev.threatcards.web.mcp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;

import dev.threatcards.text.WellFormedText;

/**
 * A JSON-RPC 2.0 request or notification, as the Model Context Protocol restricts them: one object a message, the id a string or
 * a whole number, the parameters an object.
 *
 * @param id the id for the response; null for a notification, which gets none
 * @param method the method to call
 * @param params its parameters; empty if there are none
 */
record JsonRpcRequest(JsonNode id, String method, ObjectNode params) {

    static final String VERSION = "2.0";

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /**
     * Parses a message.
     *
     * @param message UTF-8, with or without a byte-order mark
     * @throws JsonRpcException if it is not a request; with the request's id where it has one
     */
    static JsonRpcRequest parse(byte[] message) {
        JsonNode tree = tree(message);
        if (tree.isMissingNode()) {
            throw new JsonRpcException(ErrorCodes.PARSE_ERROR, null, "The message is empty.");
        }
        if (tree.isArray()) {
            throw new JsonRpcException(ErrorCodes.INVALID_REQUEST, null,
                    "A batch is not supported; send each request as a message of its own.");
        }
        if (!tree.isObject()) {
            throw new JsonRpcException(ErrorCodes.INVALID_REQUEST, null, "A message is a JSON object.");
        }
        return request((ObjectNode) tree);
    }

    private static JsonNode tree(byte[] message) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(message)).toString();
            return JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw new JsonRpcException(ErrorCodes.PARSE_ERROR, null, "The message is not UTF-8.");
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            throw new JsonRpcException(ErrorCodes.PARSE_ERROR, null, "The message is not JSON that can be read"
                    + (place == null ? "." : ": line " + place.getLineNr() + ", column " + place.getColumnNr() + "."));
        }
    }

    private static JsonRpcRequest request(ObjectNode message) {
        JsonNode id = message.get("id");
        if (id != null && !(id.isTextual() && WellFormedText.is(id.textValue())) && !id.isIntegralNumber()) {
            throw new JsonRpcException(ErrorCodes.INVALID_REQUEST, null,
                    "The \"id\" of a request is a string of whole characters or a whole number.");
        }
        if (!message.has("method") && (message.has("result") || message.has("error"))) {
            throw new JsonRpcException(ErrorCodes.INVALID_REQUEST, null,
                    "This is a response, but this server has sent no request.");
        }
        JsonNode method = message.path("method");
        if (!method.isTextual()) {
            throw new JsonRpcException(ErrorCodes.INVALID_REQUEST, id,
                    "A request has a \"method\", which is a string.");
        }
        if (!message.path("jsonrpc").asText().equals(VERSION)) {
            throw new JsonRpcException(ErrorCodes.INVALID_REQUEST, id,
                    "A request says \"jsonrpc\": \"" + VERSION + "\".");
        }
        JsonNode params = message.path("params");
        if (params.isObject()) {
            return new JsonRpcRequest(id, method.textValue(), (ObjectNode) params);
        }
        if (id != null && !params.isMissingNode() && !params.isNull()) {
            throw new JsonRpcException(ErrorCodes.INVALID_PARAMS, id, "The \"params\" of a request are an object.");
        }
        return new JsonRpcRequest(id, method.textValue(), JsonNodeFactory.instance.objectNode());
    }

    boolean isNotification() {
        return id == null;
    }
}
