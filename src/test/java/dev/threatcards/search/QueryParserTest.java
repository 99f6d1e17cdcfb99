package dev.threatcards.search;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.search.QueryTree.Clause;

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
        };
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

    @Test
    void wordsBeyondTheLimitAreLeftAside() {
        assertThat(QueryParser.parse("word ".repeat(Limits.QUERY_WORDS + 5)).wanted()).hasSize(Limits.QUERY_WORDS);
    }

    @Property
    void noTextIsAnError(@ForAll String text) {
        QueryTree tree = QueryParser.parse(text);
        assertThat(tree.wanted()).noneMatch(clause -> clause.text().isBlank());
        assertThat(tree.unwanted()).noneMatch(clause -> clause.text().isBlank());
    }
}
