package dev.threatcards.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;

/**
 * Hints for the user beside the hits. They are empty if no hits were requested.
 *
 * @param didYouMean the text with unknown words corrected; empty if there are none, or if no correction finds a card with the same
 *     filters
 * @param ignored unknown words, as they were typed, that were ignored so that the others match
 * @param sharing the cards that have the text as a name, if there are several; at most twenty
 * @param sharingTotal the number of all cards that have the text as a name
 * @param understood runs of words that are facet values, in the order of the text
 * @param understoodTotal the number of all such runs
 * @param ways if nothing matches, searches without one filter or word that find cards, the most cards first
 * @param waysTotal the number of all such searches
 * @param elsewhere the other collections whose cards the text finds, if it is a name there and none here or nothing matches here; empty if a
 *     collection is selected
 * @param mapped the actors to which mapping files give the text as a name that their cards do not have
 * @param form if nothing matches, the form that the text has as a name
 * @param cves the vulnerabilities that the query names by their ids, each with the actors and tools of the searched collections that mention it
 * @param unreadWords the number of words that were ignored because of {@link Limits#queryWords}
 * @param unreadPrefixes the number of asterisks that were ignored because of {@link Limits#queryPrefixes}
 */
public record SearchAdvice(Optional<String> didYouMean, List<String> ignored, List<CardReference> sharing,
        int sharingTotal, List<Understood> understood, int understoodTotal, List<Relaxed> ways, int waysTotal,
        List<Elsewhere> elsewhere, List<Resolution.Meaning> mapped, Optional<NameForm> form, List<CveList.Count> cves,
        int unreadWords, int unreadPrefixes) {

    /** No hints. */
    public static final SearchAdvice NONE = new SearchAdvice(Optional.empty(), List.of(), List.of(), 0, List.of(), 0,
            List.of(), 0, List.of(), List.of(), Optional.empty(), List.of(), 0, 0);

    public SearchAdvice {
        Objects.requireNonNull(didYouMean, "didYouMean");
        ignored = DefensiveCopies.list(ignored, "ignored");
        sharing = DefensiveCopies.list(sharing, "sharing");
        understood = DefensiveCopies.list(understood, "understood");
        ways = DefensiveCopies.list(ways, "ways");
        elsewhere = DefensiveCopies.list(elsewhere, "elsewhere");
        mapped = DefensiveCopies.list(mapped, "mapped");
        Objects.requireNonNull(form, "form");
        cves = DefensiveCopies.list(cves, "cves");
    }

    /** Sets the numbers of ignored words and asterisks. */
    public SearchAdvice withUnread(int words, int prefixes) {
        return words == unreadWords && prefixes == unreadPrefixes
                ? this
                : new SearchAdvice(didYouMean, ignored, sharing, sharingTotal, understood, understoodTotal, ways,
                        waysTotal, elsewhere, mapped, form, cves, words, prefixes);
    }

    /** Sets the actors to which mapping files give the text as a name. Their name has no other form. */
    public SearchAdvice withMapped(List<Resolution.Meaning> actors) {
        List<Resolution.Meaning> named = DefensiveCopies.list(actors, "actors");
        return named.isEmpty()
                ? this
                : new SearchAdvice(didYouMean, ignored, sharing, sharingTotal, understood, understoodTotal, ways,
                        waysTotal, elsewhere, named, Optional.empty(), cves, unreadWords, unreadPrefixes);
    }

    /** Whether several cards have the text as a name. */
    public boolean isAmbiguous() {
        return !sharing.isEmpty();
    }

    /**
     * Words that can become a filter: "Chinese" means the country China.
     *
     * @param words the words as they were typed
     * @param value the facet value that they mean
     * @param text the query's text without the words
     * @param total the number of cards that match the text with the filter added
     */
    public record Understood(String words, Facet facet, String value, String text, int total) {
        public Understood {
            NullChecks.requireNonNull("words", words, "facet", facet, "value", value, "text", text);
        }
    }

    /**
     * The search without one of its filters or words.
     *
     * @param dropped the filter or word as it can be typed: "country:China", "-russia", "wiper"
     * @param text the remaining text
     * @param filters the remaining filters
     * @param total the number of cards that match then; at least one
     */
    public record Relaxed(String dropped, String text, Filters filters, int total) {
        public Relaxed {
            NullChecks.requireNonNull("dropped", dropped, "text", text, "filters", filters);
        }
    }

    /**
     * The same search in another collection.
     *
     * @param total the number of cards that match there; at least one
     */
    public record Elsewhere(String collection, int total) {
        public Elsewhere {
            Objects.requireNonNull(collection, "collection");
        }
    }
}
