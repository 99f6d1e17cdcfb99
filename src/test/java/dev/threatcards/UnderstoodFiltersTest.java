package dev.threatcards;

import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardText;
import dev.threatcards.card.Facet;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.result.Hit;
import dev.threatcards.result.SearchAdvice.ReadClause;
import dev.threatcards.result.SearchAdvice.ReadFilter;
import dev.threatcards.result.SearchAdvice.Reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Values of filters and of fields in the text are understood alike, and the answer says how. */
final class UnderstoodFiltersTest {

    @TempDir
    private static Path folder;

    @AutoClose
    private static ThreatCards cards;

    @BeforeAll
    static void index() {
        ThreatCards.build(folder).fromStarterDeck();
        cards = ThreatCards.open(folder);
    }

    private static int total(CardQuery query) {
        return cards.search(query.page(1, 0)).total();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            country    | china                 | China
            country    | CHINESE               | China
            country    | RU                    | Russia
            country    | ru                    | Russia
            country    | PRK                   | North Korea
            country    | Pyongyang             | North Korea
            country    | the Kremlin           | Russia
            country    | Tehran                | Iran
            target     | United Kingdom        | UK
            target     | us                    | USA
            target     | it                    | Italy
            motivation | espionage             | Information theft and espionage
            sector     | finance               | Financial
            sector     | banks                 | Financial
            sector     | telecoms              | Telecommunications
            giver      | crowdstrike           | CrowdStrike
            giver      | Crowd-Strike          | CrowdStrike
            tool       | mimikatz              | Mimikatz
            tool       | cobaltstrike          | Cobalt Strike
            tool       | Cobalt*               | Cobalt Strike
            """)
    void aValueIsUnderstoodInAFilterAsInTheText(String parameter, String written, String value) {
        Facet facet = Facet.named(parameter).orElseThrow();
        ReadFilter filter = cards.search(CardQuery.all().with(facet, written)).guidance().filters().getFirst();
        assertThat(filter).isEqualTo(new ReadFilter(facet, Mode.ANY, written, value, List.of(value), List.of()));
        int expected = total(CardQuery.all().with(facet, value));
        assertThat(expected).isPositive();
        assertThat(total(CardQuery.all().with(facet, written))).isEqualTo(expected);
        String typed = written.endsWith("*") ? written : '"' + written + '"';
        assertThat(total(CardQuery.of(parameter + ":" + typed))).isEqualTo(expected);
        assertThat(total(CardQuery.all().without(facet, written)))
                .isEqualTo(total(CardQuery.of("-" + parameter + ":" + typed)))
                .isEqualTo(total(CardQuery.all()) - expected);
    }

    @Test
    void aValueThatMeansNothingHasTheNearestValues() {
        CardQuery query = CardQuery.all().with(Facet.COUNTRY, "chna");
        ReadFilter filter = cards.search(query).guidance().filters().getFirst();
        assertThat(filter.understood()).isEmpty();
        assertThat(filter.nearest()).first().isEqualTo("China");
        assertThat(total(query)).isZero();
        assertThat(total(CardQuery.of("country:chna"))).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "abc..", "..", "2010...2015", "2014-13", "20111", "2010-02-30.."})
    void aMalformedRangeIsRefused(String range) {
        for (Facet facet : List.of(Facet.FIRST_SEEN, Facet.ACTIVE, Facet.CHANGED)) {
            assertThatThrownBy(() -> cards.search(CardQuery.all().with(facet, range)))
                    .isInstanceOf(InvalidQueryException.class).hasMessageContaining(range)
                    .hasMessageContaining(facet.parameter());
        }
    }

    @Test
    void aRangeOfDaysIsThatOfTheText() {
        CardQuery years = CardQuery.all().between(Facet.FIRST_SEEN, LocalDate.of(2010, 1, 1),
                LocalDate.of(2015, 12, 31));
        assertThat(years).isEqualTo(CardQuery.all().with(Facet.FIRST_SEEN, "2010..2015"));
        assertThat(total(years)).isEqualTo(total(CardQuery.of("firstSeen:2010..2015"))).isPositive();
        CardQuery days = CardQuery.all().between(Facet.ACTIVE, LocalDate.of(2017, 6, 15), LocalDate.MAX);
        assertThat(total(days)).isEqualTo(total(CardQuery.of("active:2017-06-15.."))).isPositive();
        assertThat(CardQuery.all().between(Facet.ACTIVE, LocalDate.MIN, LocalDate.MAX)).isEqualTo(CardQuery.all());
        assertThatThrownBy(() -> CardQuery.all().between(Facet.TOOL, LocalDate.MIN, LocalDate.MAX))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A stem is not told: "attack" for "attacked" is the same word. */
    @ParameterizedTest
    @CsvSource({"Iranians, iran", "0-day, zeroday", "attacked, attacked", "companies, companies", "phishing, phishing",
            "Ukrainian, ukraine"})
    void aWordThatWasReadAsAnotherIsTold(String typed, String read) {
        assertThat(cards.search(CardQuery.of("wiper " + typed)).guidance().reading().required()).last()
                .extracting(ReadClause::words).isEqualTo(read);
    }

    @Test
    void whatWasReadIsTold() {
        Reading reading = cards.search(CardQuery.of("(wiper OR ransomware) Iranians country:IR -tool:mimikatz"))
                .guidance().reading();
        assertThat(reading.required()).extracting(ReadClause::words).containsExactly("wiper or ransomware", "iran",
                "Attributed to: Iran");
        assertThat(reading.required().get(1).isFolded()).isTrue();
        assertThat(reading.excluded()).extracting(ReadClause::words).containsExactly("Tool: Mimikatz");
        assertThat(reading.required().get(2).without()).isEqualTo("wiper OR ransomware Iranians -tool:mimikatz");
        assertThat(reading.withoutFilters()).isEqualTo("wiper OR ransomware Iranians");
    }

    @Test
    void anApostropheOfAnyShapeAndAccentsInAnyEncodingAreOne() {
        Set<String> words = new TreeSet<>();
        for (Hit<ActorCard> hit : cards.search(CardQuery.all().page(1, 100)).hits()) {
            String text = CardText.of(hit.card()).stream().map(CardText::text).collect(Collectors.joining(" "));
            Pattern.compile("\\p{L}+['’]\\p{L}+|\\p{L}*[\\p{L}&&[^a-zA-Z]]\\p{L}*").matcher(text).results()
                    .map(MatchResult::group).forEach(words::add);
        }
        assertThat(words).hasSizeGreaterThan(20).allSatisfy(word -> {
            String straight = word.replace('’', '\'');
            int expected = total(CardQuery.of(straight));
            for (String apostrophe : List.of("’", "‘", "ʼ", "＇", "′", "´", "`")) {
                assertThat(total(CardQuery.of(straight.replace("'", apostrophe)))).isEqualTo(expected);
                assertThat(total(CardQuery.of('"' + straight.replace("'", apostrophe) + '"')))
                        .isEqualTo(total(CardQuery.of('"' + straight + '"')));
            }
            assertThat(total(CardQuery.of(Normalizer.normalize(word, Normalizer.Form.NFD)))).isEqualTo(expected);
        });
        assertThat(total(CardQuery.all().with(Facet.TARGET, "ukraine’s")))
                .isEqualTo(total(CardQuery.all().with(Facet.TARGET, "Ukraine"))).isPositive();
    }
}
