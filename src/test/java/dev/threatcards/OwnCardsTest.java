package dev.threatcards;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.card.Technique;
import dev.threatcards.card.ToolCard;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.query.CardSelection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Cards that a program has made itself: refused where they come in, or written by every export. */
final class OwnCardsTest {

    private static final UUID ID = UUID.fromString("11111111-2222-4333-8444-555555555555");

    private static ToolCard tool(UUID uuid, String name, String giver, String type, CardDate date, String target,
            Map<String, String> unknown) {
        return new ToolCard(uuid, "Own", name, List.of(new Name(name == null ? "x" : name, giver)), "Malware",
                List.of(type), "text", List.of(new Relation("uses", target, "", "another deck")),
                List.of("javascript:alert(1)", "no address"), List.of(""), List.of("\u0000"), List.of(), List.of(" "),
                List.of(), date, unknown, EditionStatus.CURRENT);
    }

    private static ToolCard tool(Map<String, String> unknown) {
        return tool(ID, "Spanner", "", "Backdoor", CardDate.NONE, "x", unknown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not json", "", " ", "{", "{\"a\": 1} x", "NaN", "'x'", "[1,]", "\"a\nb\"", "tru"})
    void anUnknownValueThatIsNoJsonIsRefusedWithItsKey(String value) {
        List<Card> cards = List.of(tool(Map.of("good", "1", "colour", value)));
        assertThatThrownBy(() -> ThreatCards.inMemory(cards)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Spanner").hasMessageContaining("colour").hasMessageContaining("JSON");
    }

    @Test
    void anUnknownValueThatNoExportCouldNestIsRefused() {
        List<Card> cards = List.of(tool(Map.of("deep", "[".repeat(990) + "]".repeat(990))));
        assertThatThrownBy(() -> ThreatCards.inMemory(cards)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("deep").hasMessageContaining("levels");
    }

    private static Stream<Card> incomplete() {
        CardDate far = new CardDate("later", LocalDate.of(12_345, 1, 1), LocalDate.of(12_345, 1, 1),
                CardDate.Precision.DAY);
        return Stream.of(tool(ID, " ", "", "x", CardDate.NONE, "x", Map.of()),
                tool(ID, "Spanner", "", "x", far, "x", Map.of()),
                tool(ID, "x".repeat(40_000), "", "x", CardDate.NONE, "x", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void aCardThatNoFormCouldCarryIsRefused(Card card) {
        List<Card> cards = new ArrayList<>(Arrays.asList(card));
        assertThatThrownBy(() -> ThreatCards.inMemory(cards)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be taken: its \"");
    }

    /** As odd as a card can be that is taken. */
    private static List<Card> hostile() {
        String odd = "\uD800 \u0000\u0007\u202E </script>{{}}{{x}} =1+1 \uFFFF\n\t\"',;\\";
        Map<String, String> unknown = Map.of("", "null", "actor", "{\"actor\": 1}", "uuid", "\"\\ud800\"", "n", "1e400",
                "d", "[".repeat(490) + "]".repeat(490), "\uD800", "\"x\"", "type", "[]", "id", "{}", "names", "7");
        CardDate date = new CardDate(odd, LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31), CardDate.Precision.SPAN);
        Listing listing = new Listing(List.of(new Listing.Entry(odd, Listing.Kind.LABEL),
                new Listing.Entry(odd + odd, Listing.Kind.PROSE), new Listing.Entry("", Listing.Kind.LABEL)));
        List<Activity> activities = List.of(new Activity(date, odd + "\nhttp://\uD800[\nhttps://x y"),
                new Activity(CardDate.NONE, ""));
        List<String> links = List.of("javascript:alert(1)", "http://[", "", odd,
                "https://attack.mitre.org/groups/G0007");
        List<Relation> relations = List.of(new Relation(odd, odd, odd, "no such deck"),
                new Relation("uses", ID.toString(), "", ""));
        ActorCard actor = new ActorCard(UUID.fromString("99999999-2222-4333-8444-555555555555"), "Own\uD800" + odd, odd,
                List.of(new Name(odd, odd), new Name(odd, "")), odd, List.of(odd, ""), odd, List.of(odd), date, date,
                odd, listing, listing, listing, activities, activities, relations, links, links,
                List.of(new Technique("T1566", odd, List.of(odd), odd)), links, links, date, unknown,
                EditionStatus.CURRENT);
        String giant = "x".repeat(40_000);
        return List.of(actor, tool(ID, odd, odd, odd, date, odd, unknown),
                tool(UUID.fromString("99999999-2222-4333-8444-666666666666"), "Giant", "", giant,
                        CardDate.unknown(giant), "x", Map.of()));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsTakenCanBeExportedInEveryFormat(ExportFormat format) throws IOException {
        try (ThreatCards cards = ThreatCards.inMemory(hostile())) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            CardSelection all = new CardSelection.Matching(ExportedCards.everywhere(), Set.of(Kind.ACTOR, Kind.TOOL));
            assertThat(cards.export(all, format, out)).isPositive();
            assertThat(out.toString(StandardCharsets.UTF_8)).isNotEmpty();
        }
    }
}
