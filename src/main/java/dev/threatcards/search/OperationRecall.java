package dev.threatcards.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import org.apache.lucene.document.LongRange;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.FixedBitSet;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.RelatedTerms;
import dev.threatcards.card.Facet;
import dev.threatcards.card.OperationFacet;
import dev.threatcards.deck.ReportLookup;
import dev.threatcards.index.CardReader;
import dev.threatcards.parse.AnalyzedText;
import dev.threatcards.parse.QueryTree.AnyOf;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.parse.QueryTree.Days;
import dev.threatcards.parse.QueryTree.Group;
import dev.threatcards.parse.QueryTree.Phrase;
import dev.threatcards.parse.QueryTree.Prefix;
import dev.threatcards.parse.QueryTree.Report;
import dev.threatcards.parse.QueryTree.Value;
import dev.threatcards.parse.QueryTree.ValuePrefix;
import dev.threatcards.parse.QueryTree.Vulnerability;
import dev.threatcards.parse.QueryTree.Word;
import dev.threatcards.query.DateRange;
import dev.threatcards.text.HeadNouns;
import dev.threatcards.text.NameKeys;

/**
 * The operations that a query matches. A word or phrase matches an operation that tells it, or an acronym or long form of it, and every
 * operation of an actor with that name. As many clauses have to match as in a search for
 * cards, see {@link Recall#required}. If no operation of the scope matches so, a word also matches an operation that tells what the vocabulary
 * leads to. Clauses that match none are ignored then, and those operations match that have the most of the others.
 *
 * <p>As with cards, the rule that applies depends on the text and the collections alone, so that a filter always leaves a subset.
 */
final class OperationRecall {

    private static final Query NOTHING = new MatchNoDocsQuery("not of operations");

    private final ClauseQueries clauses;
    private final CardReader reader;
    private final FixedBitSet scope;
    private final List<Clause> ignored = new ArrayList<>();
    /** The operations that tell a clause of the text, or what words of it mean together. */
    private final FixedBitSet telling;
    private int demanded;
    /** The operations that match what the user demands. */
    private FixedBitSet allowed;
    private FixedBitSet strict;
    private FixedBitSet relaxed;

    private OperationRecall(ClauseQueries clauses, FixedBitSet actors) throws IOException {
        this.clauses = clauses;
        this.reader = clauses.reader();
        this.scope = of(actors);
        this.telling = new FixedBitSet(scope.length());
        this.allowed = scope;
        this.strict = scope;
        this.relaxed = scope;
    }

    /** Matches a query for actors against their operations. */
    static OperationRecall of(ClauseQueries clauses) throws IOException {
        OperationRecall recall = new OperationRecall(clauses, clauses.cards());
        if (!clauses.query().tree().texts().isEmpty()) {
            recall.relax(recall.matchText());
        }
        return recall;
    }

    /** The operations of some actors of which one tells something of the text, and that match by the stronger rule. */
    static FixedBitSet telling(FixedBitSet actors, ClauseQueries clauses) throws IOException {
        OperationRecall recall = new OperationRecall(clauses, actors);
        recall.matchText();
        recall.telling.and(recall.strict);
        return recall.filtered(recall.telling);
    }

    /** The operations that match, by the weaker rule if none matches by the stronger. */
    FixedBitSet operations() throws IOException {
        return filtered(relaxed);
    }

    /** The clauses that match no operation of the scope; empty unless the rule was weakened. */
    List<Clause> ignored() {
        return List.copyOf(ignored);
    }

    /** How many of the required clauses that are not {@link #ignored} an operation has to match. */
    int demanded() {
        return demanded;
    }

    private FixedBitSet inScope(Query query) throws IOException {
        FixedBitSet matching = reader.matching(query);
        matching.and(scope);
        return matching;
    }

