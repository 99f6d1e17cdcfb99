package dev.threatcards.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Ends a JSON-RPC request with an error; the message is a sentence for whoever wrote the client. */
final class JsonRpcException extends RuntimeException {

    /** The message is not JSON. */
    static final int PARSE_ERROR = -32700;

    /** The message is JSON, but not a request. */
    static final int INVALID_REQUEST = -32600;

    /** The server has no such method. */
    static final int METHOD_NOT_FOUND = -32601;

    /** The parameters do not fit the method. */
    static final int INVALID_PARAMS = -32602;

    /** The server failed. */
    static final int INTERNAL_ERROR = -32603;

    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient JsonNode id;

    private JsonRpcException(int code, JsonNode id, String message) {
        super(message);
        this.code = code;
        this.id = id;
    }

    /** An error that belongs to the request of that id. */
    static JsonRpcException of(int code, JsonNode id, String message) {
        return new JsonRpcException(code, id, message);
    }

    /** An error about a message that has no id, or whose id cannot be read. */
    static JsonRpcException withoutId(int code, String message) {
        return of(code, NullNode.getInstance(), message);
    }

    /** Whether the message was no request at all, so that nothing was called. */
    boolean isMalformed() {
        return code == PARSE_ERROR || code == INVALID_REQUEST;
    }

    /** The error as a JSON-RPC response, in one line. */
    String json() {
        ObjectNode response = JsonNodeFactory.instance.objectNode().put("jsonrpc", JsonRpcRequest.VERSION);
        response.set("id", id);
        response.putObject("error").put("code", code).put("message", getMessage());
        return response.toString();
    }
}
