package dev.threatcards.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.Inputs;
import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Name;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.index.CardNames;
import dev.threatcards.query.Limits;
import dev.threatcards.query.ScanOptions;
import dev.threatcards.result.Mention;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.result.Resolution.Meaning;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.WrittenNames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Names to cards, and texts to the names in them, on a deck made up for the purpose. */
final class NamesTest {

    private static final ScanOptions GENERIC_TOO = new ScanOptions(true, Set.of());

    private static final List<Card> DECK = List.of(
            TestCards.actor("Blue Otter, Zinc Heron").alias("Blue Otter", "Acme").alias("APT 98", "Umbrella")
                    .alias("APT 98", "Initech").alias("Snake", "Acme").country("Narnia").sectors("Energy")
                    .description("Its loader is a gizmo. Every gizmo is a toy.").card(),
            TestCards.actor("Red Fox").alias("APT98", "Hooli").alias("Quolls", "Acme").alias("FröschÉ", "Acme").card(),
            TestCards.actor("Grey Vole").alias("İstanbul Straße", "Acme").alias("Wu|Tang Vole", "Acme")
                    .description("A gizmo again: one gizmo more.").card(),
            TestCards.actor("Dim Quoll").alias("Quolls", "Hooli").alias("Narnia", "Acme").alias("3XZ", "Acme")
                    .alias("J&J Crew", "Acme").card(),
            TestCards.tool("Quolls", "Snake Loader", "QQ.LoaderX"), TestCards.tool("Gizmo"),
            TestCards.tool("Zyxxar", "zyxxtool"), TestCards.tool("𝔘nique🦊Tool"));

    private static Path folder;
    private static ThreatCards cards;

    @BeforeAll
    static void index() throws IOException {
        folder = Files.createTempDirectory("names");
        TestCards.write(folder, DECK.toArray(Card[]::new));
        cards = ThreatCards.open(folder);
    }

