package dev.threatcards.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Name;
import dev.threatcards.card.NameKeys;
import dev.threatcards.card.Prose;
import dev.threatcards.card.ToolCard;
import dev.threatcards.index.CardAnalyzer;
import dev.threatcards.index.CardFields;

/** Why a card was found: the names and labels of it that the query's words stand in. */
final class Reasons {

    /** More reasons than a person reads under a hit. */
    private static final int MOST = 6;

    private final Set<String> terms;
    private final String folded;
    private final Set<String> toolKeys;

    /**
     * @param tree the query
     * @param toolKeys keys of the names of the tools that the query means, see {@link ToolNames}
     */
    Reasons(QueryTree tree, Set<String> toolKeys) {
        this.terms = new HashSet<>(CardAnalyzer.terms(CardFields.TEXT, tree.wantedText()));
        this.folded = NameKeys.folded(tree.wantedText());
        this.toolKeys = toolKeys;
    }

    /** A value that shares words with the query, and how many. */
    private record Candidate(Match match, int shared) {
    }

    /** The reasons, the value with the most of the query's words first; names before labels where they tie. */
    List<Match> of(Card card) {
        if (terms.isEmpty() && folded.isEmpty()) {
            return List.of();
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Name name : card.names()) {
            candidates.add(candidate("name", name.name(), name.giver(), NameKeys.folded(name.name()).equals(folded)));
        }
        addAll("attackId", card.attackIds(), candidates);
        switch (card) {
            case ActorCard actor -> addLabels(actor, candidates);
            case ToolCard tool -> {
                addAll("type", tool.type(), candidates);
                addAll("category", List.of(tool.category()), candidates);
            }
        }
        return candidates.stream().filter(candidate -> candidate.shared > 0)
                .sorted(Comparator.comparingInt(Candidate::shared).reversed()).limit(MOST).map(Candidate::match)
                .toList();
    }

    private void addLabels(ActorCard card, List<Candidate> candidates) {
        card.tools().texts().forEach(
                tool -> candidates.add(candidate("tool", tool, "", toolKeys.contains(CardAnalyzer.key(tool)))));
        addAll("country", card.country(), candidates);
        addAll("sector", card.sectors().texts(), candidates);
        addAll("motivation", card.motivation(), candidates);
        addAll("target", card.targets().texts(), candidates);
        addAll("sponsor", card.sponsor().isEmpty() ? List.of() : List.of(card.sponsor()), candidates);
    }

    private void addAll(String field, List<String> values, List<Candidate> candidates) {
        values.forEach(value -> candidates.add(candidate(field, value, "", false)));
    }

    private Candidate candidate(String field, String value, String giver, boolean whole) {
        String plain = Prose.of(value).plain();
        Set<String> shared = new LinkedHashSet<>(CardAnalyzer.terms(CardFields.TEXT, plain));
        shared.retainAll(terms);
        return new Candidate(new Match(field, plain, giver), whole ? Integer.MAX_VALUE : shared.size());
    }
}
