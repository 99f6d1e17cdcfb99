package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.ToolCard;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.CardSelection;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.SearchResult;

import static org.assertj.core.api.Assertions.assertThat;

/** An index without a folder answers every call. */
final class InMemoryTest {

    private static final ActorCard OTTER = TestCards.actor("Blue Otter").alias("APT 901", "Acme").country("China")
            .tools("DamBuster").card();
    private static final ActorCard FOX = TestCards.actor("Red Fox").country("Iran").tools("DamBuster").card();
    private static final ToolCard TOOL = TestCards.tool("DamBuster", "Beaver");

    @TempDir
    private Path folder;

    @Test
    void everyCallAnswers() throws IOException {
        try (ThreatCards cards = ThreatCards.inMemory(List.of(OTTER, FOX, TOOL))) {
            SearchResult result = cards.search(CardQuery.of("dambuster").with(Facet.COUNTRY, "China"));
            assertThat(result.hits()).extracting(hit -> hit.card()).containsExactly(OTTER);
            assertThat(result.provenance().actors()).isEqualTo(2);
            assertThat(cards.tools(CardQuery.of("beaver")).users().get(TOOL.uuid())).extracting(CardReference::name)
                    .containsExactly("Blue Otter", "Red Fox");
            assertThat(cards.cards("apt-901")).extracting(MergedCard::card).containsExactly(OTTER);
            assertThat(cards.toolCards("Beaver")).extracting(MergedCard::card).containsExactly(TOOL);
            assertThat(cards.profile(OTTER.uuid()).orElseThrow().tools()).hasSize(1);
            assertThat(cards.users(TOOL.uuid())).containsExactly(OTTER, FOX);
            assertThat(cards.resolve("APT901").meanings()).hasSize(1);
            assertThat(cards.scan("Seen: APT-901 with DamBuster.")).hasSize(2);
            assertThat(cards.suggest("blue", 5)).isNotEmpty();
            assertThat(cards.similar(OTTER.uuid(), 5)).hasSize(1);
            assertThat(cards.compare(List.of(OTTER.uuid(), FOX.uuid())).actors()).hasSize(2);
            assertThat(cards.landscape(CardQuery.all()).landscape().totals().actors()).isEqualTo(2);
            assertThat(cards.facet(Facet.COUNTRY, "", CardQuery.all())).extracting(FacetValue::value)
                    .containsExactlyInAnyOrder("China", "Iran");
            assertThat(cards.toolFacet(Facet.CATEGORY, "", CardQuery.all())).hasSize(1);
            assertThat(cards.inspect()).isNotNull();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThat(cards.export(CardSelection.all(), ExportFormat.STIX, out)).isEqualTo(3);
            assertThat(out.toString(StandardCharsets.UTF_8)).contains("Blue Otter");
        }
    }

    @Test
    void withoutCardsItFindsNothing() {
        try (ThreatCards cards = ThreatCards.inMemory(List.of())) {
            assertThat(cards.search(CardQuery.of("otter")).total()).isZero();
            assertThat(cards.provenance().decks()).isEmpty();
        }
    }

    @Test
    void theListMayChangeAndOfTwoWithOneUuidTheLaterStays() {
        List<Card> list = new ArrayList<>(
                List.of(FOX, TestCards.actor("Red Fox").description("A vixen after all.").card()));
        try (ThreatCards cards = ThreatCards.inMemory(list)) {
            list.clear();
            assertThat(cards.search(CardQuery.of("vixen")).total()).isEqualTo(1);
            assertThat(cards.provenance().actors()).isEqualTo(1);
        }
    }

    @Test
    void itSearchesAsAFolderDoes() {
        TestCards.write(folder, OTTER, FOX, TOOL);
        try (ThreatCards onDisk = ThreatCards.open(folder);
                ThreatCards inMemory = ThreatCards.inMemory(List.of(OTTER, FOX, TOOL))) {
            for (String text : List.of("", "otter", "apt901", "beaver", "chinese", "ottr")) {
                SearchResult expected = onDisk.search(CardQuery.of(text));
                SearchResult found = inMemory.search(CardQuery.of(text));
                assertThat(found.hits()).as(text).isEqualTo(expected.hits());
                assertThat(found.facets()).as(text).isEqualTo(expected.facets());
            }
        }
    }
}
