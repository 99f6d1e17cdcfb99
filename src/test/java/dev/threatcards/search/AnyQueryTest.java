package dev.threatcards.search;

import java.nio.file.Path;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.Inputs;
import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.result.SearchResult;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is typed: an answer, and one whose numbers hold. */
final class AnyQueryTest {

    @TempDir
    private static Path folder;
    @AutoClose
    private static ThreatCards cards;

    @BeforeAll
    static void index() {
        TestCards.write(folder,
                TestCards.actor("Blue Otter").alias("APT 98", "Umbrella").country("China").tools("PlugX", "OtterLoader")
                        .sectors("Energy", "IT").firstSeen(TestCards.year(2009))
                        .description("It sends mail to engineers.").card(),
                TestCards.actor("Red Fox").alias("APT 99", "Umbrella").country("Russia").tools("PlugX", "Mimikatz")
                        .sectors("Financial").description("A zero day in Flash, and blackouts.")
                        .operation(TestCards.year(2020), "Blackout").card(),
                TestCards.actor("Green Newt").alias("APT98", "Acme").country("Iran").sectors("Energy")
                        .description("It studies wipers and mail.").card(),
                TestCards.tool("PlugX", "Korplug", "Destroy RAT"));
        cards = ThreatCards.open(folder);
    }

    @Test
    void anyTextIsAnswered() {
        Inputs.forAll(3_000, inputs -> {
            String text = inputs.text(Limits.QUERY_LENGTH);
            assertThat(cards.search(CardQuery.of(text)).total()).isNotNegative();
            assertThat(cards.tools(CardQuery.of(text)).total()).isNotNegative();
        });
    }

    @Test
    void whatIsOfferedHolds() {
        Inputs.forAll(2_000,
                inputs -> whatIsOfferedHolds(query(inputs), inputs.of("", "", "China", "Iran", "Atlantis")));
    }

    private static void whatIsOfferedHolds(String text, String country) {
        CardQuery query = country.isEmpty() ? CardQuery.of(text) : CardQuery.of(text).with(Facet.COUNTRY, country);
        SearchResult result = cards.search(query);
        result.facets().forEach((facet, values) -> values.stream().filter(value -> !value.selected()).forEach(value -> {
            CardQuery chosen = new CardQuery(text, query.filters().withOnly(facet, Filters.Mode.ANY, value.value()),
                    query.window(), query.facets());
            assertThat(cards.search(chosen).total()).as(facet + " " + value).isEqualTo(value.count());
        }));
        result.guidance().understood()
                .forEach(offer -> assertThat(
                        total(offer.text(), query.filters().with(offer.facet(), Filters.Mode.ANY, offer.value())))
                        .isEqualTo(offer.total()));
        result.guidance().ways()
                .forEach(way -> assertThat(total(way.text(), way.filters())).isEqualTo(way.total()).isPositive());
        result.guidance().didYouMean()
                .ifPresent(meant -> assertThat(total(meant, query.filters())).as(meant).isPositive());
    }

    private static int total(String text, Filters filters) {
        return cards.search(new CardQuery(text, filters, CardQuery.all().window(), CardQuery.all().facets())).total();
    }

    private static String query(Inputs inputs) {
        return inputs.joined(7, " ",
                () -> inputs.of("mail", "energy", "iranian", "china", "APT98", "apt 99", "zero", "day", "-mail",
                        "\"zero day\"", "OR", "NOT", "bla*", "country:China", "tool:korplug", "-tool:Plug*",
                        "active:2020..", "firstSeen:2009", "sector:energy", "wipres", "enginers", "xyzzy", "it", "the",
                        "\"", "*", "korplug", "collection:Test", "country:Chna", "tool:Plugx OR sector:Enregy",
                        "\"no such phrase\""));
    }
}
