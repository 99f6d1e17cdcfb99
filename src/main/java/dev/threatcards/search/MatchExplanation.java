package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.TechniqueTexts;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Technique;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.LabelIndex;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.AnalyzedText;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Days;
import dev.threatcards.parse.QueryTree.Phrase;
import dev.threatcards.parse.QueryTree.Value;
import dev.threatcards.parse.QueryTree.ValuePrefix;
import dev.threatcards.query.Limits;
import dev.threatcards.result.Match;
import dev.threatcards.text.FirstOf;

/**
 * Explains hits: lists the names and labels of a card that contain words of the query, or by which the query matched the card in another
 * spelling. For one query and one thread.
 */
final class MatchExplanation {

    /** A page shows no more reasons of a hit. */
    private static final int MOST = 6;

    /** Shorter prefixes are not explained: many names start with the same two letters. */
    private static final int SHORTEST_PREFIX = 3;

    /** An id is "CVE", a year and a number; an address says no less. */
    private static final int SUBJECT_WEIGHT = 3;

    private final List<QueryTerms.Word> words;
    private final Set<String> terms;
    private final AnalyzedText whole;
    private final WholeNames wholeNames;
    private final Recall recall;
    private final LabelIndex labels;
    /** The words of the query that are names of a tool, by the keys of all names of that tool. */
    private final Map<String, String> toolNames = new LinkedHashMap<>();
    /** The words of the query that mean a technique, by their key. */
    private final Map<String, String> techniqueNames = new LinkedHashMap<>();
    private final List<Clause> filters;
    private final AskedSubjects asked;
    /** The values of cards that the query filters by. */
    private final Map<Value, Set<String>> filterValues = new HashMap<>();

    MatchExplanation(QueryTerms queryTerms, ClauseQueries clauses, Recall recall, AskedSubjects asked)
            throws IOException {
        AnalyzedQuery query = clauses.query();
        this.asked = asked;
        this.words = queryTerms.words();
        this.terms = words.stream().flatMap(word -> word.terms().stream()).collect(Collectors.toSet());
        this.whole = query.name();
        this.wholeNames = clauses.names();
        this.recall = recall;
        this.labels = clauses.reader().labels();
        for (AnalyzedText name : Stream.concat(Stream.of(whole), query.words().stream()).toList()) {
            clauses.toolKeys(name).forEach(key -> toolNames.putIfAbsent(key, name.text()));
        }
        addTechniques(query);
        this.filters = query.tree().filters().stream().flatMap(QueryTree::leaves).toList();
        for (Value value : query.tree().values()) {
            filterValues.put(value, clauses.read(value).spellings());
        }
    }

    /** The whole query, its phrases, and the runs of its words that are no longer than a label. */
    private void addTechniques(AnalyzedQuery query) throws IOException {
        List<AnalyzedText> texts = new ArrayList<>(List.of(whole));
        for (Clause clause : query.tree().leaves().toList()) {
            if (clause instanceof Phrase phrase) {
                texts.add(query.of(phrase));
            }
        }
        int size = Math.min(query.words().size(), Limits.QUERY_WORDS);
        for (int from = 0; from < size; from++) {
            for (int to = from + 1; to <= Math.min(size, from + Ranking.LONGEST_LABEL); to++) {
                texts.add(query.run(from, to));
            }
        }
        for (AnalyzedText text : texts) {
            if (labels.facets(text.key()).contains(Facet.TECHNIQUE)) {
                techniqueNames.putIfAbsent(text.key(), text.text());
            }
        }
    }

    /**
     * A name or label that may be a reason.
     *
     * @param weight the number of terms of the query that it accounts for; zero if it is no reason
     */
    private record Candidate(Match match, int weight) {
        static final Candidate NONE = new Candidate(new Match("", "", "", List.of()), 0);
    }

    /** The reasons, first those that account for the most of the query; where these tie, names before labels. */
    FirstOf<Match> of(Card card) {
        if (terms.isEmpty() && whole.folded().isEmpty() && filters.isEmpty() && asked.isEmpty()) {
            return new FirstOf<>(List.of(), 0);
        }
        List<Candidate> candidates = new ArrayList<>();
        card.names().forEach(name -> candidates.add(name("name", name.name(), name.giver())));
        card.attackIds().forEach(id -> candidates.add(name("attackId", id, "")));
        asked.matches(card).forEach(match -> candidates.add(new Candidate(match, SUBJECT_WEIGHT)));
        card.techniques().forEach(technique -> candidates.add(technique(technique)));
        switch (card) {
            case ActorCard actor -> addLabels(actor, candidates);
            case ToolCard tool -> Stream.of(Facet.TYPE, Facet.CATEGORY, Facet.TACTIC)
                    .forEach(facet -> facet.values(tool).forEach(value -> candidates.add(label(facet, value))));
        }
        return FirstOf.of(
                candidates.stream().filter(candidate -> candidate.weight > 0)
                        .sorted(Comparator.comparingInt(Candidate::weight).reversed()).map(Candidate::match).toList(),
                MOST);
    }

