package dev.threatcards.parse;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Facet;

/**
 * A query's text as the clauses that it is made of.
 *
 * @param wanted what cards should have, in the order in which it was typed
 * @param unwanted what no card may have
 */
public record QueryTree(List<Clause> wanted, List<Clause> unwanted) {

    private static final Pattern QUOTE = Pattern.compile("[\"“”]");
    private static final Pattern OPENING_QUOTE = Pattern.compile("(?<![^-:\\s])[\"“”]");

    /** One thing that is asked for. */
    public sealed interface Clause {

        /** The clause as it can be typed. */
        String typed();

        /** The words that it looks for in a card's text, separated by spaces; none if it looks at a field alone. */
        default String text() {
            return "";
        }

        /** Whether it asks for the value of a field, which a card has or has not, and which says nothing of how well it fits. */
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

    /** Words that have to stand next to each other. */
    public record Phrase(String text) implements Clause {
        @Override
        public String typed() {
            return '"' + text + '"';
        }
    }

    /** The beginning of a word or a name. */
    public record Prefix(String beginning) implements Clause {
        @Override
        public String typed() {
            return beginning + "*";
        }
    }

    /** A value of a facet, however it is spelt. */
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

    /** The beginning of a value of a facet. */
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

    /** A date between two days, both inclusive; {@link LocalDate#MIN} and {@link LocalDate#MAX} where an end is open. */
    public record Days(DateField field, LocalDate from, LocalDate to, String range) implements Clause {
        @Override
        public String typed() {
            return field.parameter() + ":" + range;
        }

        /** Whether the date may be one of them. */
        public boolean touches(CardDate date) {
            return date.isKnown() && !date.to().isBefore(from) && !date.from().isAfter(to);
        }

        @Override
        public boolean isFilter() {
            return true;
        }
    }

    /** Any one of several. */
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

    public QueryTree {
        wanted = List.copyOf(wanted);
        unwanted = List.copyOf(unwanted);
    }

    /** The words and phrases that are wanted, as running text: a name of several words is one thing. */
    public String name() {
        return joined(wanted.stream().filter(clause -> !(clause instanceof AnyOf)));
    }

    /** As {@link #name}, with those that are wanted as one of several. */
    public String words() {
        return joined(wanted.stream());
    }

    /** What is wanted of the text, in the order in which it was typed. */
    public List<Clause> texts() {
        return wanted.stream().filter(clause -> !clause.isFilter()).toList();
    }

    /** What is wanted of fields. */
    public List<Clause> filters() {
        return wanted.stream().filter(Clause::isFilter).toList();
    }

    /** Whether nothing is asked, which every card fits. */
    public boolean isEmpty() {
        return wanted.isEmpty() && unwanted.isEmpty();
    }

    /** Every value of a facet that is wanted, as one of several too. */
    public List<Value> values() {
        return wanted.stream()
                .flatMap(clause -> clause instanceof AnyOf any ? any.alternatives().stream() : Stream.of(clause))
                .filter(Value.class::isInstance).map(Value.class::cast).toList();
    }

    /** The query as it can be typed. */
    public String typed() {
        return typed(wanted, unwanted);
    }

    /** The same query without those clauses, wanted or not. */
    public QueryTree without(List<? extends Clause> clauses) {
        return new QueryTree(minus(wanted, clauses), minus(unwanted, clauses));
    }

    /** The same query with another clause in the place of one that is wanted. */
    public QueryTree with(Clause clause, Clause instead) {
        return new QueryTree(wanted.stream().map(each -> each.equals(clause) ? instead : each).toList(), unwanted);
    }

    private static String typed(List<Clause> wanted, List<Clause> unwanted) {
        Stream<String> first = wanted.stream().map(Clause::typed);
        Stream<String> last = unwanted.stream().map(clause -> "-" + clause.typed());
        // A quote that does not close is a word's only as long as no other follows it.
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
