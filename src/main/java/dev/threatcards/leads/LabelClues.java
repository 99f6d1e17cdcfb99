package dev.threatcards.leads;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
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

    private static final Map<Facet, Weight> WEIGHTS = Map.of(Facet.COUNTRY, new Weight(Kind.COUNTRY, 0.4), Facet.TARGET,
            new Weight(Kind.TARGET, 0.3), Facet.SECTOR, new Weight(Kind.SECTOR, 0.4));

    /** Added to the weight of the country that the text attributes most to, in words such as "Iranian hackers" or "China-nexus". */
    private static final double ATTRIBUTED = 1;

    /** How soon after a country one of {@link #ATTRIBUTING} has to follow, in words. */
    private static final int SOON = 3;

    /** Terms that make a country before them the actor's rather than its victims'. */
    private static final Set<String> ATTRIBUTING = Set.of("hacker", "group", "actor", "apt", "nexus", "link", "align",
            "back", "sponsor", "state", "base", "speak", "threat", "cyber", "espionage", "adversary", "cybercriminal",
            "government", "regime", "intelligence", "attacker", "crew", "gang", "military");

    /**
     * A run of words that is a label.
     *
     * @param attributed how often the text attributes something to it, if it is a country
     */
    private record Run(List<String> terms, int attributed) {
    }

    private LabelClues() {
    }

    static List<Clue> of(TextTerms text, ActorCards actors) throws IOException {
        List<Clue> clues = new ArrayList<>();
        LabelIndex labels = actors.reader().labels();
        Map<String, Run> runs = labels(text.all(), labels);
        int most = 1;
        for (Map.Entry<String, Run> run : runs.entrySet()) {
            if (labels.facets(run.getKey()).contains(Facet.COUNTRY)) {
                most = Math.max(most, run.getValue().attributed);
            }
        }
        for (Map.Entry<String, Run> run : runs.entrySet()) {
            for (Facet facet : labels.facets(run.getKey())) {
                Weight weight = WEIGHTS.get(facet);
                if (weight != null) {
                    double attributed = facet == Facet.COUNTRY ? ATTRIBUTED * run.getValue().attributed / most : 0;
                    clue(run.getKey(), run.getValue().terms, facet, new Weight(weight.kind, weight.weight + attributed),
                            actors).ifPresent(clues::add);
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

    /** The runs of words that are labels, each once. */
    private static Map<String, Run> labels(List<String> terms, LabelIndex labels) throws IOException {
        Map<String, Run> runs = new LinkedHashMap<>();
        for (int from = 0; from < terms.size(); from++) {
            StringBuilder run = new StringBuilder();
            for (int to = from + 1; to <= Math.min(terms.size(), from + LONGEST); to++) {
                String key = run.append(run.isEmpty() ? "" : " ").append(terms.get(to - 1)).toString();
                if (!labels.facets(key).isEmpty()) {
                    List<String> following = terms.subList(to, Math.min(terms.size(), to + SOON));
                    int attributed = Collections.disjoint(following, ATTRIBUTING) ? 0 : 1;
                    runs.merge(key, new Run(terms.subList(from, to), attributed),
                            (known, again) -> new Run(known.terms, known.attributed + again.attributed));
                }
            }
        }
        return runs;
    }
}
