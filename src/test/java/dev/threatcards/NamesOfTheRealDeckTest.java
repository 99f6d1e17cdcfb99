package dev.threatcards;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardLinks;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Name;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Limits;
import dev.threatcards.query.ScanOptions;
import dev.threatcards.result.Mention;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.result.Resolution.Meaning;
import dev.threatcards.text.Indicators;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Prose;

import static org.assertj.core.api.Assertions.assertThat;

/** What names mean and which names texts have, on ETDA's own decks: every name, every text. */
@NeedsRealDecks
final class NamesOfTheRealDeckTest {

    private static final ScanOptions GENERIC_TOO = new ScanOptions(true, Set.of());

    @AutoClose
    private static ThreatCards cards;
    private static final List<Card> ALL = new ArrayList<>();

    @BeforeAll
    static void ingest() {
        cards = ThreatCards.open(RealDecks.index());
        CardQuery every = CardQuery.all().facets(Set.of(), 0);
        for (int page = 1; page <= 30; page++) {
            cards.search(every.page(page, 100)).hits().forEach(hit -> ALL.add(hit.card()));
            cards.tools(every.page(page, 100)).hits().forEach(hit -> ALL.add(hit.card()));
        }
    }

    /** The names, ATT&CK ids and titles of a card, and the parts of an actor's title. */
    private static Set<String> names(Card card) {
        Set<String> names = card.names().stream().map(Name::name).collect(Collectors.toCollection(TreeSet::new));
        names.addAll(card.attackIds());
        names.add(card.name());
        if (card instanceof ActorCard) {
            names.addAll(List.of(card.name().split(", ", -1)));
        }
        return names;
    }

    private static List<Resolution> resolve(List<String> names) {
        List<Resolution> resolutions = new ArrayList<>();
        for (int from = 0; from < names.size(); from += Limits.NAMES) {
            resolutions.addAll(cards.resolve(names.subList(from, Math.min(names.size(), from + Limits.NAMES))));
        }
        return resolutions;
    }

    @Test
    void everyNameMeansEveryCardThatHasItAndNoOther() {
        Map<String, Set<UUID>> carriers = new TreeMap<>();
        Map<UUID, Set<String>> folded = new HashMap<>();
        for (Card card : ALL) {
            names(card).forEach(name -> carriers.computeIfAbsent(name, first -> new HashSet<>()).add(card.uuid()));
            folded.put(card.uuid(), names(card).stream().map(NameKeys::folded).collect(Collectors.toSet()));
        }
        assertThat(carriers).hasSizeGreaterThan(4_000);
        for (Resolution resolution : resolve(List.copyOf(carriers.keySet()))) {
            String name = resolution.name();
            assertThat(resolution.meanings()).as(name).extracting(meaning -> meaning.card().uuid())
                    .containsAll(carriers.get(name)).doesNotHaveDuplicates();
            assertThat(resolution.meanings()).as(name).allSatisfy(meaning -> {
                assertThat(meaning.degree()).isNotEqualTo(Degree.NEAR);
                assertThat(meaning.degree() == Degree.CORE
                        ? NameKeys.core(meaning.as()).equals(NameKeys.core(name))
                        : folded.get(meaning.card().uuid()).contains(NameKeys.folded(name))).isTrue();
                assertThat(NameKeys.exact(meaning.as()).equals(NameKeys.exact(name)))
                        .isEqualTo(meaning.degree() == Degree.EXACT);
            });
        }
    }

    @Test
    void everyNameIsFoundInEverySpelling() {
        List<String> spellings = new ArrayList<>();
        List<CardReference> meant = new ArrayList<>();
        for (Card card : ALL) {
            for (String name : names(card)) {
                for (String spelling : List.of(name.toUpperCase(Locale.ROOT), name.replace(' ', '-'),
                        name.replace(" ", ""), "  " + name.toLowerCase(Locale.ROOT) + " ")) {
                    spellings.add(spelling);
                    meant.add(CardReference.of(card));
                }
            }
        }
        List<Resolution> resolutions = resolve(spellings);
        for (int i = 0; i < meant.size(); i++) {
            assertThat(resolutions.get(i).meanings()).as(spellings.get(i)).extracting(Meaning::card)
                    .contains(meant.get(i));
        }
    }

