package dev.threatcards.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.RelatedTerms;
import dev.threatcards.analysis.TextAnalyzer;
import dev.threatcards.parse.AnalyzedQuery;
import dev.threatcards.parse.AnalyzedText;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.AnyOf;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Phrase;
import dev.threatcards.parse.QueryTree.Report;
import dev.threatcards.parse.QueryTree.Vulnerability;

/**
 * The terms of a query in {@link CardFields#TEXT}, by which a hit is explained and highlighted.
 *
 * @param words the words of the query that are no function words, those of phrases too, in the order typed; after them the runs of words that are one synonym ("zero
 *     day")
 * @param highlighted the terms that are highlighted wherever they occur; acronyms of the words too
 * @param phrases the terms, two or more, of each phrase and of each long form of an acronym: they are highlighted where they follow each other
 */
record QueryTerms(List<Word> words, Set<String> highlighted, List<List<String>> phrases) {

    /**
     * A word as it was typed, and its terms.
     *
     * @param terms at least one: "APT28" has "apt" and "28"
     */
    record Word(String typed, Set<String> terms) {

        private static Word of(AnalyzedText text) {
            return new Word(text.text(), Set.copyOf(text.textTerms()));
        }
    }

    static QueryTerms of(AnalyzedQuery query) {
        Set<String> highlighted = new HashSet<>();
        List<List<String>> phrases = new ArrayList<>();
        List<Clause> others = new ArrayList<>();
        for (Clause clause : query.tree().wanted()) {
            for (Clause each : QueryTree.leaves(clause).toList()) {
                List<String> terms = query.of(each.text()).textTerms();
                boolean isOne = each instanceof Phrase || each instanceof Vulnerability || each instanceof Report;
                if (isOne && terms.size() > 1) {
                    phrases.add(terms);
                } else if (each instanceof Phrase || clause instanceof AnyOf) {
                    highlighted.addAll(terms);
                } else {
                    others.add(each);
                }
            }
        }
        Set<String> content = Set.copyOf(query.contentTerms());
        query.of(others.stream().map(Clause::text).collect(Collectors.joining(" "))).textTerms().stream()
                .filter(content::contains).forEach(highlighted::add);
        for (List<String> same : RelatedTerms.within(query.text().textTerms(), RelatedTerms::sameAs)) {
            if (same.size() == 1) {
                highlighted.addAll(same);
            } else {
                phrases.add(same);
            }
        }
        return new QueryTerms(words(query), Set.copyOf(highlighted), List.copyOf(phrases));
    }

    private static List<Word> words(AnalyzedQuery query) {
        boolean hasContent = query.contentTerms().stream().anyMatch(term -> !TextAnalyzer.isFunctionWord(term));
        List<Word> words = query.words().stream().map(Word::of).filter(word -> !word.terms.isEmpty())
                .filter(word -> !hasContent || !word.terms.stream().allMatch(TextAnalyzer::isFunctionWord)).toList();
        Set<String> terms = words.stream().flatMap(word -> word.terms.stream()).collect(Collectors.toSet());
        Stream<Word> synonyms = query.required().stream().map(clause -> Word.of(query.of(clause.text())))
                .filter(word -> !terms.containsAll(word.terms));
        return Stream.concat(words.stream(), synonyms).toList();
    }
}
