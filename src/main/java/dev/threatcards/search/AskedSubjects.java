package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardText;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.deck.ReportLookup;
import dev.threatcards.parse.QueryTree;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Report;
import dev.threatcards.parse.QueryTree.Value;
import dev.threatcards.parse.QueryTree.ValuePrefix;
import dev.threatcards.parse.QueryTree.Vulnerability;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Choice;
import dev.threatcards.result.CveList;
import dev.threatcards.result.Match;
import dev.threatcards.result.ReportCards;
import dev.threatcards.text.Numbers;
import dev.threatcards.text.ReportAddress;

/** The vulnerabilities and the reports that a query asks for, in its text or as a filter. Immutable. */
final class AskedSubjects {

    /** The words of the query by the ids that they name. */
    private final Map<CveId, String> ids = new LinkedHashMap<>();
    private final List<ValuePrefix> beginnings = new ArrayList<>();
    /** The words of the query by the addresses that they are. */
    private final Map<ReportAddress, String> reports = new LinkedHashMap<>();

    private AskedSubjects() {
    }

    static AskedSubjects of(QueryTree tree, Filters filters) {
        AskedSubjects asked = new AskedSubjects();
        tree.leaves().forEach(asked::add);
        Choice choice = filters.choice(Facet.CVE);
        Stream.concat(choice.any().stream(), choice.all().stream())
                .forEach(value -> asked.add(new Value(Facet.CVE, value)));
        return asked;
    }

    private void add(Clause clause) {
        switch (clause) {
            case Vulnerability vulnerability -> ids.putIfAbsent(vulnerability.id(), vulnerability.typed());
            case Report report -> reports.putIfAbsent(report.address(), report.typed());
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
        return ids.isEmpty() && beginnings.isEmpty() && reports.isEmpty();
    }

    /** Where a card mentions the vulnerabilities and cites the reports: a match for each, in the order of the card. */
    List<Match> matches(Card card) {
        List<Match> matches = new ArrayList<>();
        if (!ids.isEmpty() || !beginnings.isEmpty()) {
            matches.addAll(matches(Facet.CVE.parameter(), card,
                    text -> CveId.mentions(text.text()).stream().map(CveId.Mention::id).toList(), this::words));
        }
        if (!reports.isEmpty()) {
            matches.addAll(matches(Match.REPORT, card, text -> text.reports().keySet(),
                    address -> Optional.ofNullable(reports.get(new ReportAddress(address)))));
        }
        return matches;
    }

    /**
     * A match for each subject that the card's texts mention and the query asks for.
     *
     * @param mentions the subjects in a text
     * @param words the words of the query that ask for a subject; empty if it does not
     */
    private static <S> List<Match> matches(String field, Card card, Function<CardText, Collection<S>> mentions,
            Function<S, Optional<String>> words) {
        Map<S, Set<CardText>> texts = new LinkedHashMap<>();
        for (CardText text : CardText.of(card)) {
            for (S subject : mentions.apply(text)) {
                texts.computeIfAbsent(subject, first -> new LinkedHashSet<>()).add(text);
            }
        }
        List<Match> matches = new ArrayList<>();
        texts.forEach((subject, found) -> words.apply(subject).ifPresent(
                asked -> matches.add(new Match(field, subject.toString(), "", place(found), List.of(asked)))));
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
    List<CveList.Count> cves(ClauseQueries clauses) throws IOException {
        List<CveList.Count> counts = new ArrayList<>();
        for (CveId id : ids.keySet()) {
            Query query = new TermQuery(new Term(CardFields.facet(Facet.CVE), id.toString()));
            counts.add(new CveList.Count(id, count(query, CardFields.ACTOR, clauses),
                    count(query, CardFields.TOOL, clauses)));
        }
        return counts;
    }

    /** The reports with the numbers of actors and of tools of the query's collections that cite them. */
    List<ReportCards.Count> reports(ClauseQueries clauses) throws IOException {
        List<ReportCards.Count> counts = new ArrayList<>();
        for (ReportAddress address : reports.keySet()) {
            Query query = ReportLookup.query(address);
            counts.add(new ReportCards.Count(address.key(), count(query, CardFields.ACTOR, clauses),
                    count(query, CardFields.TOOL, clauses)));
        }
        return counts;
    }

    private static int count(Query query, String kind, ClauseQueries clauses) throws IOException {
        return clauses.reader().count(query, clauses.scope().of(kind).cards(clauses.reader()));
    }
}
