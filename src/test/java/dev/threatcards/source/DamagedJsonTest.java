package dev.threatcards.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import dev.threatcards.card.Card;
import dev.threatcards.card.Reject;

import static org.assertj.core.api.Assertions.assertThat;

/** JSON with one card that cannot be read: it costs that card alone, in every form that is JSON. */
final class DamagedJsonTest {

    private static final String UUID = "%d1111111-2222-4333-8444-555555555555";

    /** A form of three cards, of which the second has the given text among its keys. */
    enum Cards {
        ETDA {
            @Override
            String of(String damage) {
                return "{\"source\": \"x\", \"values\": [" + card(1, "\"a\": 1") + ",\n" + card(2, damage) + ",\n"
                        + card(3, "\"a\": 1") + "]}";
            }

            private String card(int number, String more) {
                return "{\"actor\": \"Otter " + number + "\", " + more + ", \"uuid\": \""
                        + String.format(Locale.ROOT, UUID, number) + "\"}";
            }
        },
        MISP {
            @Override
            String of(String damage) {
                return "{\"category\": \"actor\", \"values\": [" + card(1, "\"a\": 1") + "," + card(2, damage) + ","
                        + card(3, "\"a\": 1") + "]}";
            }

            private String card(int number, String more) {
                return "{\"value\": \"Otter " + number + "\", " + more + ", \"uuid\": \""
                        + String.format(Locale.ROOT, UUID, number) + "\"}";
            }
        },
        STIX {
            @Override
            String of(String damage) {
                return "{\"type\": \"bundle\", \"objects\": [" + card(1, "\"a\": 1") + "," + card(2, damage) + ","
                        + card(3, "\"a\": 1") + "]}";
            }

            private String card(int number, String more) {
                return "{\"type\": \"intrusion-set\", \"id\": \"intrusion-set--"
                        + String.format(Locale.ROOT, UUID, number) + "\", " + more + ", \"name\": \"Otter " + number
                        + "\"}";
            }
        },
        NDJSON {
            @Override
            String of(String damage) {
                return card(1, "\"a\": 1") + "\n" + card(2, damage) + "\n" + card(3, "\"a\": 1") + "\n";
            }

            private String card(int number, String more) {
                return "{\"id\":\"" + String.format(Locale.ROOT, UUID, number)
                        + "\",\"kind\":\"actor\",\"name\":\"Otter " + number + "\", " + more + "}";
            }
        };

        abstract String of(String damage);
    }

    private static Stream<Arguments> damages() {
        List<Arguments> damages = List.of(Arguments.of("\"x\": \"\u00FF\"", "UTF-8"),
                Arguments.of("\"x\": \"\u00E9\u00E9\"", "UTF-8"), Arguments.of("\"\u00C3\": 1", "UTF-8"),
                Arguments.of("\u00FF", "UTF-8"), Arguments.of("\"x\": \"a\u0000b\"", "control character"),
                Arguments.of("\"x\": \"a\nb\"", "control character"),
                Arguments.of("\"x\": \"a\tb\"", "control character"), Arguments.of("\"x\": \u0001 2", "not JSON"),
                Arguments.of("\"x\": NaN", "NaN is no value of JSON"),
                Arguments.of("\"x\": -Infinity", "no value of JSON"), Arguments.of("\"x\": tru", "not JSON"),
                Arguments.of("\"x\" 1", "not JSON"), Arguments.of("\"x\": [1, 2", "bracket or a quote is missing"),
                Arguments.of("\"x\": {\"y\": 1, \"z\": [2}", "missing"),
                Arguments.of("\"x\": 1, \"x\": 2", "the key \"x\" is in it twice"),
                Arguments.of("\"x\": \"\\q\"", "not JSON"), Arguments.of("\"x\": 01", "not JSON"),
                Arguments.of("\"x\": " + "9".repeat(2_000), "too many digits"),
                Arguments.of("\"x\": " + "[".repeat(1_500) + "]".repeat(1_500), "nested too deep"),
                Arguments.of("\"" + "x".repeat(60_000) + "\": 1", "a key is too long"),
                Arguments.of("\"x\": \"" + "x".repeat(17 << 20) + "\"", "more than 16777216 bytes"),
                Arguments.of("\"x\": [" + "1,".repeat(500_000) + "1]", "more than 500000 keys and values"));
        return Stream.of(Cards.values())
                .flatMap(form -> damages.stream().map(damage -> Arguments.of(form, damage.get()[0], damage.get()[1])));
    }

