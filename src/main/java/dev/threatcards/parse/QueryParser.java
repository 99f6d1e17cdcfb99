package dev.threatcards.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.threatcards.card.CveId;
import dev.threatcards.card.Facet;
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
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.ReportAddress;

/**
 * Parses the text of a query into a {@link QueryTree}.
 *
 * <pre>
 * query  := { clause }
 * clause := [ "+" | "-" | "NOT" ] term { "OR" term }  "-": no card may have any of the terms; "+": every card has one of them
 * term   := group | [ field ( ":" | "=" ) ] ( phrase | prefix | word )
 * group  := "(" query ")"                           where an OR is in it or beside it, or a sign before it
 * field  := a facet                                 country, motivation, sector, target, tool, giver, …; in any case
 * phrase := '"' any but '"' '"'                     straight or curly quotes
 * prefix := word "*"                                two letters or digits at least
 * word   := anything without white space            an id of a vulnerability, in any spelling: "CVE 2017 11882"; the address of a
 *                                                   report, defanged too
 * range  := date | [ date ] ".." [ date ]           the word after firstSeen, active and changed
 * date   := yyyy | yyyy-MM | yyyy-MM-dd
 * </pre>
 *
 * Every text is valid: what does not parse (an unclosed quote or parenthesis, a lone "-" or "+", an "OR" without a neighbour or before a minus, an unknown field,
 * an invalid date) is a word. Words beyond {@link Limits#QUERY_WORDS} are ignored, as are asterisks beyond
 * {@link Limits#QUERY_PREFIXES}.
 */
public final class QueryParser {

    // An optional sign at the beginning of a term, an optional field, then a phrase in quotes or a word.
    private static final Pattern TERM = Pattern.compile(
            "(?<![^\\s\"“”])(?:(?<minus>-(?=\\S))|(?<plus>\\+(?=[\\p{L}\\p{N}\"“”])))?(?:(?<field>[A-Za-z]{1,20})(?<sign>[:=]))?"
                    + "(?:[\"“”](?<phrase>[^\"“”]+)[\"“”]|(?<word>\\S+))");

    // Punctuation before and after an id in a sentence: "(CVE-2017-11882)," is the id.
    private static final Pattern AROUND = Pattern.compile("^[\\p{Ps}\\p{Pi}'<]+|[\\p{Pe}\\p{Pf}'>.,;:!?]+$");

    private static final int SHORTEST_PREFIX = 2;

    /**
     * A text that was read.
     *
     * @param unreadWords the number of words beyond the limit
     * @param unreadPrefixes the number of asterisks beyond the limit, in the words before that
     */
    public record Parsed(QueryTree tree, int unreadWords, int unreadPrefixes) {
    }

    /** A clause, and whether it is negated. */
    private record Term(Clause clause, boolean unwanted) {

        private boolean is(String operator) {
            return !unwanted && clause.equals(new Word(operator));
        }

        /** An operator without operands as an ordinary word. */
        private Term asWord() {
            return new Term(new Word(clause.typed().toLowerCase(Locale.ROOT)), unwanted);
        }
    }

    private final Limits limits;
    private final String text;
    private final Parentheses parentheses;
    private int words;
    private int unread;
    private int prefixes;
    /** The prefixes among the words that were read. */
    private int readPrefixes;

    private QueryParser(String text, Limits limits) {
        this.limits = limits;
        this.parentheses = Parentheses.of(text);
        this.text = parentheses.text();
    }

    /** Parses a text within the default limits. */
    public static QueryTree parse(String text) {
        return parse(text, Limits.DEFAULT);
    }

    /** Parses a text; words and prefixes beyond the limits are not read. */
    public static QueryTree parse(String text, Limits limits) {
        return read(text, limits).tree();
    }

    /** Parses a text, and counts the words and prefixes beyond the limits, which are not read. */
    public static Parsed read(String text, Limits limits) {
        // An id in an address is a part of it.
        boolean isAddress = ReportAddress.ofWord(text.strip()).isPresent();
        QueryParser parser = new QueryParser(isAddress ? text : CveId.normalized(text), limits);
        QueryTree tree = parser.tree(0, parser.text.length());
        return new Parsed(tree, parser.unread, Math.max(0, parser.readPrefixes - limits.queryPrefixes()));
    }

    /** The clauses of a part of the text. */
    private QueryTree tree(int from, int to) {
        List<Term> terms = new ArrayList<>();
        int at = from;
        for (Parentheses.Pair pair : parentheses.between(from, to)) {
            addTerms(at, pair.start(), terms);
            QueryTree group = tree(pair.open() + 1, pair.close());
            if (!group.isEmpty()) {
                boolean isOne = group.wanted().size() == 1 && group.unwanted().isEmpty();
                Clause clause = isOne ? group.wanted().getFirst() : new Group(group);
                terms.add(new Term(pair.isDemanded() ? demanded(clause) : clause, pair.isNegated()));
            }
            at = pair.close() + 1;
        }
        addTerms(at, to, terms);
        List<Clause> wanted = new ArrayList<>();
        List<Clause> unwanted = new ArrayList<>();
        for (Term each : alternatives(negated(terms))) {
            if (each.clause instanceof Group group && !each.unwanted) {
                wanted.addAll(group.tree().wanted());
                unwanted.addAll(group.tree().unwanted());
            } else {
                (each.unwanted ? unwanted : wanted).add(each.clause);
            }
        }
        return new QueryTree(wanted, unwanted);
    }

