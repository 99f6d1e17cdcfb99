package dev.threatcards.result;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.text.DefensiveCopies;

/**
 * What a search has to say beside its hits. It is worked out for a page of hits, and empty where counts alone were asked for.
 *
 * @param didYouMean the query's text with what no card has put right; empty if nothing is wrong, or if nothing that is near would
 *     find a card under the same filters
 * @param ignored words, as they were typed, that no card has and that fell away so that the others find something
 * @param sharing the cards among those found that all carry the text as a name: more than one, or none at all; the first twenty at
 *     most
 * @param sharingTotal how many cards carry the text as a name, of those found
 * @param understood runs of words that are values of a facet, in the order in which they were typed; offered, never forced
 * @param understoodTotal how many such runs there are, listed or not
 * @param ways where nothing was found: what would be without a filter or a word, the most cards first
 * @param waysTotal how many such ways there are, listed or not
 * @param unreadWords how many words at the text's end were not searched for, being beyond {@link Limits#queryWords}
 * @param unreadPrefixes how many asterisks meant nothing, being beyond {@link Limits#queryPrefixes}
 */
public record SearchAdvice(Optional<String> didYouMean, List<String> ignored, List<CardReference> sharing,
        int sharingTotal, List<Understood> understood, int understoodTotal, List<Relaxed> ways, int waysTotal,
        int unreadWords, int unreadPrefixes) {

    /** Nothing to say. */
    public static final SearchAdvice NONE = new SearchAdvice(Optional.empty(), List.of(), List.of(), 0, List.of(), 0,
            List.of(), 0, 0, 0);

    public SearchAdvice {
        Objects.requireNonNull(didYouMean, "didYouMean");
        ignored = DefensiveCopies.list(ignored, "ignored");
        sharing = DefensiveCopies.list(sharing, "sharing");
        understood = DefensiveCopies.list(understood, "understood");
        ways = DefensiveCopies.list(ways, "ways");
    }

    /** The same where so many words and asterisks of the text were not searched for. */
    public SearchAdvice withUnread(int words, int prefixes) {
        return words == unreadWords && prefixes == unreadPrefixes
                ? this
                : new SearchAdvice(didYouMean, ignored, sharing, sharingTotal, understood, understoodTotal, ways,
                        waysTotal, words, prefixes);
    }

    /** Whether the text is a name that more than one card carries. */
    public boolean isAmbiguous() {
        return !sharing.isEmpty();
    }

    /**
     * Words that can be asked for as a filter: "Chinese" as country China.
     *
     * @param words the words as they were typed
     * @param facet the facet
     * @param value the value, as cards have it
     * @param text the query's text without the words
     * @param total how many cards there are with that text, the same filters and this one
     */
    public record Understood(String words, Facet facet, String value, String text, int total) {
        public Understood {
            Objects.requireNonNull(words, "words");
            Objects.requireNonNull(facet, "facet");
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(text, "text");
        }
    }

    /**
     * The same search with less asked for.
     *
     * @param dropped what is not asked for any more, as a person would type it: "country:China", "-russia", "wiper"
     * @param text the query's text without it
     * @param filters the filters without it
     * @param total how many cards there are then; at least one
     */
    public record Relaxed(String dropped, String text, Filters filters, int total) {
        public Relaxed {
            Objects.requireNonNull(dropped, "dropped");
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(filters, "filters");
        }
    }
}