    private FixedBitSet filtered(FixedBitSet matching) throws IOException {
        FixedBitSet filtered = matching.clone();
        for (Clause clause : clauses.query().tree().filters()) {
            filtered.and(matching(clause));
        }
        for (Clause clause : clauses.query().tree().unwanted()) {
            filtered.andNot(matching(clause));
        }
        return filtered;
    }

    /** Matches by the stronger rule, and returns the operations that match each clause. */
    private List<FixedBitSet> matchText() throws IOException {
        List<Clause> required = clauses.query().required();
        List<FixedBitSet> matches = new ArrayList<>();
        for (Clause clause : required) {
            FixedBitSet told = reader.matching(told(clause));
            telling.or(told);
            FixedBitSet matching = matching(clause, told);
            matching.and(scope);
            matches.add(matching);
        }
        allowed = Recall.withDemanded(clauses.query(), matches);
        telling.or(reader.matching(vocabulary().addTo(matches, RelatedTerms::sameAs, this::inScope)));
        demanded = Recall.required(required.size());
        strict = Recall.atLeast(demanded, matches);
        strict.and(allowed);
        return matches;
    }

    private VocabularyMatches vocabulary() {
        return new VocabularyMatches(clauses, CardFields.OPERATION_TEXT);
    }

    /** Matches by the weaker rule, if none matches by the stronger. */
    private void relax(List<FixedBitSet> matches) throws IOException {
        List<Clause> required = clauses.query().required();
        relaxed = strict;
        if (strict.cardinality() > 0 || !allowed.intersects(scope)) {
            return;
        }
        vocabulary().addTo(matches, RelatedTerms::of, this::inScope);
        for (int i = 0; i < required.size(); i++) {
            if (matches.get(i).cardinality() == 0) {
                ignored.add(required.get(i));
            }
        }
        for (int number = required.size() - ignored.size(); number > 0 && relaxed.cardinality() == 0; number--) {
            demanded = number;
            relaxed = Recall.atLeast(number, matches);
            relaxed.and(allowed);
        }
    }

    /** The operations of some actors. */
    FixedBitSet of(FixedBitSet some) throws IOException {
        FixedBitSet all = reader.ofKind(CardFields.OPERATION);
        FixedBitSet operations = new FixedBitSet(all.length());
        for (int actor = next(some, 0); actor >= 0; actor = next(some, actor + 1)) {
            // The operations of a card stand right before it.
            for (int each = actor - 1; each >= 0 && all.get(each); each--) {
                operations.set(each);
            }
        }
        return operations;
    }

    private static int next(FixedBitSet bits, int from) {
        int next = from < bits.length() ? bits.nextSetBit(from) : Integer.MAX_VALUE;
        return next == Integer.MAX_VALUE ? -1 : next;
    }

    private FixedBitSet matching(Clause clause) throws IOException {
        return matching(clause, reader.matching(told(clause)));
    }

    /**
     * The operations that match a clause.
     *
     * @param told those that tell it themselves
     */
    private FixedBitSet matching(Clause clause, FixedBitSet told) throws IOException {
        FixedBitSet matching = told.clone();
        Optional<Query> ofActor = ofActor(clause);
        if (ofActor.isPresent()) {
            matching.or(of(reader.matching(ofActor.get())));
        }
        if (clause instanceof AnyOf any) {
            for (Clause alternative : any.alternatives()) {
                matching.or(matching(alternative));
            }
        }
        return clause instanceof Group group ? matching(group) : matching;
    }

    private FixedBitSet matching(Group group) throws IOException {
        FixedBitSet matching = reader.ofKind(CardFields.OPERATION).clone();
        for (Clause wanted : group.tree().wanted()) {
            matching.and(matching(wanted));
        }
        for (Clause unwanted : group.tree().unwanted()) {
            matching.andNot(matching(unwanted));
        }
        return matching;
    }

