package dev.threatcards.leads;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Facet;
import dev.threatcards.index.LabelIndex;
import dev.threatcards.result.Leads.Kind;

/** The countries and sectors that a text names, as labels of cards. */
final class LabelClues {

    /** The most words of a label. */
    private static final int LONGEST = 5;

    /** What a facet's label is a clue of, and how its rarity is weighted. */
    private record Weight(Kind kind, double weight) {
    }

    private static final Map<Facet, Weight> WEIGHTS = Map.of(Facet.COUNTRY, new Weight(Kind.COUNTRY, 0.8), Facet.TARGET,
            new Weight(Kind.TARGET, 0.3), Facet.SECTOR, new Weight(Kind.SECTOR, 0.4));

    private LabelClues() {
    }

    static List<Clue> of(TextTerms text, ActorCards actors) throws IOException {
        List<Clue> clues = new ArrayList<>();
        LabelIndex labels = actors.reader().labels();
        for (Map.Entry<String, List<String>> run : labels(text.all(), labels).entrySet()) {
            for (Facet facet : labels.facets(run.getKey())) {
                Weight weight = WEIGHTS.get(facet);
                if (weight != null) {
                    clue(run.getKey(), run.getValue(), facet, weight, actors).ifPresent(clues::add);
                }
            }
        }
        return clues;
    }

    private static Optional<Clue> clue(String key, List<String> terms, Facet facet, Weight weight, ActorCards actors)
            throws IOException {
        Postings having = actors.postings(CardFields.label(facet), key);
        if (having.size() == 0) {
            return Optional.empty();
        }
        LabelIndex labels = actors.reader().labels();
        // A label in brackets, such as "[Unknown]", is no value.
        return facet.values(actors.reader().card(having.cards()[0])).stream()
                .filter(value -> labels.of(value).key().equals(key) && !value.startsWith("[")).findFirst()
                .map(value -> Clue.of(weight.kind, value, terms, false, having.cards(),
                        weight.weight * actors.rarity(having.size())));
    }

    /** The runs of words that are labels, each once, with their terms. */
    private static Map<String, List<String>> labels(List<String> terms, LabelIndex labels) throws IOException {
        Map<String, List<String>> runs = new LinkedHashMap<>();
        for (int from = 0; from < terms.size(); from++) {
            StringBuilder run = new StringBuilder();
            for (int to = from + 1; to <= Math.min(terms.size(), from + LONGEST); to++) {
                String key = run.append(run.isEmpty() ? "" : " ").append(terms.get(to - 1)).toString();
                Set<Facet> facets = labels.facets(key);
                if (!facets.isEmpty()) {
                    runs.putIfAbsent(key, terms.subList(from, to));
                }
            }
        }
        return runs;
    }
}
