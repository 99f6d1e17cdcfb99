package dev.threatcards.web.pages;

import java.util.List;

/** The view model of the page that documents the API. */
public record ApiPage(Site site, List<Endpoint> endpoints) {

    /** An endpoint of the API; {@code example} is an address to try. */
    public record Endpoint(String method, String path, String gives, List<Parameter> parameters, String example) {
    }

    /** One or several parameters with one meaning. */
    public record Parameter(String name, String meaning) {
    }
}
