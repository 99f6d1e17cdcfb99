package dev.threatcards.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.AnyOf;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Phrase;

/**
 * The terms of a query in {@link CardFields#TEXT}, by which a hit is explained and highlighted.
 *
 * @param words the words of the query, those of phrases too, in the order typed; and, last, words that have another meaning together ("zero
 *     day")
 * @param highlighted the terms that are highlighted wherever they occur
 * @param phrases the terms, two or more, of each phrase: they are highlighted where they follow each other
 */
record QueryTerms(List<Word> words, Set<String> highlighted, List<List<String>> phrases) {

    /**
     * A word as it was typed, and what it means.
     *
     * @param terms at least one: "APT28" is "apt" and "28", and means both
     */
    record Word(String typed, Set<String> terms) {
    }

    /** Analyzes the texts of a query. */
    static QueryTerms of(QueryTree tree) {
        Set<String> highlighted = new HashSet<>();
        List<List<String>> phrases = new ArrayList<>();
        StringBuilder running = new StringBuilder();
        for (Clause clause : tree.wanted()) {
            switch (clause) {
                case Phrase phrase -> addPhrase(phrase, highlighted, phrases);
                case AnyOf any -> {
                    for (Clause alternative : any.alternatives()) {
                        if (alternative instanceof Phrase phrase) {
                            addPhrase(phrase, highlighted, phrases);
                        } else {
                            highlighted.addAll(terms(alternative.text()));
                        }
                    }
                }
                default -> running.append(clause.text()).append(' ');
            }
        }
        highlighted.addAll(terms(running.toString()));
        return new QueryTerms(words(tree), Set.copyOf(highlighted), List.copyOf(phrases));
    }

    private static void addPhrase(Phrase phrase, Set<String> highlighted, List<List<String>> phrases) {
        List<String> terms = terms(phrase.text());
        if (terms.size() > 1) {
            phrases.add(terms);
        } else {
            highlighted.addAll(terms);
        }
    }

    private static List<Word> words(QueryTree tree) {
        List<Word> words = Stream.of(tree.words().split("\\s+", -1)).map(QueryTerms::word)
                .filter(word -> !word.terms.isEmpty()).collect(Collectors.toCollection(ArrayList::new));
        Set<String> apart = words.stream().flatMap(word -> word.terms.stream()).collect(Collectors.toSet());
        ClauseQueries.required(tree).stream().map(clause -> word(clause.text()))
                .filter(together -> !apart.containsAll(together.terms)).forEach(words::add);
        return List.copyOf(words);
    }

    private static Word word(String typed) {
        return new Word(typed, Set.copyOf(terms(typed)));
    }

    private static List<String> terms(String text) {
        return List.copyOf(CardAnalyzer.terms(CardFields.TEXT, text));
    }
}
