package dev.threatcards.card;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Prose;
import dev.threatcards.text.Prose.CardLink;
import dev.threatcards.text.Prose.WebLink;
import dev.threatcards.text.Prose.Words;

import static org.assertj.core.api.Assertions.assertThat;

/** The small values that cards are made of. */
final class CardsTest {

    @ParameterizedTest
    @CsvSource({"APT-C-41, aptc41, apt-c-41", "Fancy Bear, fancybear, fancy-bear", "TEMP.Béryl, tempberyl, temp-beryl",
            "[Vault 7/8], vault78, vault-7-8", "Москва 5, москва5, москва-5", "***, '', ''"})
    void aNameHasOneKeyHoweverItIsSpelt(String name, String folded, String slug) {
        assertThat(NameKeys.folded(name)).isEqualTo(folded);
        assertThat(NameKeys.slug(name)).isEqualTo(slug);
    }

    @Test
    void anExactKeyForgivesCaseAndWhiteSpaceAlone() {
        assertThat(NameKeys.exact("  Fancy  BEAR ")).isEqualTo("fancy bear");
        assertThat(NameKeys.exact("Fancy-Bear")).isEqualTo("fancy-bear");
    }

    @Test
    void proseTellsCardLinksFromWebLinksFromWords() {
        Prose prose = Prose.of("Near {{Subgroup: Blue Otter}}, see https://example.org/a?b=1, or {{Red Fox}}");
        assertThat(prose.parts()).containsExactly(new Words("Near "), new CardLink("Blue Otter"), new Words(", see "),
                new WebLink("https://example.org/a?b=1,"), new Words(" or "), new CardLink("Red Fox"));
        assertThat(Prose.plain("{{A}} and {{B")).isEqualTo("A and {{B");
    }

    @Test
    void anActivityHasAStoryAndSources() {
        Activity activity = new Activity(CardDate.NONE,
                "Breach of a bank\nIt was large.\nhttps://example.org/1\nhttp://example.org/2");
        assertThat(activity.story()).isEqualTo("Breach of a bank\nIt was large.");
        assertThat(activity.links()).containsExactly("https://example.org/1", "http://example.org/2");
    }

    @Test
    void aListingKeepsItsOrderAndGivesEachLabelOnce() {
        Listing listing = new Listing(List.of(new Listing.Entry("China", Listing.Kind.LABEL),
                new Listing.Entry("others", Listing.Kind.PROSE), new Listing.Entry("China", Listing.Kind.LABEL)));
        assertThat(listing.texts()).containsExactly("China", "others", "China");
        assertThat(listing.labels()).containsExactly("China");
        assertThat(listing.prose()).containsExactly("others");
    }

    @Test
    void everyFacetIsFoundByItsParameter() {
        for (Facet facet : Facet.values()) {
            assertThat(Facet.named(facet.parameter())).contains(facet);
        }
        assertThat(Facet.named("nothing")).isEmpty();
    }
}
