package dev.threatcards.web.http;

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
import org.webjars.WebJarVersionLocator;

/**
 * Serves the scripts and styles that pages load: the site's own, and those of WebJars, whose addresses contain the version. A file is
 * read from the class path on its first request. Jetty's resource handler would open the program's jar as a file system, which
 * takes a tenth of the start-up time. Thread-safe.
 */
public final class SiteFiles {

    public static final String HTMX = webJar("htmx.org", "dist/htmx.min.js");
    public static final String CYTOSCAPE = webJar("cytoscape", "dist/cytoscape.esm.min.mjs");
    public static final String SWAGGER = webJar("swagger-ui", "swagger-ui-bundle.js");
    public static final String SWAGGER_STYLES = webJar("swagger-ui", "swagger-ui.css");

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

    /** Adds the routes. */
    public static void addTo(RoutesConfig routes) {
        SiteFiles files = new SiteFiles();
        Routing.get(routes, "/static/{name}", request -> {
            String name = request.pathParam("name");
            if (!NAME.matcher(name).matches()) {
                throw Problem.nothingAt(request);
            }
            files.answer(OWN + name, request);
        });
        for (String address : List.of(HTMX, CYTOSCAPE, SWAGGER, SWAGGER_STYLES)) {
            Routing.get(routes, address, request -> files.answer(OTHERS + address, request));
        }
    }

    private static String webJar(String jar, String file) {
        String path = new WebJarVersionLocator().path(jar, file);
        return "/webjars/" + Objects.requireNonNull(path, () -> "no " + file + " in the WebJar " + jar);
    }

    private void answer(String resource, Context request) {
        SiteFile file = files.computeIfAbsent(resource, SiteFiles::read);
        if (file == null) {
            throw Problem.nothingAt(request);
        }
        // Weak: the answer may be compressed.
        request.contentType(file.type).header("ETag", HttpCaching.WEAK + file.tag);
        if (HttpCaching.isKnown(file.tag, request)) {
            request.status(304);
        } else {
            request.result(file.content);
        }
    }

    /** The file; null, which is not cached, if there is none. */
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
