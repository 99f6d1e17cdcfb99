package dev.threatcards.analysis;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.threatcards.analysis.Vocabulary.Kind;
import dev.threatcards.card.Facet;

/** Terms that mean nearly the same, or something wider or narrower, by the trade's vocabulary. */
public final class RelatedTerms {

    /** The most terms of a sequence that leads to others. */
    public static final int LONGEST = 4;

    private static final Pattern SPACE = Pattern.compile(" ");
    private static final Map<List<String>, Set<List<String>>> SAME = same();
    private static final Map<List<String>, Set<List<String>>> RELATED = related();

    private RelatedTerms() {
    }

    /**
     * What a sequence of terms leads to.
     *
     * @param terms terms in {@link CardFields#TEXT}, in the order of the text
     * @return sequences of terms that a card may have instead; empty if there are none
     */
    public static Collection<List<String>> of(List<String> terms) {
        return RELATED.getOrDefault(terms, Set.of());
    }

    /**
     * What means exactly the same: an acronym's long forms, and the other way round.
     *
     * @param terms as of {@link #of}
     */
    public static Collection<List<String>> sameAs(List<String> terms) {
        return SAME.getOrDefault(terms, Set.of());
    }

    /**
     * What consecutive terms within a text lead to, each sequence once.
     *
     * @param terms as of {@link #of}
     * @param meaning {@link #of} or {@link #sameAs}
     */
    public static Set<List<String>> within(List<String> terms,
            Function<List<String>, Collection<List<String>>> meaning) {
        Set<List<String>> within = new LinkedHashSet<>();
        for (int from = 0; from < terms.size(); from++) {
            for (int to = from + 1; to <= Math.min(terms.size(), from + LONGEST); to++) {
                within.addAll(meaning.apply(terms.subList(from, to)));
            }
        }
        return Collections.unmodifiableSet(within);
    }

    private static Map<List<String>, Set<List<String>>> same() {
        Map<List<String>, Set<List<String>>> same = new HashMap<>();
        addEachToAll(Vocabulary.lines(Kind.ACRONYM), same);
        same.replaceAll((terms, others) -> Set.copyOf(others));
        return Map.copyOf(same);
    }

    private static void addEachToAll(List<String> lines, Map<List<String>, Set<List<String>>> related) {
        for (String line : lines) {
            List<List<String>> all = terms(line);
            all.forEach(one -> all.forEach(other -> add(one, other, related)));
        }
    }

    private static Map<List<String>, Set<List<String>>> related() {
        Map<List<String>, Set<List<String>>> related = new HashMap<>();
        addEachToAll(Vocabulary.lines(Kind.ACRONYM, Kind.RELATED), related);
        for (String line : Vocabulary.lines(Kind.NARROWER)) {
            List<List<String>> wide = terms(line.substring(0, line.indexOf(':')));
            for (List<String> narrow : terms(line.substring(line.indexOf(':') + 1))) {
                add(narrow, wide.getFirst(), related);
                add(wide.getFirst(), narrow, related);
            }
        }
        // The key of a label is its terms.
        ValueNames.keys(Facet.COUNTRY).forEach((capital, countries) -> countries.forEach(
                country -> add(SPACE.splitAsStream(capital).toList(), SPACE.splitAsStream(country).toList(), related)));
        related.replaceAll((terms, others) -> Set.copyOf(others));
        return Map.copyOf(related);
    }

    private static List<List<String>> terms(String line) {
        List<List<String>> terms = new ArrayList<>();
        Stream.of(line.split(",", -1)).map(words -> CardAnalyzer.terms(CardFields.TEXT, words))
                .filter(each -> !each.isEmpty()).distinct().forEach(terms::add);
        return terms;
    }

    private static void add(List<String> from, List<String> to, Map<List<String>, Set<List<String>>> related) {
        if (!from.equals(to)) {
            related.computeIfAbsent(from, each -> new LinkedHashSet<>()).add(to);
        }
    }
}
