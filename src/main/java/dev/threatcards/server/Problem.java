package dev.threatcards.server;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonRootName;

import dev.threatcards.json.JsonOutput;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_DEFAULT;

/**
 * What went wrong with a request, as RFC 9457 ("Problem Details for HTTP APIs") has it; a page shows the same.
 *
 * @param status the HTTP status
 * @param title the kind of problem, in a few words
 * @param detail what is wrong with this request and what would do, as a sentence
 * @param parameter the parameter that it is about; empty if it is about none
 * @param id the id under which the server's log has more; empty if it is not logged
 */
record Problem(int status, String title, String detail, String parameter, String id) {

    static final String CONTENT_TYPE = "application/problem+json";

    /** The problem as it is sent. */
    @JsonRootName("Problem")
    record Details(String type, String title, int status, String detail,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("The parameter that it is about.") String parameter,
            @JsonInclude(NON_DEFAULT) @JsonPropertyDescription("What the server's log has more under.") String id) {
    }

    /** A problem that is not logged. */
    Problem(int status, String title, String detail, String parameter) {
        this(status, title, detail, parameter, "");
    }

    /** The same problem with the id under which it is logged, which the detail names as well. */
    Problem loggedAs(String logged) {
        return new Problem(status, title, detail + " The server's log has more under the id " + logged + ".", parameter,
                logged);
    }

    /** The problem as JSON. */
    String json() {
        return JsonOutput.text(new Details("about:blank", title, status, detail, parameter, id));
    }
}
