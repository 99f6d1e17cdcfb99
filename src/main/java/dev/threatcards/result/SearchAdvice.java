package dev.threatcards.result;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Facet;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.text.DefensiveCopies;
import dev.threatcards.text.NullChecks;
import dev.threatcards.text.Numbers;

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
 * @param reports the reports that the query names by their addresses, each with the actors and tools of the searched collections that cite it
 * @param filters how each value of the filters was understood; also if no hits were requested
 * @param reading how the text was read; also if no hits were requested
 * @param unreadWords the number of words that were ignored because of {@link Limits#queryWords}
 * @param unreadPrefixes the number of asterisks that were ignored because of {@link Limits#queryPrefixes}
 * @param leftOut the number of cards that match too and were left out because they are not current, by their status; empty if the query says
 *     which editions it is about. Also if no hits were requested
 */
public record SearchAdvice(Optional<String> didYouMean, List<String> ignored, List<CardReference> sharing,
        int sharingTotal, List<Understood> understood, int understoodTotal, List<Relaxed> ways, int waysTotal,
        List<Elsewhere> elsewhere, List<Resolution.Meaning> mapped, Optional<NameForm> form, List<CveList.Count> cves,
        List<ReportCards.Count> reports, List<ReadFilter> filters, Reading reading, int unreadWords, int unreadPrefixes,
        Map<EditionStatus, Integer> leftOut) {

    /** No hints. */
    public static final SearchAdvice NONE = new SearchAdvice(Optional.empty(), List.of(), List.of(), 0, List.of(), 0,
            List.of(), 0, List.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of(), Reading.NONE, 0, 0,
            Map.of());

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
        reports = DefensiveCopies.list(reports, "reports");
        filters = DefensiveCopies.list(filters, "filters");
        Objects.requireNonNull(reading, "reading");
        leftOut = DefensiveCopies.enumMap(leftOut, "leftOut");
    }

    /** Sets the numbers of cards that were left out because they are not current. */
    public SearchAdvice withLeftOut(Map<EditionStatus, Integer> leftOut) {
        return new SearchAdvice(didYouMean, ignored, sharing, sharingTotal, understood, understoodTotal, ways,
                waysTotal, elsewhere, mapped, form, cves, reports, filters, reading, unreadWords, unreadPrefixes,
                leftOut);
    }

    /** Sets how the filters and the text were read, and the numbers of ignored words and asterisks. */
    public SearchAdvice withReading(List<ReadFilter> filters, Reading reading, int words, int prefixes) {
        return new SearchAdvice(didYouMean, ignored, sharing, sharingTotal, understood, understoodTotal, ways,
                waysTotal, elsewhere, mapped, form, cves, reports, filters, reading, words, prefixes, leftOut);
    }

    /** Sets the actors to which mapping files give the text as a name. Their name has no other form. */
    public SearchAdvice withMapped(List<Resolution.Meaning> actors) {
        List<Resolution.Meaning> named = DefensiveCopies.list(actors, "actors");
        return named.isEmpty()
                ? this
                : new SearchAdvice(didYouMean, ignored, sharing, sharingTotal, understood, understoodTotal, ways,
                        waysTotal, elsewhere, named, Optional.empty(), cves, reports, filters, reading, unreadWords,
                        unreadPrefixes, leftOut);
    }

    /** The number of all cards that were left out because they are not current. */
    public int leftOutTotal() {
        return leftOut.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The cards that were left out, in words: "3 dropped, 1 revoked"; empty if none was. */
    public String leftOutWords() {
        return leftOut.entrySet().stream().map(each -> Numbers.grouped(each.getValue()) + " " + each.getKey().key())
                .collect(Collectors.joining(", "));
    }

    /** Whether several cards have the text as a name. */
    public boolean isAmbiguous() {
        return !sharing.isEmpty();
    }

    /** The filters with the values that cards have in place of what was written, where these mean the same; ranges stay as they are. */
    public Filters understoodFilters() {
        return filters(filter -> !filter.facet().hasYears());
    }

    /** The same with the years of ranges in place of these, so that a year can be added or removed. */
    public Filters filtersByYear() {
        return filters(filter -> true);
    }

    private Filters filters(Predicate<ReadFilter> isReplaced) {
        Filters understood = Filters.NONE;
        for (ReadFilter filter : filters) {
            for (String value : isReplaced.test(filter) ? filter.canonical() : List.of(filter.value())) {
                understood = understood.with(filter.facet(), filter.mode(), value);
            }
        }
        return understood;
    }

    /**
     * How a value of a filter was understood.
     *
     * @param value as it was written
     * @param understood in words: "Russia", "X-Agent or CHOPSTICK", "2010 to 2015", "no value"; empty if it means nothing, so that no card
     *     has it
     * @param values the values of cards that are meant; of a range the years that it has as a whole
     * @param nearest the values that look most like one that means nothing
     */
    public record ReadFilter(Facet facet, Filters.Mode mode, String value, String understood, List<String> values,
            List<String> nearest) {

        /** More values are not written in place of one. */
        private static final int MOST = 50;

        public ReadFilter {
            NullChecks.requireNonNull("facet", facet, "mode", mode, "value", value, "understood", understood);
            values = DefensiveCopies.list(values, "values");
            nearest = DefensiveCopies.list(nearest, "nearest");
        }

        /** The values that mean the same if they replace what was written. */
        private List<String> canonical() {
            if (values.isEmpty() && Filters.isNone(value)) {
                return List.of(Filters.NO_VALUE);
            }
            boolean replaces = values.size() == 1
                    || (!values.isEmpty() && values.size() <= MOST && mode != Filters.Mode.ALL);
            return replaces ? values : List.of(value);
        }
    }

    /**
     * How the text of a query was read.
     *
     * @param isName whether the text is a name of a card
     * @param required what a card has to match
     * @param helps words of which a card has to match some; each more that it matches helps
     * @param atLeast how many of those have to match
     * @param excluded what no card may match
     * @param ignored words as they were typed that were ignored, because no card has them or because they say nothing
     * @param withoutFilters the text without the parts that ask for values of facets
     */
    public record Reading(boolean isName, List<ReadClause> required, List<ReadClause> helps, int atLeast,
            List<ReadClause> excluded, List<String> ignored, String withoutFilters) {

        /** How a text without words is read. */
        public static final Reading NONE = new Reading(false, List.of(), List.of(), 0, List.of(), List.of(), "");

        public Reading {
            required = DefensiveCopies.list(required, "required");
            helps = DefensiveCopies.list(helps, "helps");
            excluded = DefensiveCopies.list(excluded, "excluded");
            ignored = DefensiveCopies.list(ignored, "ignored");
            Objects.requireNonNull(withoutFilters, "withoutFilters");
        }
    }

    /**
     * A part of a query's text.
     *
     * @param typed the part as it can be typed
     * @param words what it was read as, in words; the same as typed for a word that stands for itself
     * @param isFilter whether it asks for values of facets, and not for words
     * @param isFolded whether it is a word that was read as another form or a synonym of it
     * @param filter how its value was understood, if it is one value of a facet
     * @param without the text without the part
     */
    public record ReadClause(String typed, String words, boolean isFilter, boolean isFolded,
            Optional<ReadFilter> filter, String without) {
        public ReadClause {
            NullChecks.requireNonNull("typed", typed, "words", words, "filter", filter, "without", without);
        }
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

    /**
     * The form that a name shares with others, as the cards show it: "… Typhoon" names actors of China for Microsoft.
     *
     * @param pattern the shared word with "…" for the part that differs, or the letters with "#" for the number: "UNC#"
     * @param giver who gave most of the names; empty if the cards do not say it
     * @param country the country that most of the names are on cards of; empty if there is none
     * @param count how many of the names are on cards of that country; 0 if there is none
     * @param total how many names of the giver have the form
     */
    public record NameForm(String pattern, String giver, String country, int count, int total) {

        public NameForm {
            NullChecks.requireNonNull("pattern", pattern, "giver", giver, "country", country);
        }

        /** What the form says: "… Typhoon: Microsoft's names for China (27 of 27 on this deck)". */
        public String text() {
            String names = giver.isEmpty() ? "names" : giver + (giver.endsWith("s") ? "'" : "'s") + " names";
            return country.isEmpty()
                    ? String.format(Locale.ROOT, "%s: %s (%,d on this deck)", pattern, names, total)
                    : String.format(Locale.ROOT, "%s: %s for %s (%,d of %,d on this deck)", pattern, names, country,
                            count, total);
        }
    }
}