    private static ReadCards read(String latin) throws IOException {
        ReadCards read = new ReadCards();
        new SourceSniffer(CardSources.FORMS, read)
                .read(new ByteArrayInputStream(latin.getBytes(StandardCharsets.ISO_8859_1)), "file");
        return read;
    }

    @ParameterizedTest
    @MethodSource("damages")
    void oneDamagedCardCostsItselfAlone(Cards form, String damage, String reason) throws IOException {
        ReadCards read = read(form.of(damage));
        assertThat(read.cards).extracting(Card::name).contains("Otter 1", "Otter 3").doesNotContain("Otter 2");
        assertThat(read.rejects).first().satisfies(reject -> {
            assertThat(reject.place()).isIn("/values/1", "/objects/1", "line 2");
            assertThat(reject.reason()).contains(reason).doesNotContain("StreamRead", "com.fasterxml", "enable");
        });
        assertThat(read.rejects).extracting(Reject::reason).noneMatch(text -> text.contains("what follows"));
    }

    @Test
    void aCardWithoutItsLastBraceCostsItselfAlone() throws IOException {
        String deck = Cards.ETDA.of("\"a\": 1");
        int brace = deck.indexOf("},", deck.indexOf("Otter 2"));
        ReadCards read = read(deck.substring(0, brace) + deck.substring(brace + 1));
        assertThat(read.cards).extracting(Card::name).containsExactly("Otter 1", "Otter 3");
        assertThat(read.rejects).singleElement().satisfies(reject -> assertThat(reject.reason()).contains("at byte"));
    }

    @Test
    void aLineThatIsNoJsonCostsItselfAlone() throws IOException {
        String lines = Cards.NDJSON.of("\"a\": \"open");
        ReadCards read = read(lines.replace("Otter 3", "Otter 3\"").replace("}\n{", "}\nwhat is this?\n{"));
        assertThat(read.cards).extracting(Card::name).containsExactly("Otter 1");
        assertThat(read.rejects).extracting(Reject::place).containsExactly("line 2", "line 3", "line 5");
    }

    @ParameterizedTest
    @MethodSource("endings")
    void jsonThatEndsEarlySaysWhereAndKeepsTheCardsBefore(Cards form) throws IOException {
        String whole = form.of("\"a\": 1");
        String cut = whole.substring(0, whole.indexOf("Otter 3"));
        ReadCards read = read(cut);
        assertThat(read.cards).extracting(Card::name).containsExactly("Otter 1", "Otter 2");
        assertThat(read.rejects).singleElement().satisfies(reject -> assertThat(reject.reason())
                .contains("ends early at byte " + cut.length(), "the download was probably cut"));
    }

    private static Stream<Cards> endings() {
        return Stream.of(Cards.values());
    }

    @Test
    void aCardAloneThatIsCutOrDamagedIsNotTaken() throws IOException {
        String card = "{\"actor\": \"Otter\", \"uuid\": \"" + String.format(Locale.ROOT, UUID, 1)
                + "\", \"country\": [\"x\"], \"a\": %s}";
        assertThat(read(String.format(Locale.ROOT, card, "1")).cards).hasSize(1);
        for (String damaged : List.of(String.format(Locale.ROOT, card, "NaN"),
                String.format(Locale.ROOT, card, "\"\u00FF\""), String.format(Locale.ROOT, card, "1, \"a\": 2"),
                card.substring(0, card.indexOf(", \"a\"")))) {
            ReadCards read = read(damaged);
            assertThat(read.cards).as(damaged).isEmpty();
            assertThat(read.rejects).as(damaged).isNotEmpty();
        }
    }

    @Test
    void halfASurrogatePairIsReplacedAndLargeNumbersAreKept() throws IOException {
        ReadCards read = read(
                Cards.ETDA.of("\"x\": \"a\\ud800b\", \"y\": 1e400, \"z\": 1.10, \"e\": \"\\ud83d\\ude00\""));
        assertThat(read.rejects).isEmpty();
        Card card = read.cards.get(1);
        assertThat(card.unknown()).containsEntry("x", "\"a\uFFFDb\"").containsEntry("y", "1E+400").containsEntry("e",
                "\"\uD83D\uDE00\"");
    }
}
