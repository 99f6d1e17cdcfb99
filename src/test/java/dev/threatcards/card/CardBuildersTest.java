package dev.threatcards.card;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.threatcards.card.CardReference.Kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Builders of cards: their defaults, what they refuse, and that what they built stays as it is. */
final class CardBuildersTest {

    @Test
    void aTitleIsEnough() {
        ActorCard actor = ActorCard.builder("Purple Otter").build();
        assertThat(actor.names()).containsExactly(new Name("Purple Otter", ""));
        assertThat(actor.collection()).isEqualTo("Own");
        assertThat(Stream.of(Field.values()).filter(field -> field.isOn(actor))).containsExactly(Field.NAME,
                Field.NAMES);
        ToolCard tool = ToolCard.builder("Spanner").build();
        assertThat(Stream.of(Field.values()).filter(field -> field.isOn(tool))).containsExactly(Field.NAME,
                Field.NAMES);
    }

    @Test
    void aUuidIsDerivedFromKindCollectionAndName() {
        UUID uuid = ActorCard.builder("Purple Otter").build().uuid();
        assertThat(ActorCard.builder(" purple  OTTER ").build().uuid()).isEqualTo(uuid);
        assertThat(Stream.of(ActorCard.builder("Green Otter").build(), ToolCard.builder("Purple Otter").build(),
                ActorCard.builder("Purple Otter").collection("Another").build()))
                .noneMatch(card -> card.uuid().equals(uuid));
        UUID own = new UUID(1, 2);
        assertThat(ActorCard.builder("Purple Otter").uuid(own).build().uuid()).isEqualTo(own);
    }

    @Test
    void everyPropertyIsOnTheCard() {
        ActorCard actor = ActorCard.builder("Otter").category("APT").country("Atlantis").sponsor("A navy")
                .motivation("Espionage").firstSeen(CardDate.parse("2019")).observed(CardDate.parse("2019-2024"))
                .description("Steals charts.").sectors("Energy").sectorProse("and others").targets("Norway")
                .tools("Spanner", "Hammer").operation(CardDate.parse("2024-05"), "Breach")
                .counterOperation(CardDate.NONE, "Arrest").relation(new Relation("uses", "Spanner", "", ""))
                .information("https://example.org/").mitreAttack("https://attack.mitre.org/groups/G0007")
                .technique(new Technique("T1566.001", "Spearphishing Attachment", List.of("Initial Access"), "Acme"))
                .playbook("https://example.org/p").alienVaultOtx("https://example.org/o")
                .lastChange(CardDate.parse("2024-06-01")).unknown("colour", "\"purple\"").build();
        assertThat(Stream.of(Field.values()).filter(field -> !field.isOn(actor)))
                .allMatch(field -> !field.isOf(Kind.ACTOR));
        assertThat(actor.sectors().labels()).containsExactly("Energy");
        assertThat(actor.sectors().prose()).containsExactly("and others");
        assertThat(actor.tools().labels()).containsExactly("Spanner", "Hammer");
        assertThat(actor.unknown()).isEqualTo(Map.of("colour", "\"purple\""));
        assertThat(actor.toBuilder().build()).isEqualTo(actor);
        ToolCard tool = ToolCard.builder("Spanner").type("Backdoor", "Loader").malpedia("https://example.org/m")
                .build();
        assertThat(tool.type()).containsExactly("Backdoor", "Loader");
        assertThat(tool.toBuilder().build()).isEqualTo(tool);
    }

    @Test
    void aCardDoesNotChangeWithItsBuilder() {
        ActorCard.Builder builder = ActorCard.builder("Otter").country("Atlantis");
        ActorCard first = builder.build();
        ActorCard second = builder.country("Lemuria").name("Lutra", "Acme").build();
        assertThat(first.country()).containsExactly("Atlantis");
        assertThat(second.country()).containsExactly("Atlantis", "Lemuria");
        assertThat(second.names()).containsExactly(new Name("Lutra", "Acme"));
        assertThatThrownBy(() -> second.country().add("Mu")).isInstanceOf(UnsupportedOperationException.class);
    }

    private static Stream<Arguments> refused() {
        String longest = "x".repeat(201);
        return Stream.of(arguments("name", ActorCard.builder(" ")), arguments("name", ActorCard.builder(longest)),
                arguments("collection", ActorCard.builder("Otter").collection("")),
                arguments("names", ActorCard.builder("Otter").name("", "Acme")),
                arguments("country", ActorCard.builder("Otter").country(longest)),
                arguments("techniques",
                        ActorCard.builder("Otter").technique(new Technique("T15", "Phishing", List.of(), ""))),
                arguments("techniques", ActorCard.builder("Otter").technique(new Technique("", "", List.of(), ""))),
                arguments("tools", ActorCard.builder("Otter").tools("Spanner", longest)),
                arguments("firstSeen",
                        ActorCard.builder("Otter")
                                .firstSeen(new CardDate("0", LocalDate.of(0, 1, 1), LocalDate.of(0, 12, 31),
                                        CardDate.Precision.YEAR))),
                arguments("relations", ActorCard.builder("Otter").relation(new Relation("uses", "", "", ""))),
                arguments("description", ActorCard.builder("Otter").description("x".repeat((16 << 20) + 1))));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void anErrorNamesTheProperty(String property, ActorCard.Builder builder) {
        assertThatThrownBy(builder::build).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The card \"").hasMessageContaining("its \"" + property + "\" ");
    }

    @Test
    void aNullIsRefusedByName() {
        assertThatThrownBy(() -> ActorCard.builder(null)).isInstanceOf(NullPointerException.class).hasMessage("name");
        ActorCard.Builder builder = ActorCard.builder("Otter");
        assertThatThrownBy(() -> builder.country("Atlantis", null)).isInstanceOf(NullPointerException.class)
                .hasMessageContaining("country");
        assertThatThrownBy(() -> builder.tools((String) null)).isInstanceOf(NullPointerException.class)
                .hasMessage("tools");
    }

    @Test
    void textsAreWellFormed() {
        assertThat(ActorCard.builder("Otter\uD800").description("\uDC00").build())
                .extracting(ActorCard::name, ActorCard::description).containsExactly("Otter\uFFFD", "\uFFFD");
    }

    @ParameterizedTest
    @EnumSource
    void aFacetHasValuesOnCardsOfItsKindsAlone(Facet facet) {
        CardDate date = CardDate.parse("2024");
        Technique technique = new Technique("T1566", "Phishing", List.of("Initial Access"), "");
        List<Card> cards = List.of(
                ActorCard.builder("Otter").category("APT").country("a").motivation("b").sectors("c").targets("d")
                        .tools("e").name("Otter", "f").firstSeen(date).operation(date, "CVE-2024-0001")
                        .technique(technique).lastChange(date).build(),
                ToolCard.builder("Spanner").category("Malware").type("Backdoor").description("CVE-2024-0001")
                        .technique(technique).lastChange(date).build());
        for (Card card : cards) {
            Kind kind = CardReference.of(card).kind();
            assertThat(facet.values(card).isEmpty()).isEqualTo(!facet.isOf(kind));
            assertThat(Facet.of(kind).contains(facet)).isEqualTo(facet.isOf(kind));
            if (facet.hasYears() && facet.isOf(kind)) {
                assertThat(facet.values(card)).containsExactly("2024");
            }
        }
        assertThat(Facet.named(facet.parameter())).contains(facet);
        assertThat(facet.label().toLowerCase(Locale.ROOT)).isNotBlank().isNotEqualTo(facet.label());
    }
}
