package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.lucene.util.BytesRef;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.card.NameKeys;
import dev.threatcards.card.Prose;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardAnalyzer;
import dev.threatcards.index.CardFields;
import dev.threatcards.index.LabelTerms;
import dev.threatcards.index.WantedTerms;
import dev.threatcards.search.QueryTree.AnyOf;
import dev.threatcards.search.QueryTree.Clause;
import dev.threatcards.search.QueryTree.Days;
import dev.threatcards.search.QueryTree.Value;
import dev.threatcards.search.QueryTree.ValuePrefix;

/** Why a card was found: the names and labels of it that the query's words stand in, or were taken for. */
final class Reasons {

    /** More reasons than a person reads under a hit. */
    private static final int MOST = 6;

    /** Beginnings shorter than this are no reason: many names begin so. */
    private static final int SHORTEST_BEGINNING = 3;

    private final String whole;
    private final String folded;
    private final Set<String> nearNames;
    private final Set<String> nearWords;
    private final List<Clause> unknown;
    private final List<TypedWord> typed = new ArrayList<>();
    private final WantedTerms wanted;
    /** The words that mean a tool under another of its names, by the keys of all its names. */
    private final Map<String, String> toolNames = new LinkedHashMap<>();
    private final Map<Facet, Set<String>> values = new EnumMap<>(Facet.class);
    private final List<Clause> filters;
    private final LabelTerms labels;

    /** A word of the query, and the terms that the analyzer makes of it: "APT28" is "apt" and "28", and means both of them. */
    private record TypedWord(String word, Set<String> terms) {
    }

