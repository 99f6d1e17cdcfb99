package dev.threatcards.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.error.SearchTimeoutException;
import dev.threatcards.index.CardIndex;
import dev.threatcards.index.CardIndexWriter;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.query.Order;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.Highlight;
import dev.threatcards.result.Hit;
import dev.threatcards.result.Match;
import dev.threatcards.result.SearchAdvice;
import dev.threatcards.result.SearchResult;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Text and ranking, on a deck made up for the purpose and a real index. */
final class SearchTest {

    private static final Limits NO_TIME = Limits.DEFAULT.withSearchTime(Duration.ofNanos(1));

    @TempDir
    private static Path folder;
    @AutoClose
    private static ThreatCards cards;

    @BeforeAll
    static void index() {
        List<Card> deck = List.of(TestCards.actor("Blue Otter").alias("APT 98", "Umbrella")
                .alias("Zinc Heron", "Initech").country("China")
                .toolsAndProse("an MS Office 0-day exploit", "PlugX", "OtterLoader").sectors("Energy", "IT")
                .targets("USA", "Chile").description("It sends mail to engineers. Its mail is well written.")
                .firstSeen(TestCards.year(2009)).operation(TestCards.year(2015), "Breach of a bank in Lima").card(),
                TestCards.actor("Red Fox").alias("APT 99", "Umbrella").country("Russia").tools("PlugX", "Mimikatz")
                        .sectors("Financial").targets("Ukraine")
                        .description(
                                "Red Fox is often taken for Blue Otter. A zero day in Flash was its first find, on China.")
                        .firstSeen(TestCards.year(2012)).operation(TestCards.year(2020), "Blackout of the power grid")
                        .card(),
                TestCards.actor("Green Newt").alias("Shared Name", "Acme").country("Iran").sectors("Energy")
                        .description("It studies <b>markup</b> & wipers.").firstSeen(TestCards.year(2011)).card(),
                TestCards.actor("Grey Vole").alias("Shared Name", "Initech").country("North Korea").tools("Mimikatz")
                        .description("It writes about energy, engineers and wipers without end.").card(),
                TestCards.tool("PlugX", "Korplug", "Destroy RAT"), TestCards.tool("Spanner"));
        try (CardIndexWriter writer = CardIndexWriter.open(folder)) {
            writer.putDeck(TestCards.DECK);
            deck.forEach(card -> writer.put(TestCards.merged(card, TestCards.DECK)));
            writer.commit(List.of());
        }
        cards = ThreatCards.open(folder);
    }

    private static List<String> names(CardQuery query) {
        return cards.search(query).hits().stream().map(hit -> hit.card().name()).toList();
    }

    @ParameterizedTest
    @CsvSource({"Blue Otter, Blue Otter", "blueotter, Blue Otter", "blue-otter, Blue Otter", "APT98, Blue Otter",
            "apt-98, Blue Otter", "'Zinc H', Blue Otter", "'Zinc Hreon', Blue Otter", "'Bleu Otter', Blue Otter",
            "Red Fox, Red Fox", "APT 99, Red Fox", "APT99, Red Fox"})
    void aNameIsFoundHoweverItIsSpelt(String query, String name) {
        assertThat(names(CardQuery.of(query))).first().isEqualTo(name);
    }

