package dev.threatcards.web.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;

/** Ends a JSON-RPC request with an error. The message is a sentence for the author of the client. */
final class JsonRpcException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient JsonNode id;

    /** @param id the id of the request; null if it has none, or if it cannot be read */
    JsonRpcException(int code, JsonNode id, String message) {
        super(message);
        this.code = code;
        this.id = id == null ? NullNode.getInstance() : id;
    }

    /** Whether the message was no JSON-RPC request. */
    boolean isMalformed() {
        return code == ErrorCodes.PARSE_ERROR || code == ErrorCodes.INVALID_REQUEST;
    }

    /** The error as a JSON-RPC response, in one line. */
    String json() {
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("jsonrpc", JsonRpcRequest.VERSION);
        response.set("id", id);
        response.putObject("error").put("code", code).put("message", getMessage());
        return response.toString();
    }
}
