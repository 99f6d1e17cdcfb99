package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.TermQuery;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardText;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Value;
import dev.threatcards.parse.QueryTree.ValuePrefix;
import dev.threatcards.parse.QueryTree.Vulnerability;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Choice;
import dev.threatcards.result.CveList;
import dev.threatcards.result.Match;
import dev.threatcards.text.Numbers;

/** The vulnerabilities that a query asks for, in its text or as a filter. Immutable. */
final class AskedCves {

    /** The words of the query by the ids that they name. */
    private final Map<CveId, String> ids = new LinkedHashMap<>();
    private final List<ValuePrefix> beginnings = new ArrayList<>();

    private AskedCves() {
    }

    static AskedCves of(QueryTree tree, Filters filters) {
        AskedCves asked = new AskedCves();
        tree.leaves().forEach(asked::add);
        Choice choice = filters.choice(Facet.CVE);
        Stream.concat(choice.any().stream(), choice.all().stream())
                .forEach(value -> asked.add(new Value(Facet.CVE, value)));
        return asked;
    }

    private void add(Clause clause) {
        switch (clause) {
            case Vulnerability vulnerability -> ids.putIfAbsent(vulnerability.id(), vulnerability.typed());
            case Value value -> {
                if (value.facet() == Facet.CVE) {
                    CveId.parse(value.value()).ifPresent(id -> ids.putIfAbsent(id, value.typed()));
                }
            }
            case ValuePrefix beginning -> {
                if (beginning.facet() == Facet.CVE) {
                    beginnings.add(beginning);
                }
            }
            default -> {
            }
        }
    }

    boolean isEmpty() {
        return ids.isEmpty() && beginnings.isEmpty();
    }

    /** Where a card mentions the vulnerabilities: a match for each, in the order of the card. */
    List<Match> matches(Card card) {
        if (isEmpty()) {
            return List.of();
        }
        Map<CveId, Set<CardText>> texts = new LinkedHashMap<>();
        for (CardText text : CardText.of(card)) {
            for (CveId.Mention mention : CveId.mentions(text.text())) {
                texts.computeIfAbsent(mention.id(), first -> new LinkedHashSet<>()).add(text);
            }
        }
        List<Match> matches = new ArrayList<>();
        texts.forEach((id, found) -> words(id).ifPresent(words -> matches
                .add(new Match(Facet.CVE.parameter(), id.toString(), "", place(found), List.of(words)))));
        return matches;
    }

    private Optional<String> words(CveId id) {
        return Optional.ofNullable(ids.get(id)).or(() -> beginnings.stream().filter(
                beginning -> CveId.beginning(beginning.beginning()).filter(id.toString()::startsWith).isPresent())
                .map(Clause::typed).findFirst());
    }

    private static String place(Set<CardText> texts) {
        String first = "in " + texts.iterator().next().place();
        return texts.size() == 1 ? first : first + ", and in " + Numbers.counted(texts.size() - 1, "more text");
    }

    /** The ids with the numbers of actors and of tools of the query's collections that mention them. */
    List<CveList.Count> counts(ClauseQueries clauses) throws IOException {
        List<CveList.Count> counts = new ArrayList<>();
        for (CveId id : ids.keySet()) {
            counts.add(
                    new CveList.Count(id, count(id, CardFields.ACTOR, clauses), count(id, CardFields.TOOL, clauses)));
        }
        return counts;
    }

    private static int count(CveId id, String kind, ClauseQueries clauses) throws IOException {
        return clauses.reader().count(new TermQuery(new Term(CardFields.facet(Facet.CVE), id.toString())),
                clauses.scope().of(kind).cards(clauses.reader()));
    }
}