    @Test
    void digitsAreNeverForgiven() {
        assertThat(names(CardQuery.of("APT97"))).doesNotContain("Blue Otter", "Red Fox");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Office 0-day China", "office 0day chinese", "Office zero day China",
            "office zero-day china"})
    void aHalfRememberedStoryIsFound(String query) {
        assertThat(names(CardQuery.of(query))).containsExactly("Blue Otter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-day", "0day", "zero-day", "zero day", "zero days"})
    void wordsThatMeanSomethingOnlyTogetherAreOne(String query) {
        assertThat(names(CardQuery.of(query))).containsExactlyInAnyOrder("Blue Otter", "Red Fox");
        assertThat(names(CardQuery.of("united states"))).containsExactly("Blue Otter");
        assertThat(names(CardQuery.of("north korean wipers"))).containsExactly("Grey Vole");
    }

    @Test
    void aNameAmongOtherWordsIsAName() {
        assertThat(names(CardQuery.of("Red Fox China"))).first().isEqualTo("Red Fox");
        assertThat(names(CardQuery.of("apt 98 engineers"))).first().isEqualTo("Blue Otter");
    }

    @Test
    void aNameBeatsAMention() {
        assertThat(names(CardQuery.of("Blue Otter"))).containsExactly("Blue Otter", "Red Fox");
    }

    @Test
    void aToolsOtherNamesLeadToTheActors() {
        assertThat(names(CardQuery.of("Korplug"))).containsExactlyInAnyOrder("Blue Otter", "Red Fox");
        assertThat(cards.search(CardQuery.of("destroyrat")).hits().getFirst().matched())
                .contains(new Match("tool", "PlugX", "", List.of("destroyrat")));
    }

    @Test
    void wordsThatMatchNothingFallAwayBeforeTheResultIsEmpty() {
        assertThat(names(CardQuery.of("blackout xyzzy"))).containsExactly("Red Fox");
        assertThat(names(CardQuery.of("mail blackout"))).containsExactlyInAnyOrder("Blue Otter", "Red Fox");
        assertThat(names(CardQuery.of("xyzzy"))).isEmpty();
    }

    @Test
    void aLabelThatIsAStopWordIsFound() {
        assertThat(names(CardQuery.of("IT"))).containsExactly("Blue Otter");
    }

    @Test
    void aPhraseStandsTogetherAndAMinusKeepsOut() {
        assertThat(names(CardQuery.of("\"power grid\""))).containsExactly("Red Fox");
        assertThat(names(CardQuery.of("\"grid power\""))).doesNotContain("Blue Otter");
        assertThat(names(CardQuery.of("wipers -energy"))).isEmpty();
        assertThat(names(CardQuery.of("plugx -russia"))).containsExactly("Blue Otter");
    }

    @Test
    void noPhraseReachesFromOneLabelIntoTheNext() {
        assertThat(names(CardQuery.of("\"Mimikatz Financial\""))).isEmpty();
        assertThat(names(CardQuery.of("\"PlugX Mimikatz\""))).isEmpty();
    }

    @Test
    void aHitSaysWhyItWasFound() {
        Hit<ActorCard> hit = cards.search(CardQuery.of("zincheron")).hits().getFirst();
        assertThat(hit.matched()).first().isEqualTo(new Match("name", "Zinc Heron", "Initech", List.of("zincheron")));
        Hit<ActorCard> story = cards.search(CardQuery.of("Office 0-day China")).hits().getFirst();
        assertThat(story.matched()).first()
                .isEqualTo(new Match("tool", "an MS Office 0-day exploit", "", List.of("Office", "0-day")));
        assertThat(story.matched()).contains(new Match("country", "China", "", List.of("China")));
    }

    @Test
    void aReasonNamesTheWordsHoweverTheyAreTyped() {
        assertThat(first("zero day office").matched()).first()
                .isEqualTo(new Match("tool", "an MS Office 0-day exploit", "", List.of("office", "zero day")));
        Match near = first("zinc hreon").matched().getFirst();
        assertThat(near).isEqualTo(new Match("name", "Zinc Heron", "Initech", List.of("zinc hreon")));
        assertThat(near.isSpeltOtherwise()).isTrue();
        assertThat(first("zinc her").matched().getFirst().isSpeltOtherwise()).isFalse();
        assertThat(first("korplug").matched()).containsExactly(new Match("tool", "PlugX", "", List.of("korplug")));
        // Half of a name is no reason: of "APT 98" the card has "APT".
        assertThat(first("apt98 fox").matched()).noneMatch(match -> match.text().equals("APT 99"));
    }

    @Test
    void aReasonNamesTheFieldThatWasAskedFor() {
        assertThat(first("tool:korplug firstSeen:2010..").matched()).containsExactlyInAnyOrder(
                new Match("tool", "PlugX", "", List.of("tool:korplug")),
                new Match("firstSeen", "2012", "", List.of("firstSeen:2010..")));
        assertThat(first("country:chi* active:2015").matched()).containsExactlyInAnyOrder(
                new Match("country", "China", "", List.of("country:chi*")),
                new Match("active", "2015", "", List.of("active:2015")));
    }

    private static Hit<ActorCard> first(String query) {
        return cards.search(CardQuery.of(query)).hits().getFirst();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"country:China | Blue Otter",
            "COUNTRY:chinese | Blue Otter", "tool:Korplug | Blue Otter,Red Fox", "tool:plug* | Blue Otter,Red Fox",
            "tool:PlugX -country:China | Red Fox", "tool:PlugX NOT country:China | Red Fox",
            "country:China OR country:Iran | Blue Otter,Green Newt", "giver:umbrella | Blue Otter,Red Fox",
            "firstSeen:2012.. | Red Fox", "firstSeen:..2011 | Blue Otter,Green Newt",
            "firstSeen:2010..2011 | Green Newt", "firstSeen:2011-03 | Green Newt", "active:2015 | Blue Otter",
            "active:2016..2021-01-01 | Red Fox", "active:2017 |", "changed:2000.. |",
            "blackout OR mail | Blue Otter,Red Fox", "black* | Red Fox", "otterl* | Blue Otter",
            "zinc OR country:Iran | Blue Otter,Green Newt", "wipers country:Iran | Green Newt",
            "wipers country:China |", "country:Atlantis wipers |", "collection:Test country:Iran | Green Newt",
            "sector:energy -firstSeen:2011 | Blue Otter"})
    void fieldsAreAskedFor(String query, String expected) {
        assertThat(names(CardQuery.of(query)))
                .containsExactlyInAnyOrderElementsOf(expected == null ? List.of() : List.of(expected.split(",", -1)));
    }

    @Test
    void aFieldThatIsTypedIsTheFilterThatIsChosen() {
        for (String text : List.of("engineers", "plugx", "wipers energy", "nothing of this", "")) {
            for (String country : List.of("China", "Russia", "Iran")) {
                assertThat(names(CardQuery.of(text + " country:" + country)))
                        .containsExactlyInAnyOrderElementsOf(names(CardQuery.of(text).with(Facet.COUNTRY, country)));
            }
        }
    }

    private static SearchAdvice guidance(CardQuery query) {
        return cards.search(query).guidance();
    }

    @ParameterizedTest
    @CsvSource({"zinc hreon, Zinc Heron", "blakout, blackout", "mimikats -russia, mimikatz -russia",
            "enginers country:China, engineers country:China", "country:Chna, country:China",
            "blackout tool:Mimikats, blackout tool:Mimikatz"})
    void whatIsMistypedIsPutRight(String query, String meant) {
        assertThat(guidance(CardQuery.of(query)).didYouMean()).contains(meant);
        assertThat(cards.search(CardQuery.of(meant)).total()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Blue Otter", "engineers", "APT97", "xyzzy", "", "\"grid power\"", "2014"})
    void whatIsRightOrUnheardOfIsNot(String query) {
        assertThat(guidance(CardQuery.of(query)).didYouMean()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"engineers xyzzy, xyzzy", "engineers xyzzy plugh, xyzzy plugh"})
    void whatNoCardHasIsSaid(String query, String ignored) {
        SearchAdvice guidance = guidance(CardQuery.of(query));
        assertThat(guidance.ignored()).containsExactly(ignored.split(" ", -1));
        assertThat(guidance(CardQuery.of(ignored)).ignored()).isEmpty();
    }

    @Test
    void aNameThatCardsShareIsAmbiguous() {
        SearchAdvice shared = guidance(CardQuery.of("shared-name"));
        assertThat(shared.isAmbiguous()).isTrue();
        assertThat(shared.sharing()).extracting(card -> card.name()).containsExactly("Green Newt", "Grey Vole");
        assertThat(guidance(CardQuery.of("shared name").with(Facet.COUNTRY, "Iran")).isAmbiguous()).isFalse();
        assertThat(guidance(CardQuery.of("Blue Otter")).isAmbiguous()).isFalse();
    }

    @Test
    void wordsThatAreValuesAreOfferedAndTheCountHolds() {
        CardQuery query = CardQuery.of("energy korplug");
        assertThat(guidance(CardQuery.of("north korean wipers")).understood()).singleElement().satisfies(offer -> {
            assertThat(offer.words()).isEqualTo("north korean");
            assertThat(offer.value()).isEqualTo("North Korea");
            assertThat(offer.text()).isEqualTo("wipers");
            assertThat(offer.total()).isEqualTo(1);
        });
        List<SearchAdvice.Understood> offers = guidance(query).understood();
        assertThat(offers).extracting(SearchAdvice.Understood::value).contains("Energy", "PlugX");
        assertThat(offers).allSatisfy(
                offer -> assertThat(cards.search(CardQuery.of(offer.text()).with(offer.facet(), offer.value())).total())
                        .isEqualTo(offer.total()));
        assertThat(guidance(CardQuery.of("energy").with(Facet.SECTOR, "Energy")).understood()).isEmpty();
    }

    @Test
    void whereNothingIsFoundEachWayOutIsTold() {
        CardQuery query = CardQuery.of("wipers tool:Mimikatz -energy").with(Facet.COUNTRY, "Iran").without(Facet.TOOL,
                "PlugX");
        SearchResult result = cards.search(query);
        assertThat(result.total()).isZero();
        assertThat(guidance(CardQuery.of("wipers").with(Facet.COUNTRY, "China")).ways())
                .extracting(way -> way.dropped() + " " + way.total())
                .containsExactlyInAnyOrder("country:China 2", "wipers 1");
        List<SearchAdvice.Relaxed> ways = guidance(CardQuery.of("wipers -energy").with(Facet.COUNTRY, "Iran")).ways();
        assertThat(ways).extracting(SearchAdvice.Relaxed::dropped).containsExactly("-energy");
        assertThat(ways).allSatisfy(way -> assertThat(
                cards.search(new CardQuery(way.text(), way.filters(), query.window(), query.facets())).total())
                .isEqualTo(way.total()).isPositive());
        assertThat(guidance(CardQuery.of("wipers")).ways()).isEmpty();
    }

    @Test
    void aLetterOrTwoFindTheNamesThatBeginSoWhereNothingElseMatches() {
        assertThat(names(CardQuery.of("bl"))).contains("Blue Otter").doesNotContain("Red Fox");
        assertThat(names(CardQuery.of("xq"))).isEmpty();
    }

    @Test
    void countsAloneNeedNoGuidance() {
        SearchAdvice guidance = guidance(CardQuery.of("zinc hreon").page(1, 0));
        assertThat(guidance).isEqualTo(SearchAdvice.NONE.withReading(List.of(), guidance.reading(), 0, 0));
    }

    @Test
    void aSearchThatTakesTooLongIsGivenUp() {
        try (CardIndex index = CardIndex.open(folder); CardIndex.Snapshot snapshot = index.snapshot()) {
            CardSearch late = new CardSearch(snapshot.searcher(), NO_TIME);
            assertThatThrownBy(() -> late.actors(CardQuery.of("engineers"))).isInstanceOf(SearchTimeoutException.class);
        }
    }

    @Test
    void countsThatTakeTooLongAreGivenUpAndNotKept() throws IOException {
        try (CardIndex index = CardIndex.open(folder); CardIndex.Snapshot snapshot = index.snapshot()) {
            CardSearch late = new CardSearch(snapshot.searcher(), NO_TIME);
            CardQuery countsAlone = CardQuery.of("engineers").page(1, 0);
            assertThatThrownBy(() -> late.actors(countsAlone)).isInstanceOf(SearchTimeoutException.class);
            assertThatThrownBy(
                    () -> late.values(CardReference.Kind.ACTOR, Facet.COUNTRY, "engineers", Filters.NONE, "", 20))
                    .isInstanceOf(SearchTimeoutException.class);
            assertThat(countries(new CardSearch(snapshot.searcher(), Limits.DEFAULT), "engineers")).isNotEmpty();
        }
    }

    private static List<FacetValue> countries(CardSearch search, String text) throws IOException {
        return search.values(CardReference.Kind.ACTOR, Facet.COUNTRY, text, Filters.NONE, "", 20).values();
    }

    @Test
    void highlightsAreWholeSentencesWithTheWordsMarked() {
        Hit<ActorCard> hit = cards.search(CardQuery.of("engineers")).hits().stream()
                .filter(each -> each.card().name().equals("Blue Otter")).findFirst().orElseThrow();
        assertThat(hit.highlights()).containsOnlyKeys("description");
        Highlight passage = hit.highlights().get("description").getFirst();
        assertThat(passage.text()).isEqualTo("It sends mail to engineers.");
        assertThat(passage.runs().stream().filter(Highlight.Run::marked).map(Highlight.Run::text)
                .collect(Collectors.joining())).isEqualTo("engineers");
    }

    @Test
    void withoutHighlightsTheSameCardsAreFoundByTheSameReasons() {
        CardQuery query = CardQuery.of("engineers").orderedBy(Order.of("name"));
        SearchResult with = cards.search(query);
        SearchResult without = cards.search(query.withoutHighlights());
        assertThat(without.hits()).extracting(Hit::highlights).allMatch(Map::isEmpty);
        assertThat(without.hits()).extracting(Hit::card).isEqualTo(with.hits().stream().map(Hit::card).toList());
        assertThat(without.hits()).extracting(Hit::matched).isEqualTo(with.hits().stream().map(Hit::matched).toList());
        assertThat(without.facets()).isEqualTo(with.facets());
        assertThat(cards.search(query).hits()).extracting(Hit::highlights).anyMatch(found -> !found.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"name, 'Blue Otter,Green Newt,Grey Vole,Red Fox'", "-name, 'Red Fox,Grey Vole,Green Newt,Blue Otter'",
            "firstSeen, 'Blue Otter,Green Newt,Red Fox,Grey Vole'",
            "-firstSeen, 'Red Fox,Green Newt,Blue Otter,Grey Vole'",
            "-lastActive, 'Red Fox,Blue Otter,Green Newt,Grey Vole'"})
    void anOrderHoldsAndWhatLacksTheDateComesLast(String order, String expected) {
        assertThat(String.join(",", names(CardQuery.all().orderedBy(Order.of(order))))).isEqualTo(expected);
    }

    @Test
    void pagesFollowEachOther() {
        List<String> all = names(CardQuery.all());
        List<String> paged = Stream.of(1, 2, 3).flatMap(page -> names(CardQuery.all().page(page, 2)).stream()).toList();
        assertThat(paged).isEqualTo(all).hasSize(4);
        assertThat(cards.search(CardQuery.all().page(1, 2)).pages()).isEqualTo(2);
    }

    @Test
    void alternativesInsideAFacetConjunctionAcross() {
        assertThat(names(CardQuery.all().with(Facet.COUNTRY, "China").with(Facet.COUNTRY, "Iran")))
                .containsExactlyInAnyOrder("Blue Otter", "Green Newt");
        assertThat(names(CardQuery.all().with(Facet.COUNTRY, "China").with(Facet.SECTOR, "Financial"))).isEmpty();
        assertThat(names(CardQuery.all().withAll(Facet.TOOL, "PlugX").withAll(Facet.TOOL, "Mimikatz")))
                .containsExactly("Red Fox");
        assertThat(names(CardQuery.all().without(Facet.TOOL, "PlugX").with(Facet.TOOL, "Mimikatz")))
                .containsExactly("Grey Vole");
        assertThat(names(CardQuery.all().with(Facet.ACTIVE, "2015"))).containsExactly("Blue Otter");
        assertThat(names(CardQuery.all().with(Facet.GIVER, "Initech"))).containsExactlyInAnyOrder("Blue Otter",
                "Grey Vole");
    }

    @Test
    void aSelectedValueStaysAtZeroAndBeyondTheSize() {
        SearchResult result = cards.search(
                CardQuery.of("blackout").with(Facet.COUNTRY, "Iran").facets(java.util.Set.of(Facet.COUNTRY), 0));
        assertThat(result.total()).isZero();
        assertThat(result.facets().get(Facet.COUNTRY)).containsExactly(new FacetValue("Iran", 0, true));
    }

    @Test
    void proseIsNoFacetValue() {
        assertThat(cards.search(CardQuery.all()).facets().get(Facet.TOOL)).extracting(FacetValue::value)
                .containsExactly("Mimikatz", "PlugX", "OtterLoader");
    }

    @Test
    void facetValuesAreSearchedByTheBeginningOfAWord() {
        assertThat(cards.facet(Facet.COUNTRY, "kor", CardQuery.all())).extracting(FacetValue::value)
                .containsExactly("North Korea");
        assertThat(cards.facet(Facet.COUNTRY, "orea", CardQuery.all())).isEmpty();
    }

    @Test
    void aCardIsFoundByUuidSlugOrAnyName() {
        String uuid = names(CardQuery.all()).isEmpty()
                ? ""
                : cards.cards("Blue Otter").getFirst().card().uuid().toString();
        for (String id : List.of(uuid, uuid.toUpperCase(java.util.Locale.ROOT), "blue-otter", "BLUEOTTER", "apt98")) {
            assertThat(cards.cards(id)).singleElement()
                    .satisfies(found -> assertThat(found.card().name()).isEqualTo("Blue Otter"));
        }
        assertThat(cards.cards("shared name")).extracting(found -> found.card().name()).containsExactly("Green Newt",
                "Grey Vole");
        assertThat(cards.cards("korplug")).extracting(found -> found.card().name()).containsExactly("PlugX");
        assertThat(cards.cards("nobody")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "*", "-", "AND OR NOT", "country:", "((", "\\", "~1", "[a TO b]", "\u0000", "😀",
            "- -", "\"\" \"", "the", "-the", "-\"\""})
    void noTextIsAnError(String text) {
        assertThat(cards.search(CardQuery.of(text)).total()).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"china russia iran plugx mimikatz energy usa chile", "a b c d e f g h",
            "\"a b c d e f g h\" \"", "the it of a an", "zxy yxz xzy", "\"power grid\" \"blue otter\"",
            "-china -russia"})
    void noNumberOfWordsIsAnError(String words) {
        String text = (words + " ").repeat(100).substring(0, Limits.QUERY_LENGTH);
        assertThat(cards.search(CardQuery.of(text)).total()).isNotNegative();
    }

    @Test
    void whatIsOutsideTheLimitsIsToldByItsName() {
        assertThatThrownBy(() -> CardQuery.all().page(0, 20)).isInstanceOfSatisfying(InvalidQueryException.class,
                e -> assertThat(e.parameter()).isEqualTo("page"));
        assertThatThrownBy(() -> CardQuery.all().page(1, 101)).isInstanceOfSatisfying(InvalidQueryException.class,
                e -> assertThat(e.parameter()).isEqualTo("size"));
        assertThatThrownBy(() -> CardQuery.all().page(101, 100)).isInstanceOfSatisfying(InvalidQueryException.class,
                e -> assertThat(e.parameter()).isEqualTo("page"));
        assertThatThrownBy(() -> CardQuery.all().facets(java.util.Set.of(), 5_001)).isInstanceOfSatisfying(
                InvalidQueryException.class, e -> assertThat(e.parameter()).isEqualTo("facetSize"));
        assertThatThrownBy(() -> cards.search(CardQuery.of("x".repeat(1_001))))
                .isInstanceOfSatisfying(InvalidQueryException.class, e -> assertThat(e.parameter()).isEqualTo("q"));
        assertThatThrownBy(() -> Order.of("best")).isInstanceOfSatisfying(InvalidQueryException.class,
                e -> assertThat(e.parameter()).isEqualTo("sort"));
    }

    @Test
    void aPhraseOfTheVocabularyAddsCardsBehindThoseThatHaveItsWords() {
        ActorCard typed = ActorCard.builder("Grey Gull").description("It attacked the power grid of Atlantis.").build();
        ActorCard led = ActorCard.builder("Blue Heron").description("It attacked an electricity supplier.").build();
        ActorCard other = ActorCard.builder("Red Kite").description("It attacked a bank.").build();
        try (ThreatCards some = ThreatCards.inMemory(List.of(led, other, typed))) {
            assertThat(some.search(CardQuery.of("who attacked the power grid?")).hits())
                    .extracting(hit -> hit.card().name()).containsExactly("Grey Gull", "Blue Heron");
        }
        try (ThreatCards some = ThreatCards.inMemory(List.of(led, other))) {
            assertThat(some.search(CardQuery.of("power grid")).total()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            harbour ferry bank mail            | Both, Harbour, Others
            +harbour ferry bank mail           | Both, Harbour
            "harbour pilots" ferry bank mail   | Both, Harbour
            "pilots harbour" ferry bank mail   |
            +xyzzy ferry bank mail             |
            (harbour OR wiper) ferry bank mail | Both, Harbour
            harb* ferry bank mail              | Both, Harbour
            +harbour +mail ferry bank          | Both
            +harbour xyzzy yxzzy zyxxy         | Both, Harbour
            others xyz*                        |
            others harb*                       | Both, Harbour
            othres xyz*                        |
            +(xyzzy OR yxzzy) others           |
            "others"                           | Others
            """)
    void whatAUserDemandsIsOnEveryCardHoweverLongTheQuery(String text, String found) {
        ActorCard both = ActorCard.builder("Both").description("It met harbour pilots, a ferry, a bank and mail.")
                .build();
        ActorCard harbour = ActorCard.builder("Harbour").description("It met harbour pilots and a ferry.").build();
        ActorCard others = ActorCard.builder("Others").description("It met a ferry and a bank.").build();
        try (ThreatCards some = ThreatCards.inMemory(List.of(both, harbour, others))) {
            SearchResult result = some.search(CardQuery.of(text));
            assertThat(result.hits()).extracting(hit -> hit.card().name())
                    .containsExactlyInAnyOrder(found == null ? new String[0] : found.split(", "));
            assertThat(result.guidance().ways().isEmpty()).isEqualTo(found != null);
        }
    }
}
