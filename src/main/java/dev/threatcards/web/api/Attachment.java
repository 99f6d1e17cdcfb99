package dev.threatcards.web.api;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.threatcards.web.http.Failures;
import dev.threatcards.web.http.HeavyRequests;
import dev.threatcards.web.http.HttpCaching;

/** An answer as a file, streamed. It begins with the first byte; until then the request can still be answered with a problem. */
final class Attachment extends OutputStream {

    private static final Logger LOG = LoggerFactory.getLogger(Attachment.class);

    private static final int BUFFER = 64 * 1024;

    /** Writes the content of a file. */
    interface Content {
        /** Writes the whole content. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Ends a file of which only the headers are wanted. */
    private static final class HeadersOnly extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private final String mediaType;
    private final String fileName;
    private final Context request;
    private OutputStream out = OutputStream.nullOutputStream();
    private boolean begun;

    private Attachment(String mediaType, String fileName, Context request) {
        this.mediaType = mediaType;
        this.fileName = fileName;
        this.request = request;
    }

    /** Answers with a file. */
    static void send(String mediaType, String fileName, Content content, Context request) throws IOException {
        Attachment attachment = new Attachment(mediaType, fileName, request);
        // Not closed if something is thrown: that would send the buffer.
        OutputStream out = new BufferedOutputStream(attachment, BUFFER);
        try {
            content.writeTo(out);
            out.flush();
            // An export of no cards may be an empty file.
            attachment.begin();
        } catch (HeadersOnly e) {
            // The headers are complete.
            LOG.trace("{} {}", request.method(), request.path(), e);
        }
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

    private void begin() throws IOException {
        if (!begun) {
            begun = true;
            Failures.streams(request);
            request.contentType(mediaType);
            // The size is not known when compression is decided.
            request.minSizeForCompression(0);
            request.header("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
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