    @AfterAll
    static void close() throws IOException {
        cards.close();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static List<String> titles(String name) {
        return cards.resolve(name).meanings().stream().map(Meaning::card).map(CardReference::name).toList();
    }

    @ParameterizedTest
    @CsvSource({"Blue Otter, EXACT, Blue Otter", "' BLUE   otter', EXACT, Blue Otter", "blueotter, FOLDED, Blue Otter",
            "zinc-heron, FOLDED, Zinc Heron", "blue-otter-zinc-heron, FOLDED, 'Blue Otter, Zinc Heron'",
            "'Blue Otter, Zinc Heron', EXACT, 'Blue Otter, Zinc Heron'", "Zinc Hreon, NEAR, Zinc Heron"})
    void aNameMeansItsCardHoweverItIsSpelt(String name, Degree degree, String as) {
        assertThat(cards.resolve(name).meanings()).singleElement().satisfies(meaning -> {
            assertThat(meaning.card().name()).isEqualTo("Blue Otter, Zinc Heron");
            assertThat(meaning.degree()).isEqualTo(degree);
            assertThat(meaning.as()).isEqualTo(as);
        });
    }

    @Test
    void theGiversOfANameAreTold() {
        Resolution exact = cards.resolve("apt 98");
        assertThat(exact.meanings()).extracting(Meaning::giver).containsExactly("Umbrella, Initech", "Hooli");
        assertThat(exact.meanings()).extracting(Meaning::degree).containsExactly(Degree.EXACT, Degree.FOLDED);
        assertThat(exact.ambiguous()).isTrue();
        assertThat(titles("apt98")).containsExactly("Red Fox", "Blue Otter, Zinc Heron");
    }

    @Test
    void actorsComeBeforeToolsAndKindsAreNotAmbiguous() {
        Resolution resolution = cards.resolve("Quolls");
        assertThat(titles("Quolls")).containsExactly("Dim Quoll", "Red Fox", "Quolls");
        assertThat(resolution.meanings()).extracting(meaning -> meaning.card().kind().key()).containsExactly("actor",
                "actor", "tool");
        assertThat(resolution.ambiguous()).isTrue();
        assertThat(cards.resolve("Snake").ambiguous()).isFalse();
    }

    @Test
    void aUuidMeansItsCard() {
        CardReference tool = CardReference.of(DECK.getLast());
        assertThat(cards.resolve(tool.uuid().toString().toUpperCase(Locale.ROOT)).meanings())
                .containsExactly(new Meaning(tool, tool.uuid().toString(), "", Degree.EXACT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "...", "nobody at all", "APT97", "APT 99"})
    void whatIsNobodysNameHasNoMeaning(String name) {
        assertThat(cards.resolve(name)).isEqualTo(Resolution.unknown(name, Optional.empty()));
    }

    @Test
    void aNameThatIsTooLongHasNoMeaningAndAListThatIsTooLongIsTold() {
        assertThat(cards.resolve("Blue Otter" + " ".repeat(Limits.NAME_LENGTH)).meanings()).isEmpty();
        List<String> most = Collections.nCopies(Limits.NAMES, "Blue Otter");
        assertThat(cards.resolve(most)).hasSize(Limits.NAMES);
        List<String> more = Collections.nCopies(Limits.NAMES + 1, "Blue Otter");
        assertThatThrownBy(() -> cards.resolve(more)).isInstanceOf(InvalidQueryException.class)
                .hasMessageContaining("1000");
    }

    @Test
    void collectionsAreAskedForOrEtdasComeFirst(@TempDir Path other) {
        TestCards.write(other, TestCards.actor("Blue Otter").of("ETDA").card(),
                TestCards.actor("Blue Otter").of("Galaxy").alias("Galaxian", "Acme").card());
        try (ThreatCards two = ThreatCards.open(other)) {
            assertThat(two.resolve("Blue Otter").meanings()).extracting(meaning -> meaning.card().collection())
                    .containsExactly("ETDA");
            assertThat(two.resolve("Galaxian").meanings()).hasSize(1);
            assertThat(two.resolve("Galaxain").meanings()).hasSize(1);
            assertThat(two.resolve(List.of("Blue Otter"), Set.of("Galaxy")).getFirst().meanings())
                    .extracting(meaning -> meaning.card().collection()).containsExactly("Galaxy");
            assertThat(two.resolve(List.of("Blue Otter"), Set.of("Galaxy", "ETDA")).getFirst().ambiguous()).isFalse();
            assertThat(two.scan("Blue Otter, Galaxian")).extracting(mention -> mention.cards().getFirst().collection())
                    .containsExactly("ETDA", "Galaxy");
            assertThat(two.scan("Blue Otter, Galaxian", new ScanOptions(false, Set.of("Galaxy")))).hasSize(2);
            assertThat(two.scan("Blue Otter, Galaxian", new ScanOptions(false, Set.of("None")))).isEmpty();
        }
    }

    private static List<String> found(String text) {
        return cards.scan(text).stream().map(Mention::text).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Blue Otter", "blue-otter", "BlueOtter", "blueotter", "BLUE_OTTER", "blue\nOtter",
            "Blue\r\n    Otter", "blue.otter", "Blue’Otter", "Blue\u00A0Otter", "Ｂｌｕｅ Otter", "Blu\u0301e Ottër",
            "APT 98", "apt-98", "APT98", "Apt/98", "QQLoaderX", "qq.loader-x", "qq loader x", "Frösche\u0301",
            "frosche", "istanbul straße", "J & J Crew", "J&J-Crew", "Wu|Tang Vole", "wutangvole", "𝔘nique🦊tool",
            "uniquetool"})
    void aNameIsFoundInATextHoweverItIsSpelt(String name) {
        for (String text : List.of(name, "(" + name + ")", "By " + name + "'s men.", "x/" + name + "-report",
                "🦊 " + name, "é\u0301 " + name + ". Other", "\uFEFF" + name)) {
            assertThat(cards.scan(text, GENERIC_TOO)).as(text).isNotEmpty().allSatisfy(
                    mention -> assertThat(text.substring(mention.start(), mention.end())).isEqualTo(mention.text()));
            assertThat(found(text)).as(text).contains(name);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Blue. Otter", "Blue\n\nOtter", "Blue (Otter", "Blue, Otter", "Blue --- Otter",
            "Blue Otters", "xBlue Otter", "blueotter9", "bl ue otter", "APT 9 8", "APT 981", "Blue and Otter", "Red",
            "Fox"})
    void whatIsNoNameIsNotFound(String text) {
        assertThat(cards.scan(text, GENERIC_TOO)).isEmpty();
    }

    @Test
    void theLongestNameIsTaken() {
        assertThat(found("A snake loader, Blue Otter, Zinc Heron and red fox.")).containsExactly("snake loader",
                "Blue Otter, Zinc Heron", "red fox");
        assertThat(cards.scan("snake loader", GENERIC_TOO)).singleElement()
                .satisfies(mention -> assertThat(mention.generic()).isFalse());
    }

    @Test
    void aNameOfAnActorAndAToolIsGivenForEach() {
        assertThat(cards.scan("By Quolls.")).extracting(Mention::kind).containsExactly(Mention.Kind.ACTOR,
                Mention.Kind.TOOL);
        assertThat(cards.scan("By Quolls.")).extracting(mention -> mention.cards().size()).containsExactly(2, 1);
    }

    @Test
    void ordinaryWordsAreGivenOnRequest() {
        String text = "Snake in Narnia at 3XZ, a Gizmo of Zyxxar.";
        assertThat(found(text)).containsExactly("Zyxxar");
        assertThat(cards.scan(text, GENERIC_TOO).stream().filter(Mention::generic).map(Mention::text))
                .containsExactly("Snake", "Narnia", "3XZ", "Gizmo");
    }

    @Test
    void manyMayScanWhileTheIndexChanges(@TempDir Path other) throws Exception {
        TestCards.write(other, DECK.toArray(Card[]::new));
        try (ThreatCards changing = ThreatCards.open(other);
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            Callable<Boolean> scan = () -> {
                boolean right = true;
                for (int i = 0; i < 200; i++) {
                    right &= changing.scan("By Blue Otter of old.", i % 2 == 0 ? GENERIC_TOO : ScanOptions.USUAL)
                            .size() == 1;
                }
                return right;
            };
            List<Future<Boolean>> scans = Stream.generate(() -> scan).limit(8).map(threads::submit).toList();
            for (int i = 0; i < 5; i++) {
                TestCards.write(other, TestCards.actor("Newcomer " + i).card());
            }
            for (Future<Boolean> each : scans) {
                assertThat(each.get()).isTrue();
            }
        }
        try (ThreatCards changed = ThreatCards.open(other)) {
            assertThat(changed.scan("newcomer-4")).hasSize(1);
        }
    }

    private static Set<String> foldedNames(CardReference reference) {
        Card card = DECK.stream().filter(each -> each.uuid().equals(reference.uuid())).findFirst().orElseThrow();
        return CardNames.of(card).stream().map(Name::name)
                .flatMap(name -> Stream.of(NameKeys.folded(name), NameKeys.core(name))).collect(Collectors.toSet());
    }

    /** Arbitrary characters mixed with parts of names and separators. */
    private static String text(Inputs inputs) {
        return inputs.joined(30, "",
                () -> inputs.of(true, false)
                        ? inputs.text(3)
                        : inputs.of("Blue", "Otter", "apt", "98", " ", "-", "\n", ". ", "Snake", "Loader", "\u0301",
                                "\uD83E", "ﬁ", "İ", "ß", "Ａ", "\u00AD", "½", "Red", "Fox", "𝔘nique", "🦊", "Tool",
                                "Quolls"));
    }

    @Test
    void whateverTheTextMentionsAreNamesInTheirPlaces() {
        Inputs.forAll(3_000, inputs -> whateverTheTextMentionsAreNamesInTheirPlaces(text(inputs)));
    }

    private static void whateverTheTextMentionsAreNamesInTheirPlaces(String text) {
        int last = 0;
        for (Mention mention : cards.scan(text, GENERIC_TOO)) {
            assertThat(mention.start()).isBetween(0, mention.end() - 1);
            assertThat(mention.end()).isLessThanOrEqualTo(text.length());
            assertThat(text.substring(mention.start(), mention.end())).isEqualTo(mention.text());
            assertThat(mention.cards()).isNotEmpty().allSatisfy(card -> {
                assertThat(card.kind().key()).isEqualTo(mention.kind().key());
                assertThat(foldedNames(card)).contains(NameKeys.folded(mention.text()));
            });
            assertThat(mention.start() >= last || mention.kind() == Mention.Kind.TOOL).isTrue();
            last = mention.end();
        }
        assertThat(cards.scan(text))
                .isEqualTo(cards.scan(text, GENERIC_TOO).stream().filter(Mention::isEvident).toList());
    }

    private static String otherWords(Inputs inputs) {
        return inputs.joined(5, " ", () -> inputs.text('a', 'z', 1, 8));
    }

    @Test
    void aNameAmongOtherWordsIsFound() {
        Inputs.forAll(1_000,
                inputs -> aNameAmongOtherWordsIsFound(inputs.of(DECK), otherWords(inputs), otherWords(inputs)));
    }

    private static void aNameAmongOtherWordsIsFound(Card card, String before, String after) {
        for (Name name : card.names()) {
            String text = before + ": (" + name.name() + "); " + after;
            int start = before.length() + 3;
            assertThat(cards.scan(text, GENERIC_TOO)).as(text).anyMatch(mention -> mention.start() == start
                    && mention.text().equals(name.name()) && mention.cards().contains(CardReference.of(card)));
        }
    }

    @Test
    void whateverTheNameItsMeaningsHaveIt() {
        Inputs.forAll(2_000, inputs -> whateverTheNameItsMeaningsHaveIt(text(inputs)));
    }

    private static void whateverTheNameItsMeaningsHaveIt(String name) {
        Resolution resolution = cards.resolve(name);
        assertThat(resolution.name()).isEqualTo(name);
        assertThat(resolution.meanings()).doesNotHaveDuplicates().allSatisfy(meaning -> {
            String as = NameKeys.folded(meaning.as());
            List<String> read = Stream
                    .concat(WrittenNames.readings(name).stream().flatMap(List::stream), runsOfWords(name)).toList();
            switch (meaning.degree()) {
                case NEAR ->
                    assertThat(as.replaceAll("\\D", "")).isEqualTo(NameKeys.folded(name).replaceAll("\\D", ""));
                case CORE -> assertThat(read).map(NameKeys::core).contains(NameKeys.core(meaning.as()));
                default -> assertThat(read).map(NameKeys::folded).contains(as);
            }
        });
    }

    /** What may be one of several names in a row. */
    private static Stream<String> runsOfWords(String name) {
        List<MatchResult> words = WrittenNames.words(name);
        return words.stream().flatMap(first -> words.stream().filter(last -> last.start() >= first.start())
                .map(last -> name.substring(first.start(), last.end())));
    }
}
