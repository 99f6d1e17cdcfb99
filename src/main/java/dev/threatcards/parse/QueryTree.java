package dev.threatcards.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
import dev.threatcards.query.DateRange;
import dev.threatcards.text.ReportAddress;

/**
 * The clauses of a query.
 *
 * @param wanted what cards should match, in the order typed
 * @param unwanted what no card may match
 */
public record QueryTree(List<Clause> wanted, List<Clause> unwanted) {

    private static final Pattern QUOTE = Pattern.compile("[\"“”]");
    private static final Pattern OPENING_QUOTE = Pattern.compile("(?<![^-:\\s])[\"“”]");

    /** A clause of a query. */
    public sealed interface Clause {

        /** The text of the clause. */
        String typed();

        /** The words that it searches in a card's text, separated by spaces; empty for a filter. */
        default String text() {
            return "";
        }

        /** Whether it filters by a field; a filter does not count for the ranking. */
        default boolean isFilter() {
            return false;
        }
    }

    /** A word, without white space. */
    public record Word(String text) implements Clause {
        @Override
        public String typed() {
            return text;
        }
    }

    /** Words that follow each other. */
    public record Phrase(String text) implements Clause {
        @Override
        public String typed() {
            return '"' + text + '"';
        }
    }

    /** A vulnerability: cards match that mention its id in any spelling. */
    public record Vulnerability(CveId id) implements Clause {
        @Override
        public String typed() {
            return id.toString();
        }

        @Override
        public String text() {
            return id.toString();
        }
    }

    /**
     * The address of a report: cards match that cite it, however it is written. If no card does, its words are searched.
     *
     * @param text the address as it was typed, without white space
     */
    public record Report(String text, ReportAddress address) implements Clause {
        @Override
        public String typed() {
            return text;
        }
    }

    /** A prefix of a word or a name. */
    public record Prefix(String beginning) implements Clause {
        @Override
        public String typed() {
            return beginning + "*";
        }
    }

    /** A value of a facet, in any spelling. */
    public record Value(Facet facet, String value) implements Clause {
        @Override
        public String typed() {
            boolean plain = value.chars().noneMatch(Character::isWhitespace) && !value.endsWith("*");
            return facet.parameter() + ":" + (plain ? value : '"' + value + '"');
        }

        @Override
        public boolean isFilter() {
            return true;
        }
    }

    /** A prefix of a value of a facet. */
    public record ValuePrefix(Facet facet, String beginning) implements Clause {
        @Override
        public String typed() {
            return facet.parameter() + ":" + beginning + "*";
        }

        @Override
        public boolean isFilter() {
            return true;
        }
    }

    /**
     * A date of a facet that {@link Facet#hasYears}, on one of the days of a range.
     *
     * @param written the range as it was typed
     */
    public record Days(Facet facet, DateRange range, String written) implements Clause {
        @Override
        public String typed() {
            return facet.parameter() + ":" + written;
        }

        @Override
        public boolean isFilter() {
            return true;
        }
    }

    /** Alternatives, of which one has to match. */
    public record AnyOf(List<Clause> alternatives) implements Clause {
        @Override
        public String typed() {
            return alternatives.stream().map(Clause::typed).collect(Collectors.joining(" OR "));
        }

        @Override
        public String text() {
            return joined(alternatives.stream());
        }

        @Override
        public boolean isFilter() {
            return alternatives.stream().allMatch(Clause::isFilter);
        }
    }

    /**
     * Clauses in parentheses that all have to match.
     *
     * @param tree at least one clause; a single one is unwanted
     */
    public record Group(QueryTree tree) implements Clause {
        @Override
        public String typed() {
            return "(" + tree.typed() + ")";
        }

        @Override
        public String text() {
            return tree.words();
        }

        @Override
        public boolean isFilter() {
            return tree.texts().isEmpty() && tree.unwanted.stream().allMatch(Clause::isFilter);
        }
    }

    public QueryTree {
        wanted = List.copyOf(wanted);
        unwanted = List.copyOf(unwanted);
    }

    /** The wanted words and phrases without alternatives and groups, as running text: it may be a name of several words. */
    public String name() {
        return joined(wanted.stream().filter(clause -> !(clause instanceof AnyOf) && !(clause instanceof Group)));
    }

    /** The wanted words and phrases with alternatives, as running text. */
    public String words() {
        return joined(wanted.stream());
    }

    /** The wanted clauses that search the text, in the order typed. */
    public List<Clause> texts() {
        return wanted.stream().filter(clause -> !clause.isFilter()).toList();
    }

    /** The wanted clauses that filter. */
    public List<Clause> filters() {
        return wanted.stream().filter(Clause::isFilter).toList();
    }

    /** Whether there are no clauses; then every card matches. */
    public boolean isEmpty() {
        return wanted.isEmpty() && unwanted.isEmpty();
    }

    /** The wanted values of facets, those in alternatives and groups too. */
    public List<Value> values() {
        return leaves().filter(Value.class::isInstance).map(Value.class::cast).toList();
    }

    /** Whether any clause, wanted or not, asks for a value of the facet. */
    public boolean names(Facet facet) {
        return Stream.concat(wanted.stream(), unwanted.stream()).anyMatch(clause -> names(clause, facet));
    }

    private static boolean names(Clause clause, Facet facet) {
        return switch (clause) {
            case Value value -> value.facet() == facet;
            case ValuePrefix value -> value.facet() == facet;
            case AnyOf any -> any.alternatives().stream().anyMatch(each -> names(each, facet));
            case Group group -> group.tree().names(facet);
            default -> false;
        };
    }

    /** The wanted clauses, with the alternatives and the wanted clauses of groups in place of these. */
    public Stream<Clause> leaves() {
        return wanted.stream().flatMap(QueryTree::leaves);
    }

    /** The clause, or the alternatives and wanted clauses that it consists of. */
    public static Stream<Clause> leaves(Clause clause) {
        return switch (clause) {
            case AnyOf any -> any.alternatives().stream().flatMap(QueryTree::leaves);
            case Group group -> group.tree().leaves();
            default -> Stream.of(clause);
        };
    }

    /** The text of the query. */
    public String typed() {
        return typed(wanted, unwanted);
    }

    /** The query without some clauses, wanted or unwanted. */
    public QueryTree without(List<? extends Clause> clauses) {
        return new QueryTree(minus(wanted, clauses), minus(unwanted, clauses));
    }

    /** The query with a wanted clause replaced. */
    public QueryTree with(Clause clause, Clause instead) {
        return new QueryTree(wanted.stream().map(each -> each.equals(clause) ? instead : each).toList(), unwanted);
    }

    private static String typed(List<Clause> wanted, List<Clause> unwanted) {
        Stream<String> first = wanted.stream().map(Clause::typed);
        Stream<String> last = unwanted.stream().map(clause -> "-" + clause.typed());
        // A quote that is not closed is part of a word only if no other quote follows.
        boolean leavesOpen = wanted.stream().map(Clause::typed).anyMatch(QueryTree::leavesOpen);
        return (leavesOpen ? Stream.concat(last, first) : Stream.concat(first, last)).collect(Collectors.joining(" "));
    }

    private static boolean leavesOpen(String typed) {
        return QUOTE.matcher(typed).results().count() % 2 == 1 && OPENING_QUOTE.matcher(typed).find();
    }

    private static List<Clause> minus(List<Clause> clauses, List<? extends Clause> some) {
        List<Clause> fewer = new ArrayList<>(clauses);
        some.forEach(fewer::remove);
        return fewer;
    }

    private static String joined(Stream<Clause> clauses) {
        return clauses.map(Clause::text).filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
    }
}
