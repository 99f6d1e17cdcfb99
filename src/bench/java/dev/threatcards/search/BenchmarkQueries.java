package dev.threatcards.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Facet;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Filters.Mode;
import dev.threatcards.text.Prose;

/**
 * Queries after the words of a deck's own cards: every class of text, each without a filter, with one and with two. The same deck
 * gives the same queries.
 */
public final class BenchmarkQueries {

    /** The facets that are counted. */
    public static final List<Facet> FACETS = List.of(Facet.COUNTRY, Facet.MOTIVATION, Facet.SECTOR, Facet.TARGET,
            Facet.TOOL, Facet.GIVER);

    private static final Pattern WORD = Pattern.compile("[A-Za-z]{4,}");
    private static final int TEXTS = 11;

    /** What kind of text it is. */
    public enum TextClass {
        MATCH_ALL, FREQUENT, RARE, CONJUNCTION, DISJUNCTION, PHRASE
    }

    /**
     * A query.
     *
     * @param words its words; of a phrase in their order
     */
    public record BenchmarkQuery(TextClass kind, List<String> words, Filters filters) {

        /** As it would be typed. */
        public String text() {
            return switch (kind) {
                case MATCH_ALL -> "";
                case FREQUENT, RARE, CONJUNCTION -> String.join(" ", words);
                case DISJUNCTION -> String.join(" OR ", words);
                case PHRASE -> '"' + String.join(" ", words) + '"';
            };
        }
    }

    private final Random random = new Random(7);
    private final List<ActorCard> cards;
    private final List<String> frequent;
    private final List<String> rare;

    private BenchmarkQueries(List<ActorCard> sample) {
        cards = sample;
        TreeMap<String, Integer> cardsOf = new TreeMap<>();
        for (ActorCard card : sample) {
            words(card).forEach(word -> cardsOf.merge(word, 1, Integer::sum));
        }
        frequent = cardsOf.entrySet().stream().filter(word -> word.getValue() > sample.size() / 20)
                .map(word -> word.getKey()).toList();
        rare = cardsOf.entrySet().stream().sorted(Map.Entry.comparingByValue()).limit(1 + cardsOf.size() / 10)
                .map(word -> word.getKey()).toList();
    }

    /**
     * Queries for a deck.
     *
     * @param sample some of its cards
     */
    public static List<BenchmarkQuery> of(List<ActorCard> sample) {
        return of(sample, TEXTS);
    }

    /**
     * So many queries for a deck.
     *
     * @param sample some of its cards
     * @param texts how many texts there are of a class, less those that come twice
     */
    public static List<BenchmarkQuery> of(List<ActorCard> sample, int texts) {
        BenchmarkQueries queries = new BenchmarkQueries(sample);
        Set<BenchmarkQuery> all = new LinkedHashSet<>();
        for (TextClass kind : TextClass.values()) {
            for (int i = 0; i < texts; i++) {
                List<String> words = queries.words(kind);
                for (int filters = 0; filters <= 2; filters++) {
                    all.add(new BenchmarkQuery(kind, words, queries.filters(filters)));
                }
            }
        }
        return List.copyOf(all);
    }

    private static Set<String> words(ActorCard card) {
        return WORD.matcher(Prose.plain(card.description())).results().map(word -> word.group())
                .filter(BenchmarkQueries::isPlain).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** A word that is a term and nothing more: no name, no stop word, no synonym of several. */
    private static boolean isPlain(String word) {
        return WORD.matcher(word).matches() && word.equals(word.toLowerCase(Locale.ROOT))
                && CardAnalyzer.terms(CardFields.TEXT, word).size() == 1;
    }

    private List<String> words(TextClass kind) {
        return switch (kind) {
            case MATCH_ALL -> List.of();
            case FREQUENT -> List.of(any(frequent));
            case RARE -> List.of(any(rare));
            case CONJUNCTION -> List.of(any(frequent), any(frequent));
            case DISJUNCTION -> List.of(any(frequent), any(frequent), any(rare));
            case PHRASE -> phrase();
        };
    }

    private List<String> phrase() {
        while (true) {
            String[] words = Prose.plain(any(cards).description()).split(" ", -1);
            for (int tries = 0; tries < 20 && words.length > 2; tries++) {
                int at = random.nextInt(words.length - 1);
                if (isPlain(words[at]) && isPlain(words[at + 1])) {
                    return List.of(words[at], words[at + 1]);
                }
            }
        }
    }

    private Filters filters(int number) {
        Filters filters = Filters.NONE;
        List<Facet> facets = new ArrayList<>(FACETS);
        while (filters.choices().size() < number) {
            Facet facet = facets.remove(random.nextInt(facets.size()));
            List<String> values = facet.values(any(cards));
            if (!values.isEmpty()) {
                filters = filters.with(facet, Mode.ANY, any(values));
            } else {
                facets.add(facet);
            }
        }
        return filters;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