    /** Operations that match the clause by what they tell themselves. */
    private Query told(Clause clause) {
        return switch (clause) {
            case Word word -> told(clauses.query().of(word));
            case Phrase phrase -> told(clauses.query().of(phrase));
            case Vulnerability vulnerability -> cve(vulnerability.id().toString());
            case Report report -> ReportLookup.query(report.address());
            case Prefix prefix -> new PrefixQuery(new Term(CardFields.OPERATION_WORDS,
                    CardAnalyzer.INSTANCE.normalize(CardFields.WORDS, prefix.beginning())));
            case Value value -> value.facet() == Facet.CVE ? cve(Facet.CVE.normal(value.value())) : NOTHING;
            case ValuePrefix value -> value.facet() == Facet.CVE
                    ? new PrefixQuery(new Term(CardFields.facet(OperationFacet.CVE), value.beginning()))
                    : NOTHING;
            case Days days -> days.facet() == Facet.ACTIVE ? days(days.range()) : NOTHING;
            case AnyOf any -> {
                BooleanQuery.Builder told = new BooleanQuery.Builder();
                any.alternatives().forEach(alternative -> told.add(told(alternative), Occur.SHOULD));
                yield told.build();
            }
            default -> NOTHING;
        };
    }

    /** Operations that tell the words, or an acronym or long form of them. */
    private static Query told(AnalyzedText text) {
        List<String> terms = text.textTerms();
        Query told = switch (terms.size()) {
            case 0 -> NOTHING;
            case 1 -> new TermQuery(new Term(CardFields.OPERATION_TEXT, terms.getFirst()));
            default -> ClauseQueries.phrase(CardFields.OPERATION_TEXT, text);
        };
        Collection<List<String>> same = RelatedTerms.sameAs(terms);
        if (same.isEmpty()) {
            return told;
        }
        return VocabularyMatches.anyOf(CardFields.OPERATION_TEXT, same).add(told, Occur.SHOULD).build();
    }

    private static Query cve(String id) {
        return new TermQuery(new Term(CardFields.facet(OperationFacet.CVE), id));
    }

    /** The operations that may have started within the days. */
    static Query days(DateRange days) {
        return LongRange.newIntersectsQuery(CardFields.OPERATION_DAYS, new long[]{days.from().toEpochDay()},
                new long[]{days.to().toEpochDay()});
    }

    /** Actors whose operations all match the clause: by a name, or by a field of the actor. */
    private Optional<Query> ofActor(Clause clause) throws IOException {
        boolean isTold = switch (clause) {
            case Vulnerability vulnerability -> true;
            case Report report -> true;
            case Prefix prefix -> true;
            case AnyOf any -> true;
            case Value value -> value.facet() == Facet.CVE;
            case ValuePrefix value -> value.facet() == Facet.CVE;
            case Days days -> days.facet() == Facet.ACTIVE;
            case Group group -> true;
            default -> false;
        };
        if (isTold) {
            return Optional.empty();
        }
        return Optional.of(clause instanceof Word || clause instanceof Phrase
                ? named(clauses.query().of(clause))
                : clauses.of(clause));
    }

    /** Actors of which the text is a name, whole or but for its head nouns, or one word of a name that is no head noun. */
    private static Query named(AnalyzedText text) {
        BooleanQuery.Builder named = new BooleanQuery.Builder();
        add(CardFields.NAME_FOLDED, text.folded(), named);
        add(CardFields.NAME_CORE, NameKeys.core(text.text()), named);
        List<String> words = text.words();
        boolean isName = words.size() == 1 && words.getFirst().chars().anyMatch(Character::isLetter)
                && HeadNouns.before(words.getFirst()) == null && HeadNouns.after(words.getFirst()) == null;
        if (isName) {
            add(CardFields.NAME_WORDS, words.getFirst(), named);
        }
        return named.build();
    }

    private static void add(String field, String term, BooleanQuery.Builder any) {
        if (!term.isEmpty()) {
            any.add(new TermQuery(new Term(field, term)), Occur.SHOULD);
        }
    }
}
