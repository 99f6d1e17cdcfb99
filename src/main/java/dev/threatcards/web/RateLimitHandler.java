package dev.threatcards.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

import dev.threatcards.web.http.ClientAddress;
import dev.threatcards.web.http.CrossOrigin;
import dev.threatcards.web.http.Health;
import dev.threatcards.web.http.JettyErrors;
import dev.threatcards.web.http.Problem;

/** Answers 429 to addresses that send too many requests. Health checks are not limited. */
final class RateLimitHandler extends Handler.Wrapper {

    private final RateLimiter limiter;
    private final int perSecond;
    private final CrossOrigin others;

    RateLimitHandler(int perSecond, CrossOrigin others) {
        this.perSecond = perSecond;
        this.others = others;
        this.limiter = new RateLimiter(perSecond, RateLimiter.CLIENTS, System::nanoTime);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (Health.isAsked(request)
                || limiter.allows(ClientAddress.of(request.getConnectionMetaData().getRemoteSocketAddress()))) {
            return super.handle(request, response, callback);
        }
        others.allow(request, response);
        response.getHeaders().put(HttpHeader.RETRY_AFTER, 1);
        JettyErrors.write(
                new Problem(429, "Too many requests",
                        "Your address asked more than " + perSecond
                                + " times a second. Wait a second, and ask less often.",
                        ""),
                request, response, callback);
        return true;
    }
}
