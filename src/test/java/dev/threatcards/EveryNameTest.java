package dev.threatcards;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Name;
import dev.threatcards.index.CardNames;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Limits;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.Resolution.Degree;
import dev.threatcards.text.NameKeys;

import static org.assertj.core.api.Assertions.assertThat;

/** Every name of every card means that card, however writers add head nouns to it or leave them out, on three decks. */
final class EveryNameTest {

    private static final List<UnaryOperator<String>> ADDED = List.of(name -> name + " Group", name -> name + " Team",
            name -> name + " APT", name -> "APT " + name, name -> "The " + name, name -> "the " + name + " actors",
            name -> name + "'s", name -> name + "\u2019s");

    // A name without letters, such as "28" of "APT 28", is no name.
    private static final Pattern AT_START = Pattern.compile("(?i)^(?:the|apt) (?=.*\\p{L}{2})");
    private static final Pattern AT_END = Pattern
            .compile("(?i)(?<=\\p{L}{2}.{0,200})(?: (?:group|team|apt|actors)|['\u2019]s)$");

    @TempDir
    private Path folder;

    @Test
    void onTheStarterDeck() {
        ThreatCards.build(folder).fromStarterDeck();
        everyNameMeansItsCards("starter deck", folder);
    }

    @Test
    @NeedsRealDecks
    void onTheRealDeck() {
        everyNameMeansItsCards("real deck", RealDecks.index());
    }

    @Test
    @NeedsRealDecks
    void onTheMispGalaxy() {
        ThreatCards.build(folder).from(RealDecks.galaxy());
        everyNameMeansItsCards("MISP galaxy", folder);
    }

    private static void everyNameMeansItsCards(String deck, Path index) {
        try (ThreatCards cards = ThreatCards.open(index)) {
            Map<String, Set<CardReference>> carriers = new HashMap<>();
            for (Card card : all(cards)) {
                for (Name name : CardNames.of(card)) {
                    carriers.computeIfAbsent(name.name(), first -> new HashSet<>()).add(CardReference.of(card));
                }
            }
            List<String> written = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (String name : carriers.keySet()) {
                Stream.concat(Stream.of(name), variants(name)).filter(variant -> variant.length() <= Limits.NAME_LENGTH)
                        .forEach(variant -> {
                            written.add(variant);
                            names.add(name);
                        });
            }
            List<String> missed = new ArrayList<>();
            List<Resolution> resolutions = resolve(written, cards);
            for (int i = 0; i < written.size(); i++) {
                Resolution resolution = resolutions.get(i);
                boolean isName = written.get(i).equals(names.get(i));
                boolean hasAll = carriers.get(names.get(i)).stream()
                        .allMatch(card -> resolution.meanings().stream().anyMatch(meaning -> meaning.card().equals(card)
                                && (isName ? meaning.degree() == Degree.EXACT : meaning.degree() != Degree.NEAR)));
                if (!hasAll) {
                    missed.add(written.get(i));
                }
            }
            System.out.printf(Locale.ROOT, "%s: %d of %d written names of %d names mean every card that has them.%n",
                    deck, written.size() - missed.size(), written.size(), carriers.size());
            assertThat(missed).isEmpty();
        }
    }

    private static Stream<String> variants(String name) {
        return Stream.concat(ADDED.stream().map(each -> each.apply(name)),
                Stream.of(AT_START.matcher(name).replaceFirst(""), AT_END.matcher(name).replaceFirst(""))
                        .filter(shorter -> !NameKeys.folded(shorter).isEmpty()));
    }

    private static List<Card> all(ThreatCards cards) {
        List<Card> all = new ArrayList<>();
        CardQuery every = CardQuery.all().facets(Set.of(), 0);
        for (int page = 1; page <= 30; page++) {
            cards.search(every.page(page, 100)).hits().forEach(hit -> all.add(hit.card()));
            cards.tools(every.page(page, 100)).hits().forEach(hit -> all.add(hit.card()));
        }
        return all;
    }

    private static List<Resolution> resolve(List<String> names, ThreatCards cards) {
        List<Resolution> resolutions = new ArrayList<>();
        for (int from = 0; from < names.size(); from += Limits.NAMES) {
            resolutions.addAll(cards.resolve(names.subList(from, Math.min(names.size(), from + Limits.NAMES))));
        }
        return resolutions;
    }
}
