package dev.threatcards.server;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentType;
import io.javalin.http.Context;

/**
 * The files that pages load: the site's own, and those of other projects that pages name. Each is read from the class path when
 * it is first asked for. Jetty would serve them too; it reads the program's jar as a file system for that, and to read the directory of
 * so many classes is a tenth of a start. Safe for use by several threads.
 */
final class SiteFiles {

    private static final String OWN = "/web/static/";
    private static final String OTHERS = "/META-INF/resources";
    private static final Pattern NAME = Pattern.compile("[\\w-]+\\.\\w+");

    private final ConcurrentHashMap<String, SiteFile> files = new ConcurrentHashMap<>();

    private static final class SiteFile {
        private final byte[] content;
        private final String type;
        private final String tag;

        SiteFile(byte[] content, String type) {
            this.content = content;
            this.type = type;
            CRC32 sum = new CRC32();
            sum.update(content);
            this.tag = '"' + Long.toHexString(sum.getValue()) + '"';
        }
    }

    static void addTo(RoutesConfig routes) {
        SiteFiles files = new SiteFiles();
        WebServer.answer(routes, "/static/{name}", request -> {
            String name = request.pathParam("name");
            if (!NAME.matcher(name).matches()) {
                throw ProblemException.nothingAt(request);
            }
            files.answer(OWN + name, request);
        });
        for (String address : List.of(WebJars.HTMX, WebJars.CYTOSCAPE, WebJars.SWAGGER, WebJars.SWAGGER_STYLES)) {
            WebServer.answer(routes, address, request -> files.answer(OTHERS + address, request));
        }
    }

    private void answer(String resource, Context request) {
        SiteFile file = files.computeIfAbsent(resource, SiteFiles::read);
        if (file == null) {
            throw ProblemException.nothingAt(request);
        }
        // Weak, since the answer may be compressed.
        request.contentType(file.type).header("ETag", EntityTags.WEAK + file.tag);
        if (EntityTags.isKnown(file.tag, request)) {
            request.status(304);
        } else {
            request.result(file.content);
        }
    }

    /** Null if there is none, of which nothing is kept then. */
    private static SiteFile read(String resource) {
        try (InputStream in = SiteFiles.class.getResourceAsStream(resource)) {
            if (in == null) {
                return null;
            }
            return new SiteFile(in.readAllBytes(), type(resource));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot read " + resource + " of the program; was it built anew? start it again", e);
        }
    }

    private static String type(String resource) {
        return Objects.requireNonNull(
                ContentType.mimeTypeByExtension(resource.substring(resource.lastIndexOf('.') + 1)),
                () -> "no type of content for " + resource);
    }
}