    /**
     * @param tree the query
     * @param matching what it was taken to mean
     * @param clauses where names of tools are looked up
     * @param labels the terms of the cards' names and labels
     */
    Reasons(QueryTree tree, Matching matching, ClauseQueries clauses, LabelTerms labels) throws IOException {
        this.labels = labels;
        this.whole = tree.name();
        this.folded = NameKeys.folded(whole);
        this.nearNames = matching.nearNames();
        this.nearWords = matching.nearWords();
        this.unknown = matching.unknown();
        List<String> words = Stream.of(tree.words().split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
        Set<String> apart = new HashSet<>();
        for (String word : words) {
            Set<String> terms = Set.copyOf(CardAnalyzer.terms(CardFields.TEXT, word));
            apart.addAll(terms);
            if (!terms.isEmpty()) {
                typed.add(new TypedWord(word, terms));
            }
        }
        // Words that mean something only together: "zero day".
        for (Clause clause : ClauseQueries.required(tree)) {
            Set<String> terms = Set.copyOf(CardAnalyzer.terms(CardFields.TEXT, clause.text()));
            if (!apart.containsAll(terms)) {
                typed.add(new TypedWord(clause.text(), terms));
            }
        }
        wanted = WantedTerms.of(typed.stream().flatMap(word -> word.terms.stream()).toList());
        for (String name : Stream.concat(Stream.of(whole), words.stream()).toList()) {
            keys(clauses.toolKeys(name)).forEach(key -> toolNames.putIfAbsent(key, name));
        }
        this.filters = tree.filters().stream()
                .flatMap(clause -> clause instanceof AnyOf any ? any.alternatives().stream() : Stream.of(clause))
                .toList();
        for (Value value : tree.values()) {
            Set<String> keys = values.computeIfAbsent(value.facet(), facet -> new HashSet<>());
            keys.add(CardAnalyzer.key(value.value()));
            if (value.facet() == Facet.TOOL) {
                keys.addAll(keys(clauses.toolKeys(value.value())));
            }
        }
    }

    private static List<String> keys(List<BytesRef> keys) {
        return keys.stream().map(BytesRef::utf8ToString).toList();
    }

    /** A value that shares words with the query; the weightier, the more of them. */
    private record Candidate(Match match, int weight) {
        static final Candidate NONE = new Candidate(new Match("", "", "", List.of()), 0);
    }

    /** The reasons, the value with the most of the query's words first; names before labels where they tie. */
    FirstOf<Match> of(Card card) {
        if (typed.isEmpty() && folded.isEmpty() && filters.isEmpty()) {
            return new FirstOf<>(List.of(), 0);
        }
        List<Candidate> candidates = new ArrayList<>();
        card.names().forEach(name -> candidates.add(name(name)));
        card.attackIds().forEach(id -> candidates.add(name("attackId", id, "")));
        switch (card) {
            case ActorCard actor -> addLabels(actor, candidates);
            case ToolCard tool -> {
                for (Facet facet : List.of(Facet.TYPE, Facet.CATEGORY)) {
                    facet.values(tool).forEach(value -> candidates.add(label(facet, value)));
                }
            }
        }
        return FirstOf.of(
                candidates.stream().filter(candidate -> candidate.weight > 0)
                        .sorted(Comparator.comparingInt(Candidate::weight).reversed()).map(Candidate::match).toList(),
                MOST);
    }

    private Candidate name(Name name) {
        return name("name", name.name(), name.giver());
    }

    private Candidate name(String field, String name, String giver) {
        String key = labels.of(name).folded();
        boolean begins = folded.length() >= SHORTEST_BEGINNING && key.startsWith(folded);
        if (!folded.isEmpty() && (key.equals(folded) || begins || nearNames.contains(key))) {
            int weight = key.equals(folded) ? Integer.MAX_VALUE : Integer.MAX_VALUE - 1;
            return new Candidate(new Match(field, name, giver, List.of(whole)), weight);
        }
        Candidate asTyped = candidate(field, name, giver);
        if (nearWords.isEmpty()) {
            return asTyped;
        }
        List<String> near = CardAnalyzer.terms(CardFields.NAME_WORDS, name).stream().filter(nearWords::contains)
                .toList();
        if (near.isEmpty()) {
            return asTyped;
        }
        List<String> words = Stream.concat(asTyped.match.words().stream(),
                unknown.stream().map(Clause::text).filter(word -> !word.isEmpty())).distinct().toList();
        return new Candidate(new Match(field, name, giver, words), asTyped.weight + near.size());
    }

    private void addLabels(ActorCard card, List<Candidate> candidates) {
        for (String tool : card.tools().texts()) {
            String meant = toolNames.isEmpty() ? null : toolNames.get(labels.of(tool).key());
            candidates.add(meant == null
                    ? label(Facet.TOOL, tool)
                    : new Candidate(new Match(Facet.TOOL.parameter(), Prose.plain(tool), "", List.of(meant)),
                            meant.equals(whole) ? Integer.MAX_VALUE : 1 + words(meant)));
        }
        card.country().forEach(country -> candidates.add(label(Facet.COUNTRY, country)));
        card.sectors().texts().forEach(sector -> candidates.add(label(Facet.SECTOR, sector)));
        card.motivation().forEach(motivation -> candidates.add(label(Facet.MOTIVATION, motivation)));
        card.targets().texts().forEach(target -> candidates.add(label(Facet.TARGET, target)));
        addAll("sponsor", card.sponsor().isEmpty() ? List.of() : List.of(card.sponsor()), candidates);
        for (Facet facet : filters.isEmpty() ? List.<Facet>of() : List.of(Facet.GIVER, Facet.CATEGORY)) {
            facet.values(card).stream().filter(value -> !askedFor(facet, value).isEmpty())
                    .forEach(value -> candidates.add(label(facet, value)));
        }
        for (Clause filter : filters) {
            if (filter instanceof Days days) {
                days.field().dates(card).stream().filter(days::touches).map(CardDate::text).distinct()
                        .forEach(date -> candidates.add(asked(days.field().parameter(), date, List.of(days.typed()))));
            }
        }
    }

    private static Candidate asked(String field, String text, List<String> words) {
        return new Candidate(new Match(field, text, "", words), words.size());
    }

    private static int words(String text) {
        return (int) text.chars().filter(Character::isWhitespace).count() + 1;
    }

    /** The clauses that ask for the value. */
    private List<String> askedFor(Facet facet, String value) {
        if (filters.isEmpty()) {
            return List.of();
        }
        String key = labels.of(value).key();
        return filters.stream().filter(filter -> switch (filter) {
            case Value asked -> asked.facet() == facet && values.get(facet).contains(key);
            case ValuePrefix asked -> asked.facet() == facet && key.startsWith(NameKeys.exact(asked.beginning()));
            default -> false;
        }).map(Clause::typed).toList();
    }

    private Candidate label(Facet facet, String value) {
        List<String> asked = askedFor(facet, value);
        Candidate label = candidate(facet.parameter(), value, "");
        return asked.isEmpty()
                ? label
                : asked(facet.parameter(), labels.of(value).text(),
                        Stream.concat(label.match.words().stream(), asked.stream()).toList());
    }

    private void addAll(String field, List<String> texts, List<Candidate> candidates) {
        texts.forEach(text -> candidates.add(candidate(field, text, "")));
    }

    /** {@link Candidate#NONE} if it shares no word. */
    private Candidate candidate(String field, String value, String giver) {
        LabelTerms.Label label = labels.of(value);
        if (!label.mayHave(wanted)) {
            return Candidate.NONE;
        }
        List<String> words = List.of();
        int shared = 0;
        for (TypedWord word : typed) {
            if (label.terms().containsAll(word.terms) && !words.contains(word.word)) {
                words = Stream.concat(words.stream(), Stream.of(word.word)).toList();
                shared += word.terms.size();
            }
        }
        return shared == 0 ? Candidate.NONE : new Candidate(new Match(field, label.text(), giver, words), shared);
    }
}
