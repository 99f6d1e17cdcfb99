package dev.threatcards.result;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.Provenance;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;
import dev.threatcards.text.Numbers;

/**
 * A report, by its address, with the cards that cite it: ETDA's if it has any, otherwise those of every collection.
 *
 * @param normal the address in the form in which two ways to write it are equal: {@code example.org/report?id=5}
 * @param address the address as the first of the cards writes it; else {@code https://} and the normal form
 * @param actors by title, at most a thousand
 * @param actorTotal the number of all actors
 * @param tools by title, at most a thousand
 * @param toolTotal the number of all tools
 * @param elsewhere the numbers of cards of other collections that cite it, by collection
 * @param shared other reports that at least two of these actors and tools cite, with how many of them do; the most first, at most
 *     {@link #MOST}
 * @param sharedTotal the number of all those
 * @param nearby if no card cites it, reports of the same host that cards cite, those first whose addresses are most alike, at most {@link #MOST}
 * @param nearbyTotal the number of all those
 * @param provenance the sources of the cards of the index
 */
public record ReportCards(String normal, String address, List<Mentioning> actors, int actorTotal,
        List<Mentioning> tools, int toolTotal, Map<String, Integer> elsewhere, List<Count> shared, int sharedTotal,
        List<Count> nearby, int nearbyTotal, Provenance provenance) implements SubjectCards<SubjectCards.Mentioning> {

    /** The most reports in a list. */
    public static final int MOST = 100;

    /**
     * A report with the numbers of actors and of tools that cite it.
     *
     * @param normal its address in the normal form
     */
    public record Count(String normal, int actors, int tools) {
        public Count {
            Objects.requireNonNull(normal, "normal");
        }

        /** An address that leads to it. */
        public String address() {
            return "https://" + normal;
        }

        /** What the numbers say: "3 actors, 1 tool cite it". */
        public String text() {
            if (actors + tools == 0) {
                return "no card cites it";
            }
            String some = Stream
                    .of(actors > 0 ? Numbers.counted(actors, "actor") : "",
                            tools > 0 ? Numbers.counted(tools, "tool") : "")
                    .filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
            return some + (actors + tools == 1 ? " cites it" : " cite it");
        }
    }

    public ReportCards {
        NullChecks.requireNonNull("normal", normal, "address", address, "provenance", provenance);
        actors = DefensiveCopies.list(actors, "actors");
        tools = DefensiveCopies.list(tools, "tools");
        elsewhere = DefensiveCopies.sortedMap(elsewhere, "elsewhere");
        shared = DefensiveCopies.list(shared, "shared");
        nearby = DefensiveCopies.list(nearby, "nearby");
    }
}
