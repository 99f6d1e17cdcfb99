package dev.threatcards.leads;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.RelatedTerms;

/** What words of a text lead to by the trade's vocabulary: a card that says "electricity" fits a text about a power grid. */
final class RelatedClues {

    /** The weight of BM25, less than that of the text's own words. */
    private static final double RELATED = 0.4;

    private RelatedClues() {
    }

    static List<Clue> of(TextTerms text, ActorCards actors) throws IOException {
        List<Clue> clues = new ArrayList<>();
        List<String> terms = text.all();
        Set<List<String>> runs = new HashSet<>();
        for (int from = 0; from < terms.size(); from++) {
            for (int to = from + 1; to <= Math.min(terms.size(), from + RelatedTerms.LONGEST); to++) {
                List<String> run = terms.subList(from, to);
                if (!RelatedTerms.of(run).isEmpty() && runs.add(run)) {
                    clues.add(clue(run, text, actors));
                }
            }
        }
        return clues;
    }

    /** For each card the best of what the words lead to and the text does not say itself. */
    private static Clue clue(List<String> run, TextTerms text, ActorCards actors) throws IOException {
        Map<Integer, Double> best = new HashMap<>();
        for (List<String> related : RelatedTerms.of(run)) {
            if (related.stream().anyMatch(term -> text.number(term) == TextTerms.UNKNOWN)) {
                Postings having = actors.postings(CardFields.TEXT, related.getFirst());
                for (String term : related.subList(1, related.size())) {
                    having = having.and(actors.postings(CardFields.TEXT, term));
                }
                double weight = RELATED * actors.rarity(having.size());
                for (int i = 0; i < having.size(); i++) {
                    int card = having.cards()[i];
                    best.merge(card, weight * actors.share(card, having.frequencies()[i]), Math::max);
                }
            }
        }
        int[] cards = best.keySet().stream().mapToInt(card -> card).sorted().toArray();
        double[] weights = new double[cards.length];
        for (int i = 0; i < cards.length; i++) {
            weights[i] = best.get(cards[i]);
        }
        return Clue.ofRelated(run, cards, weights);
    }
}
