package dev.threatcards.web.http;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.export.ExportFormat;

/** Paths of the API that pages, caching and CORS refer to. */
public final class ApiPaths {

    /** The prefix of the API. */
    public static final String API = "/api/";

    /** The prefix of version 1. */
    static final String V1 = API + "v1/";

    /** The route of an export; its format is a path parameter. */
    public static final String EXPORT = V1 + "export.{format}";

    public static final String NAMES = V1 + "names";
    public static final String NAMES_CSV = NAMES + ".csv";
    public static final String CROSSWALK = V1 + "crosswalk";
    public static final String CROSSWALK_CSV = CROSSWALK + ".csv";
    public static final String OPERATIONS = V1 + "operations";
    public static final String STATS = V1 + "stats";
    public static final String DECK = V1 + "deck";

    /** The endpoint of the Model Context Protocol. */
    public static final String MCP = "/mcp";

    /** The OpenAPI document. */
    public static final String OPENAPI = "/openapi.json";

    private ApiPaths() {
    }

    /** The prefix of the cards of a kind; an id follows. */
    static String cards(Kind kind) {
        return V1 + switch (kind) {
            case ACTOR -> "cards/";
            case TOOL -> "tools/";
        };
    }

    static String export(ExportFormat format) {
        return EXPORT.replace("{format}", format.key());
    }
}
