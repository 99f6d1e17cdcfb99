package dev.threatcards.web.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.javalin.http.Context;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;

/**
 * The parameters of a table of names by giver: those of a search, of which that of name-givers chooses the columns as well.
 *
 * @param query the query without a choice of givers
 * @param givers the givers as they are asked for
 */
public record NameTableRequest(CardQuery query, List<String> givers) {

    /** A name to translate. */
    public static final String NAME = "name";

    /** The giver whose name is wanted. */
    public static final String TO = "to";

    /** The parameter that chooses the columns. */
    public static final String GIVER = Facet.GIVER.parameter();

    public NameTableRequest {
        givers = List.copyOf(givers);
    }

    /** Reads the parameters; unknown ones are errors. */
    public static NameTableRequest of(Map<String, List<String>> parameters) {
        return of(parameters, Set.of());
    }

    /** Reads the parameters of a page, which ignores those that no page has. */
    public static NameTableRequest ofPage(Context request) {
        return of(QueryParameters.ofPages(Set.of(NAME, TO), request), Set.of(NAME, TO));
    }

    private static NameTableRequest of(Map<String, List<String>> parameters, Set<String> more) {
        Map<String, List<String>> search = new HashMap<>(parameters);
        List<String> givers = search.remove(GIVER);
        return new NameTableRequest(QueryParameters.parse(Kind.ACTOR, search, more),
                givers == null
                        ? List.of()
                        : givers.stream().map(String::strip).filter(giver -> !giver.isEmpty()).distinct().toList());
    }
}
