package dev.threatcards;

import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.query.CardQuery;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.SearchAdvice;
import dev.threatcards.result.SearchAdvice.NameForm;
import dev.threatcards.result.Suggestion;

import static org.assertj.core.api.Assertions.assertThat;

/** Names in the odd forms in which they stand in reports and lists: what they mean, and what they are not taken for. */
final class OddNamesTest {

    @TempDir
    private static Path folder;
    private static ThreatCards cards;

    @BeforeAll
    static void index() {
        TestCards.write(folder,
                TestCards.actor("Blue Otter Group").alias("APT 98", "Umbrella").alias("Cadet Monsoon", "Acme")
                        .alias("Forest Monsoon", "Acme").country("Chile").card(),
                TestCards.actor("Red Fox").alias("Storm-0998", "Acme").alias("Toxic Monsoon", "Acme").country("Chile")
                        .card(),
                TestCards.actor("Grey Vole").alias("Wicked Monsoon", "Acme").alias("Lotus Monsoon", "Acme")
                        .country("Chile").description("Its lines are gizmos.").card(),
                TestCards.tool("Blue Otter"), TestCards.tool("Spade", "Blue Otter Team"), TestCards.tool("Lizar"));
        cards = ThreatCards.open(folder);
    }

    @AfterAll
    static void close() {
        cards.close();
    }

    private static List<String> actors(String name) {
        return cards.resolve(name).meanings().stream().map(meaning -> meaning.card())
                .filter(card -> card.kind().key().equals("actor")).map(card -> card.name()).toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            Storm 998                       > Red Fox
            Storm-998                       > Red Fox
            storm0998                       > Red Fox
            APT098                          > Blue Otter Group
            APT 098                         > Blue Otter Group
            1. APT98                        > Blue Otter Group
            APT98™                          > Blue Otter Group
            APT98: Cadet Monsoon            > Blue Otter Group
            formerly Toxic Monsoon          > Red Fox
            Red Fox (formerly Storm-0998)   > Red Fox
            tracked by Acme as Storm-0998   > Red Fox
            Red Fox 3.0                     > Red Fox
            Red Fox and Grey Vole           > Grey Vole+Red Fox
            Red Fox & Grey Vole             > Grey Vole+Red Fox
            Red Fox, APT98 and Grey Vole    > Blue Otter Group+Grey Vole+Red Fox
            Red Fox and Gizmo               > ''
            Storm 9980                      > ''
            """)
    void aNameMeansTheActors(String written, String names) {
        assertThat(actors(written)).containsExactlyInAnyOrder(names.isEmpty() ? new String[0] : names.split("\\+"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Caret Monsoon", "Tonic Monsoon", "Locus Monsoon", "Wicker Monsoon", "lizard", "Tonic"})
    void anEnglishWordIsNoTypoOfAName(String name) {
        assertThat(cards.resolve(name).meanings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Florest Monsoon, Blue Otter Group", "Forest Monson, Blue Otter Group"})
    void aMistypedNameIsNear(String name, String actor) {
        assertThat(actors(name)).containsExactly(actor);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Linen Monsoon", "Linen Monsoon group", "The Linen Monsoon"})
    void anUnknownNameOfAKnownFormIsExplainedAndNotCorrected(String name) {
        SearchAdvice advice = cards.search(CardQuery.of(name)).guidance();
        assertThat(advice.didYouMean()).isEmpty();
        assertThat(cards.resolve(name).form()).map(NameForm::pattern).contains("… Monsoon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Linen Monsoon season", "Monsoon"})
    void aLongerTextHasNoForm(String text) {
        assertThat(cards.resolve(text).form()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Blue Otter Group, false", "'Blue Otter Group, APT98', false", "Red Fox and Grey Vole, true"})
    void aNameIsAmbiguousIfItMeansDifferentActors(String name, boolean ambiguous) {
        Resolution resolution = cards.resolve(name);
        assertThat(resolution.ambiguous()).isEqualTo(ambiguous);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '>', textBlock = """
            the Blue Otter Group's          > Blue Otter Group
            Blue Otter                      > Blue Otter Group
            Red Fox actors                  > Red Fox
            Red Fox (Storm-0998)            > Red Fox
            https://example.org/red-fox     > Red Fox
            """)
    void theActorIsSuggestedFirst(String typed, String text) {
        assertThat(cards.suggest(typed, 5)).extracting(Suggestion::text).startsWith(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown.lo", "spades.red"})
    void aPartOfATextIsSuggestedOnlyIfItIsAName(String typed) {
        assertThat(cards.suggest(typed, 5)).isEmpty();
    }
}
