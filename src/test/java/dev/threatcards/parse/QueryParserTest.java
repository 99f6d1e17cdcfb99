package dev.threatcards.parse;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.Inputs;
import dev.threatcards.parse.QueryTree.Clause;
import dev.threatcards.query.Limits;

import static org.assertj.core.api.Assertions.assertThat;

final class QueryParserTest {

    /** Words in angle brackets, phrases in quotes, what is unwanted behind a minus. */
    private static String written(QueryTree tree) {
        StringBuilder text = new StringBuilder();
        tree.wanted().forEach(clause -> text.append(written(clause)).append(' '));
        tree.unwanted().forEach(clause -> text.append('-').append(written(clause)).append(' '));
        return text.toString().strip();
    }

    private static String written(Clause clause) {
        return switch (clause) {
            case QueryTree.Word word -> "<" + word.text() + ">";
            case QueryTree.Phrase phrase -> "'" + phrase.text() + "'";
            case QueryTree.Vulnerability vulnerability -> "<id " + vulnerability.id() + ">";
            case QueryTree.Report report -> "<report " + report.address().key() + ">";
            case QueryTree.Prefix prefix -> "<" + prefix.beginning() + "…>";
            case QueryTree.Value value -> "<" + value.facet().parameter() + "=" + value.value() + ">";
            case QueryTree.ValuePrefix value -> "<" + value.facet().parameter() + "=" + value.beginning() + "…>";
            case QueryTree.Days days ->
                "<" + days.facet().parameter() + "=" + day(days.range().from()) + "/" + day(days.range().to()) + ">";
            case QueryTree.AnyOf any ->
                any.alternatives().stream().map(QueryParserTest::written).collect(Collectors.joining(" or ", "(", ")"));
            case QueryTree.Group group -> "[" + written(group.tree()) + "]";
        };
    }