    @Test
    void sharedNamesAreAmbiguous() {
        List<String> shared = new ArrayList<>();
        for (CardReference.Kind kind : CardReference.Kind.values()) {
            Map<String, Set<UUID>> carriers = new TreeMap<>();
            ALL.stream().filter(card -> CardReference.of(card).kind() == kind)
                    .forEach(card -> names(card).stream().map(NameKeys::folded).forEach(
                            name -> carriers.computeIfAbsent(name, first -> new HashSet<>()).add(card.uuid())));
            carriers.entrySet().stream().filter(name -> name.getValue().size() > 1).map(Map.Entry::getKey)
                    .forEach(shared::add);
        }
        System.out.println("Shared names of the real deck: " + shared);
        assertThat(shared).hasSizeGreaterThan(5);
        assertThat(resolve(shared)).allMatch(Resolution::ambiguous);
        cards.inspect().sharedNames().stream().filter(name -> name.cards().size() > 1)
                .forEach(name -> assertThat(cards.resolve(name.name()).ambiguous()).as(name.name()).isTrue());
    }

    @Test
    void everyNameIsFoundAmongOtherWords() {
        for (Card card : ALL) {
            for (String name : names(card)) {
                String before = "Xyzzq plover (";
                String text = before + name + ") plover xyzzq";
                assertThat(cards.scan(text, GENERIC_TOO)).as(text)
                        .filteredOn(mention -> mention.cards().contains(CardReference.of(card))).isNotEmpty()
                        .allSatisfy(mention -> assertThat(mention.start()).isGreaterThanOrEqualTo(before.length()));
            }
        }
    }

    /** An ordinary word in the name of a file, "bourbon.jar", is no mention. */
    private static boolean isInFileName(String text, int start, int end) {
        return Indicators.in(text).stream().anyMatch(region -> region.start() <= start && end < region.end());
    }

    @Test
    void everyLinkThatStandsInATextIsFoundAsItsCard() {
        int links = 0;
        int longer = 0;
        int byDefault = 0;
        Map<String, Set<CardReference>> carriers = carriers();
        for (Card card : ALL) {
            Prose prose = Prose.of(card.description());
            String plain = Prose.plain(card.description());
            List<Mention> mentions = cards.scan(plain, GENERIC_TOO);
            int offset = 0;
            for (Prose.Part part : prose.parts()) {
                int start = offset;
                int end = offset + part.text().length();
                offset = end;
                Set<CardReference> targets = part instanceof Prose.CardLink link
                        ? actorsFirst(carriers.getOrDefault(link.text(), Set.of()))
                        : Set.of();
                if (!targets.isEmpty() && isWhole(plain, start, end) && !isInFileName(plain, start, end)) {
                    List<Mention> inside = mentions.stream()
                            .filter(mention -> mention.start() < end && start < mention.end()).toList();
                    if (inside.stream().anyMatch(mention -> mention.start() < start || mention.end() > end)) {
                        longer++;
                        continue;
                    }
                    links++;
                    assertThat(inside.stream().flatMap(mention -> mention.cards().stream())).as(part.text())
                            .containsAll(targets);
                    byDefault += inside.stream().anyMatch(mention -> !mention.generic()) ? 1 : 0;
                }
            }
        }
        System.out.printf(Locale.ROOT,
                "Recall: of %d links in descriptions of the real deck all are found as their cards,"
                        + " %.3f with a name that is not generic.%n",
                links, (double) byDefault / links);
        assertThat(links).isGreaterThan(100);
        assertThat(longer).isLessThan(10);
        assertThat((double) byDefault / links).isGreaterThan(0.85);
    }

    /** Whether the link is no part of a longer word: one of the deck's is the beginning of one. */
    private static boolean isWhole(String text, int start, int end) {
        return (start == 0 || !Character.isLetterOrDigit(text.charAt(start - 1)))
                && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
    }

