package dev.threatcards.web.pages;

import java.util.List;

/** The view model of the page that documents the API. */
public record ApiPage(Site site, List<Endpoint> endpoints) {

    /**
     * An endpoint of the API.
     *
     * @param gives what the answer contains, in a sentence or two
     * @param example an address to try; empty if a request needs a body
     */
    public record Endpoint(String method, String path, String gives, List<Parameter> parameters, String example) {
    }

    /** A parameter, or several with one meaning. */
    public record Parameter(String name, String meaning) {
    }
}