    private Candidate name(String field, String name, String giver) {
        String key = labels.of(name).folded();
        String folded = whole.folded();
        boolean isWhole = wholeNames.include(name, key);
        boolean isNear = !recall.nearNames().isEmpty() && NearNames.isOneOf(recall.nearNames(), name);
        if (isWhole || isNear || (folded.length() >= SHORTEST_PREFIX && key.startsWith(folded))) {
            return new Candidate(new Match(field, name, giver, List.of(whole.text())),
                    isWhole ? Integer.MAX_VALUE : Integer.MAX_VALUE - 1);
        }
        Candidate typed = withWords(field, name, giver);
        if (recall.nearWords().isEmpty()) {
            return typed;
        }
        long corrected = CardAnalyzer.terms(CardFields.NAME_WORDS, name).stream().filter(recall.nearWords()::contains)
                .count();
        if (corrected == 0) {
            return typed;
        }
        Stream<String> unknown = recall.unknown().stream().map(Clause::text).filter(word -> !word.isEmpty());
        return new Candidate(
                new Match(field, name, giver, Stream.concat(typed.match.words().stream(), unknown).distinct().toList()),
                typed.weight + (int) corrected);
    }

    private void addLabels(ActorCard card, List<Candidate> candidates) {
        card.tools().texts().forEach(tool -> candidates.add(tool(tool)));
        card.country().forEach(country -> candidates.add(label(Facet.COUNTRY, country)));
        card.sectors().texts().forEach(sector -> candidates.add(label(Facet.SECTOR, sector)));
        card.motivation().forEach(motivation -> candidates.add(label(Facet.MOTIVATION, motivation)));
        card.targets().texts().forEach(target -> candidates.add(label(Facet.TARGET, target)));
        candidates.add(withWords("sponsor", card.sponsor(), ""));
        // Words of the query do not match givers and categories; only its filters do.
        Stream.of(Facet.GIVER, Facet.CATEGORY, Facet.TACTIC)
                .forEach(facet -> facet.values(card).stream().filter(value -> !filtersFor(facet, value).isEmpty())
                        .forEach(value -> candidates.add(label(facet, value))));
        for (Clause filter : filters) {
            if (filter instanceof Days days) {
                days.facet().dates(card).stream().filter(days.range()::touches).map(CardDate::text).distinct().forEach(
                        date -> candidates.add(filtered(days.facet().parameter(), date, List.of(days.typed()))));
            }
        }
    }

    private Candidate technique(Technique technique) {
        if (techniqueNames.isEmpty() && filters.isEmpty()) {
            return Candidate.NONE;
        }
        List<String> matching = Stream.concat(TechniqueTexts.of(technique.label()).stream()
                .map(text -> techniqueNames.get(labels.of(text).key())).filter(Objects::nonNull).distinct(),
                filtersFor(Facet.TECHNIQUE, technique.label()).stream()).toList();
        int length = matching.stream().mapToInt(words -> words.split(" ", -1).length).sum();
        String place = technique.source().isEmpty() ? "" : "stated by " + technique.source();
        return matching.isEmpty()
                ? Candidate.NONE
                : new Candidate(new Match(Facet.TECHNIQUE.parameter(), technique.label(), "", place, matching),
                        1 + length);
    }

    private Candidate tool(String tool) {
        LabelIndex.Label label = labels.of(tool);
        String name = toolNames.getOrDefault(label.key(), toolNames.get(label.folded()));
        if (name == null) {
            return label(Facet.TOOL, tool);
        }
        int length = 1 + (int) name.chars().filter(Character::isWhitespace).count();
        return new Candidate(new Match(Facet.TOOL.parameter(), label.text(), "", List.of(name)),
                name.equals(whole.text()) ? Integer.MAX_VALUE : 1 + length);
    }

    private Candidate label(Facet facet, String value) {
        Candidate typed = withWords(facet.parameter(), value, "");
        List<String> matching = filtersFor(facet, value);
        return matching.isEmpty()
                ? typed
                : filtered(facet.parameter(), labels.of(value).text(),
                        Stream.concat(typed.match.words().stream(), matching.stream()).toList());
    }

    private static Candidate filtered(String field, String text, List<String> words) {
        return new Candidate(new Match(field, text, "", words), words.size());
    }

    /** The clauses of the query that filter by the value, as typed. */
    private List<String> filtersFor(Facet facet, String value) {
        if (filters.isEmpty()) {
            return List.of();
        }
        String key = labels.of(value).key();
        return filters.stream().filter(filter -> switch (filter) {
            case Value wanted -> wanted.facet() == facet && filterValues.get(wanted).contains(value);
            case ValuePrefix wanted ->
                wanted.facet() == facet && key.startsWith(CardAnalyzer.keyPrefix(wanted.beginning()));
            default -> false;
        }).map(Clause::typed).toList();
    }

    /** The value with the words of the query that it contains; {@link Candidate#NONE} if there are none. */
    private Candidate withWords(String field, String value, String giver) {
        LabelIndex.Label label = labels.of(value);
        if (Collections.disjoint(label.terms(), terms)) {
            return Candidate.NONE;
        }
        List<QueryTerms.Word> contained = words.stream().filter(word -> label.terms().containsAll(word.terms()))
                .distinct().toList();
        return contained.isEmpty()
                ? Candidate.NONE
                : new Candidate(
                        new Match(field, label.text(), giver, contained.stream().map(QueryTerms.Word::typed).toList()),
                        contained.stream().mapToInt(word -> word.terms().size()).sum());
    }
}
