package dev.threatcards.web.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers requests that Jetty itself refuses, such as malformed HTTP and heads that are too long, with problem documents. */
public final class JettyErrors extends ErrorHandler {

    private final Failures failures;

    /** @param failures logs failures of the server */
    public JettyErrors(Failures failures) {
        this.failures = failures;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = HttpStatus.isClientError(response.getStatus()) || HttpStatus.isServerError(response.getStatus())
                ? response.getStatus()
                : HttpStatus.INTERNAL_SERVER_ERROR_500;
        Object message = request.getAttribute(ERROR_MESSAGE);
        Problem problem = problem(status, message == null ? "" : message.toString());
        // Jetty closes the connection after most of these; the header tells the client not to send another request on it.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        write(status < 500
                ? problem
                : failures.logged(problem, request.getMethod(), request.getHttpURI().getPathQuery()), request, response,
                callback);
        return true;
    }

    /** Answers with the problem in place of anything that was prepared. */
    public static void write(Problem problem, Request request, Response response, Callback callback) {
        boolean isRpc = ApiPaths.MCP.equals(request.getHttpURI().getPath());
        byte[] body = (isRpc ? problem.jsonRpc() : problem.json()).getBytes(StandardCharsets.UTF_8);
        response.setStatus(problem.status());
        addHeaders(isRpc ? "application/json" : Problem.CONTENT_TYPE, response.getHeaders());
        if (!request.consumeAvailable()) {
            // The rest of the body would be taken for the next request.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        boolean isHead = "HEAD".equals(request.getMethod());
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, isHead ? null : ByteBuffer.wrap(body), callback);
    }

    private static void addHeaders(String contentType, HttpFields.Mutable headers) {
        SecurityHeaders.addTo(headers);
        headers.put(HttpHeader.CONTENT_TYPE, contentType);
        headers.put(HttpHeader.CACHE_CONTROL, "no-store");
        headers.remove(HttpHeader.ETAG);
    }

    /** Jetty's message about a bad request goes to the client; one about a failure of the server does not. */
    private static Problem problem(int status, String message) {
        String reason = HttpStatus.getMessage(status);
        return new Problem(status, reason, switch (status) {
            case 414 -> "The address is longer than this server reads.";
            case 431 -> "The headers of the request are longer than this server reads.";
            case 417 -> "This server knows no other expectation than \"100-continue\".";
            case 400 -> message.isBlank() || message.equals(reason)
                    ? "The request could not be read: it is malformed. A % in an address that stands for itself is written %25."
                    : "The request could not be read: " + message + ".";
            default -> HttpStatus.isClientError(status)
                    ? "The request could not be answered: " + (message.isBlank() ? reason : message) + "."
                    : "The server cannot answer this request.";
        }, "");
    }
}