    /** The cards of each name. */
    private static Map<String, Set<CardReference>> carriers() {
        Map<String, Set<CardReference>> carriers = new HashMap<>();
        ALL.forEach(card -> names(card)
                .forEach(name -> carriers.computeIfAbsent(name, first -> new HashSet<>()).add(CardReference.of(card))));
        return carriers;
    }

    /** The actors among the cards; if there are none, the cards. */
    private static Set<CardReference> actorsFirst(Set<CardReference> carriers) {
        Set<CardReference> actors = carriers.stream().filter(card -> card.kind() == CardReference.Kind.ACTOR)
                .collect(Collectors.toSet());
        return actors.isEmpty() ? carriers : actors;
    }

    /**
     * Counted over the mentions in actors' descriptions with the usual options: those of which a card is the described one,
     * or is linked to from the same card, or is listed among its tools. That is a lower bound: an encyclopedia mentions
     * actors and tools without linking to each of them.
     */
    @Test
    void mostMentionsAreOfCardsThatTheCardHasToDoWith() {
        int mentioned = 0;
        int related = 0;
        int generic = 0;
        for (Card card : ALL) {
            if (!(card instanceof ActorCard actor)) {
                continue;
            }
            String text = Prose.plain(card.description());
            generic += cards.scan(text, GENERIC_TOO).size() - cards.scan(text).size();
            Set<String> names = Stream.of(CardLinks.of(card), actor.tools().texts(), List.copyOf(names(card)))
                    .flatMap(List::stream).map(NameKeys::folded).collect(Collectors.toSet());
            for (Mention mention : cards.scan(text)) {
                mentioned++;
                boolean known = mention.cards().stream().anyMatch(each -> named(each, names));
                related += known ? 1 : 0;
            }
        }
        System.out.printf(Locale.ROOT,
                "Precision, a lower bound: of %d mentions in actors' descriptions of the real deck %.3f are of the card"
                        + " itself, of one that it links to or of a tool that it lists; %d more are generic.%n",
                mentioned, (double) related / mentioned, generic);
        assertThat((double) related / mentioned).isGreaterThan(0.7);
    }

    private static boolean named(CardReference reference, Set<String> folded) {
        return BY_REFERENCE
                .computeIfAbsent(reference.uuid(), uuid -> ALL.stream().filter(card -> card.uuid().equals(uuid))
                        .flatMap(card -> names(card).stream()).map(NameKeys::folded).collect(Collectors.toSet()))
                .stream().anyMatch(folded::contains);
    }

    private static final Map<UUID, Set<String>> BY_REFERENCE = new HashMap<>();

    @Test
    void namesThatMeanNothingElseAreNotGeneric() {
        Map<Boolean, Set<String>> names = new TreeMap<>();
        for (Card card : ALL) {
            for (Name name : card.names()) {
                cards.scan(name.name(), GENERIC_TOO).stream()
                        .filter(mention -> mention.end() - mention.start() == name.name().length())
                        .forEach(mention -> names.computeIfAbsent(mention.generic(), first -> new TreeSet<>())
                                .add(name.name()));
            }
        }
        System.out.printf(Locale.ROOT, "%d names of the real deck are generic, %d are not.%n", names.get(true).size(),
                names.get(false).size());
        assertThat(names.get(true)).contains("Snake", "Scout", "Empire", "Silence", "Cuba", "CT");
        assertThat(names.get(false)).contains("Mimikatz", "PsExec", "Lazarus Group", "Lazarus", "APT 28", "FIN7",
                "Turla", "OilRig", "Emotet", "Conti");
    }

    @Test
    void aReportOfAMegabyteIsScanned() {
        StringBuilder report = new StringBuilder();
        while (report.length() < 1_000_000) {
            ALL.forEach(card -> report.append(Prose.plain(card.description())).append("\n\n"));
        }
        String text = report.substring(0, 1_000_000);
        for (int round = 1; round <= 5; round++) {
            long before = System.nanoTime();
            int mentions = cards.scan(text).size();
            System.out.printf(Locale.ROOT, "Scan of 1 MB, round %d: %d mentions in %d ms%n", round, mentions,
                    (System.nanoTime() - before) / 1_000_000);
        }
        assertThat(cards.scan(text)).isNotEmpty();
    }
}
