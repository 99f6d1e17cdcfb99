package dev.threatcards.web.api;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Relation;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.query.Limits;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.http.Failures;
import dev.threatcards.web.http.HeavyRequests;
import dev.threatcards.web.http.HttpCaching;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.QueryString;
import dev.threatcards.web.http.RequestSnapshot;

/**
 * The endpoint that exports whole results as files: {@code /api/v1/export.stix?country=China}. It takes the parameters of a search;
 * {@code kind} restricts it to actors or tools; {@code id}, which may be repeated, names cards instead.
 */
final class ExportApi {

    private static final Logger LOG = LoggerFactory.getLogger(ExportApi.class);

    private static final String KIND = "kind";
    private static final String ID = "id";

    private static final int BUFFER = 64 * 1024;

    void addTo(RoutesConfig routes) {
        Endpoints.EXPORT.answeredBy(this::export, routes);
    }

    private void export(Context request) throws IOException {
        ThreatCards cards = RequestSnapshot.of(request);
        String name = request.pathParam("format");
        ExportFormat format = ExportFormat.named(name).orElseThrow(() -> Problem.notFound(
                "There is no format \"" + name + "\"; known are " + String.join(", ", ExportFormat.keys()) + "."));
        CardSelection selection = selection(QueryString.all(request), cards);
        Attachment attachment = new Attachment(format, request);
        // Not closed if something is thrown: that would send the buffer.
        OutputStream out = new BufferedOutputStream(attachment, BUFFER);
        try {
            cards.export(selection, format, out);
            out.flush();
            // An export of no cards may be an empty file.
            attachment.begin();
        } catch (HeadersOnly e) {
            // The headers are complete.
            LOG.trace("{} {}", request.method(), request.path(), e);
        }
    }

    private static CardSelection selection(Map<String, List<String>> parameters, ThreatCards cards) {
        if (parameters.containsKey(ID)) {
            QueryParameters.requireOnly(Set.of(ID), parameters);
            return new CardSelection.Identified(ids(parameters.get(ID), cards));
        }
        Map<String, List<String>> asked = new HashMap<>(parameters);
        asked.remove(KIND);
        return switch (QueryParameters.text(KIND, "", parameters)) {
            case "" -> CardSelection.of(query(parameters));
            case "actor" -> CardSelection.actors(query(parameters));
            case "tool" -> CardSelection.tools(QueryParameters.parse(Kind.TOOL, asked, Set.of()));
            default -> throw new InvalidQueryException(KIND, "\"kind\" is \"actor\" or \"tool\"; \""
                    + QueryParameters.text(KIND, "", parameters) + "\" is neither.");
        };
    }

    private static CardQuery query(Map<String, List<String>> parameters) {
        return QueryParameters.parse(Kind.ACTOR, parameters, Set.of(KIND, ID));
    }

    private static List<UUID> ids(List<String> ids, ThreatCards cards) {
        if (ids.size() > Limits.NAMES) {
            throw new InvalidQueryException(ID, "At most " + Numbers.grouped(Limits.NAMES)
                    + " cards are named at once; these are " + Numbers.grouped(ids.size()) + ".");
        }
        return ids.stream().map(id -> id(id, cards)).toList();
    }

    private static UUID id(String text, ThreatCards cards) {
        if (!Relation.isUuid(text)) {
            throw new InvalidQueryException(ID, "\"id\" is the uuid of a card; \"" + text + "\" is none.");
        }
        UUID uuid = UUID.fromString(text);
        return cards.cards(text).stream().map(found -> found.card()).map(Card::uuid).filter(uuid::equals).findFirst()
                .orElseThrow(() -> Problem.notFound("No card has the uuid \"" + text + "\"."));
    }

    /** Ends an export of which only the headers are wanted. */
    private static final class HeadersOnly extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** The answer as a file. It begins with the first byte; until then the request can still be answered with a problem. */
    private static final class Attachment extends OutputStream {
        private final ExportFormat format;
        private final Context request;
        private OutputStream out = OutputStream.nullOutputStream();
        private boolean begun;

        Attachment(ExportFormat format, Context request) {
            this.format = format;
            this.request = request;
        }

        @Override
        public void write(int letter) throws IOException {
            write(new byte[]{(byte) letter}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            begin();
            try {
                HeavyRequests.waiting(request, () -> {
                    out.write(bytes, offset, length);
                    return null;
                });
            } catch (IOException e) {
                // The client is gone; any other IOException would mean that the index cannot be read.
                throw e instanceof EofException ? e : new EofException(e);
            }
        }

        void begin() throws IOException {
            if (!begun) {
                begun = true;
                Failures.streams(request);
                request.contentType(format.mediaType());
                // The size is not known when compression is decided.
                request.minSizeForCompression(0);
                request.header("Content-Disposition", "attachment; filename=\"" + format.fileName() + "\"");
                if (HttpCaching.isAny(request)) {
                    throw new HeadersOnly();
                }
                if (HandlerType.HEAD.equals(request.method())) {
                    // Otherwise Jetty would add Content-Length: 0.
                    request.res().flushBuffer();
                    throw new HeadersOnly();
                }
                out = request.outputStream();
            }
        }

        @Override
        public void flush() throws IOException {
            // The server flushes when the answer is complete.
        }
    }
}
