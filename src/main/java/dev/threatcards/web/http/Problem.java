package dev.threatcards.web.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonRootName;
import io.javalin.http.Context;

import dev.threatcards.json.JsonOutput;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/**
 * Why a request failed, as an RFC 9457 problem document. Pages show the same title and detail.
 *
 * @param status the HTTP status
 * @param title the kind of problem, in a few words
 * @param detail what is wrong with this request and how to fix it, as a sentence
 * @param parameter the parameter at fault; empty if none is
 * @param id the id of the log entry with the details; empty if nothing was logged
 */
public record Problem(int status, String title, String detail, String parameter, String id) {

    public static final String CONTENT_TYPE = "application/problem+json";

    // Error codes of JSON-RPC 2.0.
    private static final int INVALID_REQUEST = -32_600;
    private static final int INTERNAL_ERROR = -32_603;

    private record RpcResponse(String jsonrpc, String id, RpcError error) {
    }

    private record RpcError(int code, String message) {
    }

    /** The problem document. */
    @JsonRootName("Problem")
    public record Details(String type, String title, int status, String detail,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The parameter at fault.") String parameter,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The id of the entry in the server's log.") String id) {
    }

    /** Ends a request: a handler throws it, and {@link Failures} answers with its problem. */
    public static final class Thrown extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        /** Throws the problem. */
        public Thrown(Problem problem) {
            super(problem.detail());
            this.problem = problem;
        }

        /** The problem. */
        public Problem problem() {
            return problem;
        }
    }

    /** A problem that is not logged. */
    public Problem(int status, String title, String detail, String parameter) {
        this(status, title, detail, parameter, "");
    }

    /** A problem to throw that concerns no single parameter. */
    public static Thrown thrown(int status, String title, String detail) {
        return new Thrown(new Problem(status, title, detail, ""));
    }

    /** A 404 for something that does not exist. */
    public static Thrown notFound(String detail) {
        return thrown(404, "Not found", detail);
    }

    /** A 404 for a path without a route. */
    static Thrown nothingAt(Context request) {
        return notFound("There is nothing at " + request.path() + ".");
    }

    /** The same problem with the id of its log entry, which the detail names as well. */
    Problem loggedAs(String logged) {
        return new Problem(status, title, detail + " The server's log has more under the id " + logged + ".", parameter,
                logged);
    }

    /** The problem as a JSON-RPC error without an id. */
    public String jsonRpc() {
        RpcError error = new RpcError(status < 500 ? INVALID_REQUEST : INTERNAL_ERROR, detail);
        return JsonOutput.text(new RpcResponse("2.0", null, error));
    }

    String json() {
        return JsonOutput.text(new Details("about:blank", title, status, detail, parameter, id));
    }
}
