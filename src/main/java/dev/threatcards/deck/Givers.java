package dev.threatcards.deck;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.analysis.NearestWord;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Name;
import dev.threatcards.card.Relation;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.index.CardReader;
import dev.threatcards.text.NameKeys;

/**
 * The givers of names in one commit. A giver has one spelling here, the one that most cards use; "CrowdStrike" and "Crowdstrike" are one
 * giver. A giver of which a deck has only a uuid is unknown. Immutable and thread-safe.
 */
public final class Givers {

    /** The spellings of each giver by its key, the most frequent first. */
    private final Map<String, List<String>> spellings;

    /** The keys of the givers that named actors on several cards. */
    private final Set<String> several;

    private Givers(Map<String, List<String>> spellings, Set<String> several) {
        this.spellings = spellings;
        this.several = several;
    }

    /** The givers of a commit, those with the most cards first. */
    public static Givers of(CardReader searcher) throws IOException {
        Map<String, Integer> cards = searcher.column(Facet.GIVER)
                .countsByValue(new SearchScope(CardFields.ACTOR, Set.of()).cards(searcher));
        Map<String, List<String>> spellings = new LinkedHashMap<>();
        cards.entrySet().stream().filter(giver -> isKnown(giver.getKey()))
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(giver -> spellings.computeIfAbsent(key(giver.getKey()), first -> new ArrayList<>(1))
                        .add(giver.getKey()));
        return new Givers(spellings, cards.entrySet().stream().filter(giver -> giver.getValue() > 1)
                .map(giver -> key(giver.getKey())).filter(spellings::containsKey).collect(Collectors.toSet()));
    }

    /** The same givers, and those of mapping files behind them. */
    public Givers with(MappedNames mapped) {
        Map<String, List<String>> all = new LinkedHashMap<>(spellings);
        mapped.givers().stream().filter(Givers::isKnown).forEach(giver -> all.putIfAbsent(key(giver), List.of(giver)));
        return new Givers(all, several);
    }

    /** Whether the giver of a name is known: neither left open nor a uuid without a name. "?" stands for an unknown giver. */
    public static boolean isKnown(String giver) {
        return !giver.isEmpty() && !giver.equals(Name.UNKNOWN_GIVER) && !Relation.isUuid(giver);
    }

    /** The key that all spellings of a giver have. */
    public static String key(String giver) {
        String folded = NameKeys.folded(giver);
        return folded.isEmpty() ? giver : folded;
    }

    /** All givers, each in one spelling. */
    public List<String> all() {
        return spellings.values().stream().map(List::getFirst).toList();
    }

    /** The giver in the spelling that most cards use; empty if neither a card nor a mapping file has a name by it. */
    public Optional<String> named(String giver) {
        return Optional.ofNullable(spellings.get(key(giver))).map(List::getFirst);
    }

    /** The values of {@link Facet#GIVER} that are this giver. No card has that of a giver that only mapping files name. */
    public List<String> spellings(String giver) {
        return spellings.getOrDefault(key(giver), List.of());
    }

    /**
     * The giver in the spelling that most cards use.
     *
     * @param parameter the parameter that names it
     * @throws InvalidQueryException if no card has a name by it; the message names the nearest giver
     */
    public String require(String giver, String parameter) {
        return named(giver).orElseThrow(() -> new InvalidQueryException(parameter,
                "No card has a name by the giver \"" + giver + "\"" + nearest(giver)
                        .map(near -> "; did you mean \"" + near + "\"?").orElse("; the facet \"giver\" lists them.")));
    }

    /** The most similar giver, one with several cards if there is one: of a single card the giver may be mistyped itself. */
    private Optional<String> nearest(String giver) {
        return NearestWord.of(key(giver), several).or(() -> NearestWord.of(key(giver), spellings.keySet()))
                .flatMap(this::named);
    }
}
