package dev.threatcards.web;

import java.util.List;
import java.util.stream.Stream;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import dev.threatcards.web.http.JettyErrors;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.SameOrigin;
import dev.threatcards.web.http.SecurityHeaders;

/**
 * Refuses requests for other hosts and cross-site requests that are not allowed, before their body is read; answers {@code OPTIONS *}; adds
 * the {@link SecurityHeaders} to every answer.
 */
final class RequestFilter extends Handler.Wrapper {

    private final AllowedHosts hosts;
    private final SameOrigin origins;

    RequestFilter(AllowedHosts hosts, SameOrigin origins) {
        this.hosts = hosts;
        this.origins = origins;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        SecurityHeaders.addTo(response.getHeaders());
        List<String> asked = hosts(request);
        if (!asked.stream().allMatch(hosts::allows)) {
            JettyErrors.write(new Problem(421, "Misdirected request",
                    "This server does not answer to the host \"" + asked.getFirst()
                            + "\". Ask it under the address that it listens on, or start it with --allowed-host.",
                    ""), request, response, callback);
            return true;
        }
        if (!origins.allows(request)) {
            JettyErrors.write(new Problem(403, "Cross-site request refused",
                    "A page of another site sent this request. Start the server with --cors-origin if that site may use its"
                            + " API.",
                    ""), request, response, callback);
            return true;
        }
        if (request.getMethod().equals("OPTIONS") && request.getHttpURI().getPath().equals("*")) {
            // It is about the server as a whole (RFC 9110, section 9.3.7).
            response.setStatus(204);
            response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD, OPTIONS, POST");
            callback.succeeded();
            return true;
        }
        return super.handle(request, response, callback);
    }

    /** The hosts that the request names; empty for an HTTP/1.0 client that names none. */
    private static List<String> hosts(Request request) {
        String ofTarget = request.getHttpURI().getAuthority();
        return Stream.concat(Stream.ofNullable(ofTarget), request.getHeaders().getValuesList(HttpHeader.HOST).stream())
                .filter(host -> !host.isEmpty()).distinct().toList();
    }
}