    /** Adds the terms of a part of the text that has no groups. */
    private void addTerms(int from, int to, List<Term> terms) {
        Matcher term = TERM.matcher(text.substring(from, to));
        while (term.find()) {
            Clause clause = clause(term);
            if (!clause.typed().isBlank() && words < limits.queryWords()) {
                terms.add(
                        new Term(term.group("plus") == null ? clause : demanded(clause), term.group("minus") != null));
                words++;
                readPrefixes = prefixes;
            } else if (!clause.typed().isBlank()) {
                unread++;
            }
        }
    }

    /** A clause with a plus before it: a word is as good as in quotes, see {@link AnalyzedQuery#demanded}. */
    private static Clause demanded(Clause clause) {
        return switch (clause) {
            case Word word -> new Phrase(word.text());
            case Vulnerability vulnerability -> new Value(Facet.CVE, vulnerability.id().toString());
            case Group group ->
                new Group(new QueryTree(group.tree().wanted().stream().map(QueryParser::demanded).toList(),
                        group.tree().unwanted()));
            default -> clause;
        };
    }

    private Clause clause(Matcher term) {
        String phrase = term.group("phrase") == null ? "" : term.group("phrase").strip();
        String field = term.group("field") == null ? "" : term.group("field");
        String word = term.group("word") == null ? "" : term.group("word");
        if (!field.isEmpty()) {
            Optional<Clause> ofField = ofField(field, phrase, word);
            if (ofField.isPresent()) {
                return ofField.get();
            }
            // Not a field of the grammar: "Operation:", "http://example".
            word = word.isEmpty() ? "" : field + term.group("sign") + word;
        }
        Optional<CveId> id = CveId.parse(AROUND.matcher(phrase + word).replaceAll(""));
        if (id.isPresent()) {
            return new Vulnerability(id.get());
        }
        Optional<ReportAddress> address = ReportAddress.ofWord(phrase + word);
        if (address.isPresent()) {
            return new Report((phrase + word).strip(), address.get());
        }
        if (word.isEmpty()) {
            return phrase.isEmpty() ? new Word("") : new Phrase(phrase);
        }
        return isPrefix(word) ? prefix(beginning(word)) : new Word(word);
    }

    private static Clause prefix(String beginning) {
        return CveId.beginning(beginning).<Clause>map(id -> new ValuePrefix(Facet.CVE, id))
                .orElseGet(() -> new Prefix(beginning));
    }

    private Optional<Clause> ofField(String field, String phrase, String word) {
        String value = phrase.isEmpty() ? word : phrase;
        Optional<Facet> named = Arrays.stream(Facet.values()).filter(facet -> facet.parameter().equalsIgnoreCase(field))
                .findFirst();
        if (named.isEmpty() || value.isEmpty()) {
            return Optional.empty();
        }
        Facet facet = named.get();
        if (facet.hasYears() && !Filters.isNone(value)) {
            return DateRange.parse(value).map(range -> new Days(facet, range, value));
        }
        return Optional.of(
                phrase.isEmpty() && isPrefix(word) ? new ValuePrefix(facet, beginning(word)) : new Value(facet, value));
    }

    private boolean isPrefix(String word) {
        if (!word.endsWith("*") || NameKeys.folded(word).length() < SHORTEST_PREFIX
                || beginning(word).indexOf('*') >= 0) {
            return false;
        }
        prefixes++;
        return prefixes <= limits.queryPrefixes();
    }

    private static String beginning(String word) {
        return word.substring(0, word.length() - 1);
    }

    /** Negates the term after each "NOT". */
    private static List<Term> negated(List<Term> terms) {
        List<Term> negated = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).is("NOT") && i + 1 < terms.size()) {
                i++;
                negated.add(new Term(terms.get(i).clause, true));
            } else {
                negated.add(terms.get(i).is("NOT") ? terms.get(i).asWord() : terms.get(i));
            }
        }
        return negated;
    }

    /** Joins the terms around each "OR" to one clause. */
    private static List<Term> alternatives(List<Term> terms) {
        List<Term> clauses = new ArrayList<>();
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).is("OR")) {
                clauses.add(terms.get(i).asWord());
                continue;
            }
            List<Clause> any = new ArrayList<>(alternatives(terms.get(i).clause));
            boolean unwanted = terms.get(i).unwanted;
            while (i + 2 < terms.size() && terms.get(i + 1).is("OR") && canFollow(terms.get(i + 2))) {
                i += 2;
                any.addAll(alternatives(terms.get(i).clause));
            }
            clauses.add(new Term(any.size() == 1 ? any.getFirst() : new AnyOf(List.copyOf(any)), unwanted));
        }
        return clauses;
    }

    private static List<Clause> alternatives(Clause clause) {
        return clause instanceof AnyOf any ? any.alternatives() : List.of(clause);
    }

    private static boolean canFollow(Term term) {
        return !term.unwanted && !term.is("OR");
    }
}
