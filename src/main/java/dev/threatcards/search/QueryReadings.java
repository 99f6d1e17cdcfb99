package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.threatcards.card.Facet;
import dev.threatcards.deck.ReadValue;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.AnyOf;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Days;
import dev.threatcards.parse.QueryTree.Group;
import dev.threatcards.parse.QueryTree.Phrase;
import dev.threatcards.parse.QueryTree.Prefix;
import dev.threatcards.parse.QueryTree.Report;
import dev.threatcards.parse.QueryTree.Value;
import dev.threatcards.parse.QueryTree.ValuePrefix;
import dev.threatcards.parse.QueryTree.Vulnerability;
import dev.threatcards.parse.QueryTree.Word;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.result.SearchAdvice.ReadClause;
import dev.threatcards.result.SearchAdvice.ReadFilter;
import dev.threatcards.result.SearchAdvice.Reading;
import dev.threatcards.text.NameKeys;

/** Tells how the text of a query was read: what has to match, what helps, what was read as something else, and what was ignored. */
final class QueryReadings {

    // What a word has more than its stem, which may lack an "e" or "y": attack|ed, plan|ned, phish|ing, mail|s, compan|ies. Nothing if it is its stem.
    private static final Pattern INFLECTION = Pattern.compile("(?:[a-z]?(?:ed|ing)|e?s|d|ie[sd])?");

    private final ClauseQueries clauses;
    private final AnalyzedQuery query;

    private QueryReadings(ClauseQueries clauses) {
        this.clauses = clauses;
        this.query = clauses.query();
    }

    /**
     * How the text was read.
     *
     * @param unknown the required clauses that were ignored because nothing matches them
     * @param demanded how many of the other required clauses have to match
     */
    static Reading of(ClauseQueries clauses, List<Clause> unknown, int demanded) throws IOException {
        QueryTree tree = clauses.query().tree();
        return tree.isEmpty() ? Reading.NONE : new QueryReadings(clauses).of(tree, unknown, demanded);
    }

    private Reading of(QueryTree tree, List<Clause> unknown, int demanded) throws IOException {
        List<Clause> texts = new ArrayList<>(tree.texts().isEmpty() ? List.of() : query.required());
        texts.removeAll(unknown);
        boolean all = demanded >= texts.size();
        List<Clause> must = all ? texts : texts.stream().filter(query.demanded()::contains).toList();
        List<ReadClause> helps = read(texts.stream().filter(clause -> !must.contains(clause)).toList(), Mode.ALL);
        List<ReadClause> required = new ArrayList<>(read(must, Mode.ALL));
        required.addAll(read(tree.filters(), Mode.ALL));
        Set<String> used = new HashSet<>();
        query.required().forEach(clause -> used.addAll(List.of(clause.text().split("\\s+", -1))));
        List<String> ignored = Stream
                .concat(unknown.stream(),
                        tree.texts().stream()
                                .filter(clause -> clause instanceof Word word && !used.contains(word.text())))
                .map(Clause::typed).distinct().toList();
        return new Reading(clauses.names().isKnown(), required, helps, all ? 0 : Math.max(0, demanded - must.size()),
                read(tree.unwanted(), Mode.NOT), ignored,
                tree.without(Stream.concat(tree.wanted().stream(), tree.unwanted().stream()).filter(Clause::isFilter)
                        .toList()).typed());
    }

    private List<ReadClause> read(List<Clause> some, Mode mode) throws IOException {
        List<ReadClause> read = new ArrayList<>();
        for (Clause clause : some) {
            Optional<ReadFilter> filter = clause instanceof Value || clause instanceof Days
                    ? Optional.of(ReadFilters.understood(value(clause), mode, clauses.values()))
                    : Optional.empty();
            String words = words(clause);
            boolean isFolded = clause instanceof Word && !words.equals(clause.typed());
            read.add(new ReadClause(clause.typed(), words, clause.isFilter(), isFolded, filter,
                    query.tree().without(List.of(clause)).typed()));
        }
        return read;
    }

    private ReadValue value(Clause clause) throws IOException {
        return clause instanceof Days days
                ? clauses.values().days(days.facet(), days.written(), days.range())
                : clauses.read((Value) clause);
    }

    private String words(Clause clause) throws IOException {
        return switch (clause) {
            case Word word -> folded(word);
            case Phrase phrase -> phrase.typed();
            case Vulnerability vulnerability -> vulnerability.typed();
            case Report report -> clauses.isCited(report) ? "cites " + report.address().key() : report.typed();
            case Prefix prefix -> "words that begin with " + prefix.beginning();
            case Value value -> field(value.facet(), clauses.read(value).words());
            case Days days -> field(days.facet(), days.range().words());
            case ValuePrefix value -> field(value.facet(), "begins with " + value.beginning());
            case AnyOf any -> joined(any.alternatives(), " or ");
            case Group group -> "(" + joined(group.tree().wanted(), " and ")
                    + (group.tree().unwanted().isEmpty() || group.tree().wanted().isEmpty() ? "" : " and ")
                    + (group.tree().unwanted().isEmpty() ? "" : "not " + joined(group.tree().unwanted(), " and not "))
                    + ")";
        };
    }

    private String joined(List<Clause> some, String separator) throws IOException {
        List<String> words = new ArrayList<>();
        for (Clause clause : some) {
            words.add(words(clause));
        }
        return String.join(separator, words);
    }

    private static String field(Facet facet, String understood) {
        return facet.label() + ": " + (understood.isEmpty() ? "nothing that a card has" : understood);
    }

    /** The word as it was typed, or the terms that it was replaced by: "iran" for "Iranians", but not "attack" for "attacked". */
    private String folded(Word word) {
        String terms = String.join(" ", query.of(word).textTerms());
        return terms.isEmpty() || isInflected(NameKeys.folded(word.text()), NameKeys.folded(terms))
                ? word.text()
                : terms;
    }

    private static boolean isInflected(String word, String stem) {
        int common = 0;
        while (common < Math.min(word.length(), stem.length()) && word.charAt(common) == stem.charAt(common)) {
            common++;
        }
        return common >= stem.length() - 1 && INFLECTION.matcher(word.substring(common)).matches();
    }
}
