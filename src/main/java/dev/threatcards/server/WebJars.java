package dev.threatcards.server;

import java.util.Objects;

import org.webjars.WebJarVersionLocator;

/** The scripts and styles of others that pages load, each from the jar that brings it; addresses carry the version. */
final class WebJars {

    static final String HTMX = address("htmx.org", "dist/htmx.min.js");
    static final String CYTOSCAPE = address("cytoscape", "dist/cytoscape.esm.min.mjs");

    static final String SWAGGER = address("swagger-ui", "swagger-ui-bundle.js");
    static final String SWAGGER_STYLES = address("swagger-ui", "swagger-ui.css");

    private WebJars() {
    }

    private static String address(String jar, String file) {
        String path = new WebJarVersionLocator().path(jar, file);
        return "/webjars/" + Objects.requireNonNull(path, () -> "no " + file + " in the WebJar " + jar);
    }
}