    private static String day(LocalDate date) {
        return date.equals(LocalDate.MIN) || date.equals(LocalDate.MAX) ? "" : date.toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"Office 0-day China       | <Office> <0-day> <China>",
            "\"spear phishing\" bank  | 'spear phishing' <bank>", "“spear phishing” bank    | 'spear phishing' <bank>",
            "bank -russia             | <bank> -<russia>", "bank -\"power grid\"     | <bank> -'power grid'",
            "a-b -c                   | <a-b> -<c>", "-                        | <->",
            "\"unclosed phrase        | <\"unclosed> <phrase>", "\"\"                     | <\"\">",
            "\"  \" bank              | <bank>", "APT-C-41                 | <APT-C-41>"})
    void aTextIsItsClauses(String text, String clauses) {
        assertThat(written(QueryParser.parse(text))).isEqualTo(clauses);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            CVE-2017-11882                        | <id CVE-2017-11882>
            cve 2017 11882 wiper                  | <id CVE-2017-11882> <wiper>
            bank cve2017-11882                    | <bank> <id CVE-2017-11882>
            CVE‑2017‑11882                        | <id CVE-2017-11882>
            "CVE 2017 11882"                      | <id CVE-2017-11882>
            "uses CVE 2017 11882"                 | 'uses CVE-2017-11882'
            (CVE-2017-11882), or CVE-2017-0199?   | <id CVE-2017-11882> <or> <id CVE-2017-0199>
            CVE-2017-0199/11882                   | <id CVE-2017-0199> <id CVE-2017-11882>
            CVE-2017-0199 OR CVE-2017-11882       | (<id CVE-2017-0199> or <id CVE-2017-11882>)
            wiper -CVE-2017-0199                  | <wiper> -<id CVE-2017-0199>
            cve:CVE-2017-11882                    | <cve=CVE-2017-11882>
            CVE:cve_2017_11882                    | <cve=CVE-2017-11882>
            cve:CVE-2017*                         | <cve=CVE-2017…>
            cve-2017*                             | <cve=CVE-2017-…>
            CVE-2017-118*                         | <cve=CVE-2017-118…>
            CVE*                                  | <CVE…>
            CVE-2017                              | <CVE-2017>
            CVE 2017                              | <CVE> <2017>
            exploit.CVE-2017-11882.Gen            | <exploit.CVE-2017-11882.Gen>
            """)
    void anIdOfAVulnerabilityIsOneClause(String text, String clauses) {
        assertThat(written(QueryParser.parse(text))).isEqualTo(clauses);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "tool:\"Cobalt Strike\" -country:China firstSeen:2015.. ransomware | <tool=Cobalt Strike> <firstSeen=2015-01-01/> <ransomware> -<country=China>",
            "TOOL:PlugX Country:“South Korea” | <tool=PlugX> <country=South Korea>", "tool:Cobalt* | <tool=Cobalt…>",
            "country=china tool=\"Cobalt Strike\" -target=RU | <country=china> <tool=Cobalt Strike> -<target=RU>",
            "firstSeen=2010..2015 tool=Cobalt* | <firstSeen=2010-01-01/2015-12-31> <tool=Cobalt…>",
            "(country=china OR country=iran) a=b | (<country=china> or <country=iran>) <a=b>",
            "firstSeen=abc country= | <firstSeen=abc> <country=>", "active:2023 | <active=2023-01-01/2023-12-31>",
            "firstSeen:2010..2015 | <firstSeen=2010-01-01/2015-12-31>",
            "firstSeen:2015..2010 | <firstSeen=2010-01-01/2015-12-31>", "changed:2024-01-01.. | <changed=2024-01-01/>",
            "changed:..2024-02 | <changed=/2024-02-29>", "a OR b c | (<a> or <b>) <c>",
            "a OR b OR \"c d\" | (<a> or <b> or 'c d')",
            "country:China OR country:Iran | (<country=China> or <country=Iran>)", "-a OR b c | <c> -(<a> or <b>)",
            "a NOT b | <a> -<b>", "wiper NOT country:Iran | <wiper> -<country=Iran>", "ransom* | <ransom…>",
            "-ransom* | -<ransom…>", "+wiper bank | 'wiper' <bank>", "+\"a b\" c | 'a b' <c>",
            "+country:iran a | <country=iran> <a>", "+(a b) c | 'a' 'b' <c>", "+(a OR b) c | (<a> or <b>) <c>",
            "+CVE-2017-0199 a | <cve=CVE-2017-0199> <a>", "C++ + a+b ++c | <C++> <+> <a+b> <++c>",
            "(+a b) OR c | (['a' <b>] or <c>)"})
    void fieldsBeginningsAndAlternatives(String text, String clauses) {
        assertThat(written(QueryParser.parse(text))).isEqualTo(clauses);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "https://example.org/a/?utm_id=1 bank | <report example.org/a> <bank>",
            "http://example.org/a:b | <report example.org/a:b>", "(hxxp://example[.]org/a), | <report example.org/a>",
            "hxxps://example(.)org/cve_2017_0199 | <report example.org/cve_2017_0199>",
            "see https://example.org/cve-2017-0199 | <see> <report example.org/cve-2017-0199>",
            "\"example.org/a\" OR -x | <report example.org/a> <or> -<x>", "example.org | <example.org>",
            "https://x.org/?country=China | <report x.org?country=China>", "ftp://x.org/a | <ftp://x.org/a>"})
    void anAddressIsAReport(String text, String clauses) {
        assertThat(written(QueryParser.parse(text))).isEqualTo(clauses);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"country: | <country:>", "colour:red | <colour:red>",
            "http://a:b | <http://a:b>", "firstSeen:soon | <firstSeen:soon>", "firstSeen:.. | <firstSeen:..>",
            "active:2023-13 | <active:2023-13>", "active:2023-02-30 | <active:2023-02-30>", "OR | <or>",
            "OR a | <or> <a>", "a OR | <a> <or>", "a OR OR b | <a> <or> <or> <b>", "NOT | <not>",
            "a OR -b | <a> <or> -<b>", "* | <*>", "a* | <a*>", "**** | <****>", "ab** | <ab**>", "*ab | <*ab>",
            ": | <:>", ":a | <:a>", "tool:\"unclosed | <tool=\"unclosed>"})
    void whatDoesNotParseIsWords(String text, String clauses) {
        assertThat(written(QueryParser.parse(text))).isEqualTo(clauses);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "(wiper OR ransomware) country:iran | (<wiper> or <ransomware>) <country=iran>",
            "country:iran (wiper OR \"data theft\") | <country=iran> (<wiper> or 'data theft')",
            "(a OR b) (c OR d) | (<a> or <b>) (<c> or <d>)", "(a b) OR c | ([<a> <b>] or <c>)",
            "c OR (a -b) | (<c> or [<a> -<b>])", "a OR (b OR c) | (<a> or <b> or <c>)", "-(a b) c | <c> -[<a> <b>]",
            "NOT (a b) c | <c> -[<a> <b>]", "-(a OR b) c | <c> -(<a> or <b>)", "(a OR b c) d | (<a> or <b>) <c> <d>",
            "((a b) OR c) OR d | ([<a> <b>] or <c> or <d>)", "-(-a) b | <b> -[-<a>]",
            "(-a -b) OR c | ([-<a> -<b>] or <c>)",
            "(country:iran active:2022..) OR sony | ([<country=iran> <active=2022-01-01/>] or <sony>)",
            "(a \"b) OR c\" OR d) e | <a> ('b) OR c' or <d>) <e>",
            // Ordinary punctuation.
            "Lazarus (aka Hidden Cobra) | <Lazarus> <aka> <Hidden> <Cobra>", "Army (CCA) | <Army> <(CCA)>",
            "f(x) OR g(y) | (<f(x)> or <g(y)>)", "(a OR b | (<a> or <b>)", "a OR b) | (<a> or <b)>)", "() a | <a>",
            "(country:iran) a | <country=iran> <a>", "(f(x) OR b) c | (<f(x)> or <b>) <c>", "( ) OR a | <or> <a>",
            "(Portland, OR) | <Portland,> <or>"})
    void parenthesesGroupWhereItMakesADifference(String text, String clauses) {
        assertThat(written(QueryParser.parse(text))).isEqualTo(clauses);
    }

    @Test
    void deepParenthesesArePunctuation() {
        String deep = "(".repeat(300) + "a OR b" + ")".repeat(300);
        assertThat(written(QueryParser.parse(deep))).isEqualTo("(<a> or <b>)");
    }

    @Test
    void whatIsTypedAgainIsTheSame() {
        Inputs.forAll(1_000, inputs -> {
            QueryTree tree = QueryParser.parse(inputs.joined(12, " ",
                    () -> inputs.of("a", "apt28", "\"b c\"", "-d", "NOT", "OR", "ran*", "country:China", "tool:\"X Y\"",
                            "-tool:Plug*", "active:2015..", "changed:2020-01", "-", "x:y", "-\"e f\"", "(a", "(-b",
                            "c)", "OR (d", "-(e", "f))", "(g)", "country:none")));
            assertThat(QueryParser.parse(tree.typed())).isEqualTo(tree);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT \"zero day\" mail bank -russia \"", "-\"power grid\" day\" bank \"unclosed",
            "tool:\"unclosed bank -\"power grid\"", "“ bank -“power grid”"})
    void aQuoteThatDoesNotCloseClosesNoneWhenClausesAreLeftOut(String text) {
        QueryTree tree = QueryParser.parse(text);
        Stream.concat(tree.wanted().stream(), tree.unwanted().stream()).forEach(clause -> {
            QueryTree rest = tree.without(List.of(clause));
            QueryTree again = QueryParser.parse(rest.typed());
            assertThat(again.wanted()).as(rest.typed()).containsExactlyInAnyOrderElementsOf(rest.wanted());
            assertThat(again.unwanted()).as(rest.typed()).containsExactlyInAnyOrderElementsOf(rest.unwanted());
        });
    }

    @Test
    void beginningsBeyondTheLimitAreWords() {
        assertThat(QueryParser.parse("begin* ".repeat(Limits.QUERY_PREFIXES + 2)).wanted())
                .filteredOn(QueryTree.Prefix.class::isInstance).hasSize(Limits.QUERY_PREFIXES);
    }

    @Test
    void wordsBeyondTheLimitAreLeftAside() {
        assertThat(QueryParser.parse("word ".repeat(Limits.QUERY_WORDS + 5)).wanted()).hasSize(Limits.QUERY_WORDS);
    }

    @Test
    void noTextIsAnError() {
        Inputs.forAll(1_000, inputs -> {
            QueryTree tree = QueryParser.parse(inputs.text());
            assertThat(tree.wanted()).noneMatch(clause -> clause.typed().isBlank());
            assertThat(tree.unwanted()).noneMatch(clause -> clause.typed().isBlank());
        });
    }
}
