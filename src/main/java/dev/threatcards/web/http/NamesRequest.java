package dev.threatcards.web.http;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.query.LeadOptions;
import dev.threatcards.query.Limits;
import dev.threatcards.result.Mention;
import dev.threatcards.result.Resolution;

/** The parameters and limits that API, pages and agents share when they resolve names or scan texts. */
public final class NamesRequest {

    /** The largest list of names, in bytes: as many names as allowed, each as long as allowed. */
    public static final int LIST_BYTES = 1 << 20;

    /** The largest text, in bytes: a book of a thousand pages. */
    public static final int TEXT_BYTES = 5 << 20;

    /** The most mentions in an answer, some 30 MB of JSON. */
    private static final int MOST_MENTIONS = 100_000;

    /** The most cards that the names or mentions of an answer mean together, some 20 MB of JSON. */
    private static final int MOST_MEANT = 100_000;

    /** Names that are resolved before the cards they mean are counted. */
    private static final int BATCH = 20;

    private NamesRequest() {
    }

    /** The values of the parameter {@code collection}. */
    public static Set<String> collections(Map<String, List<String>> parameters) {
        String name = Facet.COLLECTION.parameter();
        return QueryParameters.parse(Kind.ACTOR, Map.of(name, parameters.getOrDefault(name, List.of())), Set.of())
                .filters().choice(Facet.COLLECTION).any();
    }

    /**
     * The options of a search for the actors that a text fits: size, named and collection.
     *
     * @param others the names of further parameters that are no mistake
     * @throws dev.threatcards.error.InvalidQueryException if one is not known or malformed
     */
    public static LeadOptions leads(Map<String, List<String>> parameters, Set<String> others) {
        Set<String> known = new HashSet<>(Set.of("size", "named", Facet.COLLECTION.parameter()));
        known.addAll(others);
        QueryParameters.requireOnly(known, parameters);
        int size = QueryParameters.number("size", LeadOptions.SIZE, parameters);
        boolean named = !parameters.containsKey("named") || QueryParameters.flag("named", parameters);
        return new LeadOptions(size, named, collections(parameters));
    }

    /**
     * Resolves names.
     *
     * @throws Problem.Thrown 413 if they mean too many cards for one answer
     */
    public static List<Resolution> resolve(List<String> names, Set<String> collections, ThreatCards cards) {
        if (names.size() > Limits.NAMES) {
            return cards.resolve(names, collections);
        }
        List<Resolution> resolutions = new ArrayList<>();
        int meant = 0;
        for (int from = 0; from < names.size(); from += BATCH) {
            for (Resolution some : cards.resolve(names.subList(from, Math.min(from + BATCH, names.size())),
                    collections)) {
                resolutions.add(some);
                meant += some.meanings().size()
                        + some.cve().map(cve -> cve.actors().size() + cve.tools().size()).orElse(0);
            }
            if (meant > MOST_MEANT) {
                throw RequestBody.tooLarge("The first " + resolutions.size() + " names mean " + meant
                        + " cards together; an answer has at most " + MOST_MEANT + ". Send fewer names at once.");
            }
        }
        return resolutions;
    }

    /**
     * Checks that the mentions fit into one answer.
     *
     * @throws Problem.Thrown 413 if there are too many, or if they mean too many cards
     */
    public static void requireFew(List<Mention> mentions) {
        if (mentions.size() > MOST_MENTIONS) {
            throw RequestBody.tooLarge("The text mentions cards " + mentions.size() + " times; an answer has at most "
                    + MOST_MENTIONS + " mentions. Send it in parts.");
        }
        long meant = mentions.stream().mapToLong(mention -> mention.cards().size()).sum();
        if (meant > MOST_MEANT) {
            throw RequestBody.tooLarge("The " + mentions.size() + " mentions of the text may mean " + meant
                    + " cards together; an answer has at most " + MOST_MEANT + ". Send it in parts.");
        }
    }
}
