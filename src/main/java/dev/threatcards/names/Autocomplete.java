package dev.threatcards.names;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.analysis.CardFields;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Name;
import dev.threatcards.card.ToolCard;
import dev.threatcards.deck.ScopeCards;
import dev.threatcards.deck.SearchScope;
import dev.threatcards.deck.ToolGraph;
import dev.threatcards.deck.ToolGraph.Tool;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.index.CardReader;
import dev.threatcards.names.PrefixIndex.Fit;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.result.Suggestion;
import dev.threatcards.result.Suggestion.Kind;
import dev.threatcards.result.SuggestionList;
import dev.threatcards.text.FirstOf;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Numbers;

/**
 * Completions of a text that is being typed: names, tools, and values of facets, of the cards that a search without filters is
 * over. Computed once per commit; immutable, safe for use by several threads.
 */
public final class Autocomplete {

    /** Of a list, a kind takes two in five places at most while other kinds have something to say. */
    private static final double SHARE = 0.4;

    /** Countries of an actor that a suggestion names. */
    private static final int COUNTRIES = 20;

    /** What the encyclopedia writes where it does not know who gave a name. */
    private static final String NOT_KNOWN = "?";

    /**
     * A suggestion, and what it leads to: of several names of one tool, the best is enough.
     *
     * @param other whether it is another name of what it leads to
     */
    private record Candidate(Suggestion suggestion, Object target, boolean other) {
    }

    private record Found(Candidate candidate, Fit fit) {

        Suggestion suggestion() {
            return candidate.suggestion;
        }
    }

    /** Whose turn it is to be put on a list. */
    private enum Turn {
        OF_ITS_SHARE, BEYOND_ITS_SHARE, THERE_BY_ITS_TITLE
    }

    /** What was found, and which of its kind it is, from 0. */
    private record Placed(Found found, Turn turn, int place) {
    }

    private static final Comparator<Found> BEST_FIRST = Comparator.comparing(Found::fit)
            .thenComparing(found -> found.candidate.other)
            .thenComparing(found -> found.suggestion().count(), Comparator.reverseOrder())
            .thenComparing(found -> found.suggestion().text().toLowerCase(Locale.ROOT))
            .thenComparing(found -> found.suggestion().text())
            .thenComparing(found -> found.suggestion().card().map(CardReference::uuid).map(UUID::toString).orElse(""));

    private static final Comparator<Found> BY_FIT_AND_KIND = Comparator.comparing(Found::fit)
            .thenComparing(found -> found.suggestion().kind()).thenComparing(BEST_FIRST);

    private final PrefixIndex<Candidate> candidates = new PrefixIndex<>();

    private Autocomplete() {
    }

    /**
     * Everything that can be suggested in a commit. Reads every card that a search without filters is over.
     *
     * @param graph the commit's, in which a label means a tool of its own collection
     */
    public static Autocomplete of(CardReader searcher, ToolGraph graph) throws IOException {
        SearchScope scope = SearchScope.of(CardFields.ACTOR, Filters.NONE, searcher);
        ScopeCards cards = ScopeCards.of(scope.collections(), searcher);
        Autocomplete suggestions = new Autocomplete();
        cards.actors().forEach(suggestions::actor);
        suggestions.tools(cards, scope,
                SearchScope.allCollections(searcher).size() < 2 || !scope.collections().isEmpty()
                        ? graph
                        : ToolGraph.acrossCollections(searcher));
        for (Kind kind : Kind.values()) {
            if (kind != Kind.TOOL) {
                kind.facet().ifPresent(facet -> {
                    Map<String, Integer> counts = new TreeMap<>();
                    cards.actors().forEach(
                            actor -> facet.values(actor).forEach(value -> counts.merge(value, 1, Integer::sum)));
                    counts.forEach((value, count) -> suggestions.value(kind, value, count));
                });
            }
        }
        suggestions.candidates.sorted();
        return suggestions;
    }

    private void actor(ActorCard card) {
        Optional<CardReference> reference = Optional.of(CardReference.of(card));
        int names = card.names().size();
        String country = card.country().isEmpty() ? "" : "attributed to " + countries(card.country());
        List<String> titles = Stream
                .of(Stream.of(card.name()), Stream.of(card.name().split(", ", -1)), card.attackIds().stream())
                .flatMap(texts -> texts).distinct().toList();
        add(new Suggestion(card.name(), Kind.ACTOR, country, names, reference, ""), card.uuid(), false, titles);
        for (Name name : differing(card.names(), card.name())) {
            String giver = name.giver().isEmpty() || name.giver().equals(NOT_KNOWN)
                    ? ""
                    : "named by " + name.giver() + " ";
            Suggestion alias = new Suggestion(name.name(), Kind.ALIAS, giver + "→ " + card.name(), names, reference,
                    "");
            add(alias, alias, true, List.of(name.name()));
        }
    }

    /** Tools with a card, then the labels of actors that have none; as many of each as the searched collections have. */
    private void tools(ScopeCards cards, SearchScope scope, ToolGraph graph) {
        Map<UUID, ToolCard> byUuid = cards.tools().stream()
                .collect(Collectors.toMap(ToolCard::uuid, card -> card, (one, other) -> one));
        for (Tool tool : graph.tools()) {
            Optional<ToolCard> card = tool.card().map(CardReference::uuid).map(byUuid::get);
            if (scope.collections().isEmpty() || scope.collections().contains(tool.collection())) {
                tool(tool, card);
            }
        }
    }

    private static String countries(List<String> countries) {
        String first = countries.stream().limit(COUNTRIES).collect(Collectors.joining(", "));
        return countries.size() <= COUNTRIES
                ? first
                : first + " and " + Numbers.grouped(countries.size() - COUNTRIES) + " more";
    }

    private void tool(Tool tool, Optional<ToolCard> card) {
        int users = tool.users().size();
        Optional<CardReference> reference = tool.card();
        String used = actors(users);
        String value = users == 0 ? tool.name() : tool.label();
        List<String> titles = Stream
                .concat(Stream.of(tool.name()), card.stream().flatMap(known -> known.attackIds().stream())).toList();
        add(new Suggestion(tool.name(), Kind.TOOL, used, users, reference, value), tool, false, titles);
        for (Name name : differing(card.map(ToolCard::names).orElse(List.of()), tool.name())) {
            Suggestion other = new Suggestion(name.name(), Kind.TOOL, "→ " + tool.name() + ", " + used, users,
                    reference, value);
            add(other, tool, true, List.of(name.name()));
        }
    }

    private void value(Kind kind, String value, int count) {
        Suggestion suggestion = new Suggestion(value, kind, actors(count), count, Optional.empty(), value);
        add(suggestion, suggestion, false, List.of(value));
    }

    private static String actors(int count) {
        return count == 1 ? "1 actor" : String.format(Locale.ROOT, "%,d actors", count);
    }

    /** The names that are spelt otherwise than the title, and than each other. */
    private static List<Name> differing(List<Name> names, String title) {
        Map<String, Name> differing = new TreeMap<>();
        names.forEach(name -> differing.putIfAbsent(NameKeys.folded(name.name()), name));
        differing.remove(NameKeys.folded(title));
        return List.copyOf(differing.values());
    }

    private void add(Suggestion suggestion, Object target, boolean other, List<String> texts) {
        candidates.add(new Candidate(suggestion, target, other), texts);
    }

    /**
     * What a text that begins so may become: exact names first, then what begins so as a whole, then what has a word that
     * does; of each kind, what the most cards have. A typo is forgiven where nothing begins so, in a digit never.
     *
     * @param beginning what has been typed; of a blank one nothing can be said
     * @param size the most suggestions, at most {@link Limits#PAGE_SIZE}
     * @throws InvalidQueryException if {@code size} is out of bounds
     */
    public SuggestionList of(String beginning, int size) {
        Limits.requireSize(size);
        Map<Candidate, Fit> fits = candidates.with(beginning);
        if (fits.isEmpty()) {
            fits = candidates.near(beginning);
        }
        FirstOf<Found> chosen = chosen(byKind(fits), size);
        return new SuggestionList(chosen.first().stream().sorted(BY_FIT_AND_KIND).map(Found::suggestion).toList(),
                chosen.total());
    }

    /** The best first, each target once. */
    private static Map<Kind, List<Found>> byKind(Map<Candidate, Fit> fits) {
        Map<Object, Found> best = new HashMap<>();
        fits.forEach((candidate, fit) -> best.merge(candidate.target, new Found(candidate, fit),
                (one, other) -> BEST_FIRST.compare(one, other) <= 0 ? one : other));
        Map<Kind, List<Found>> byKind = new EnumMap<>(Kind.class);
        best.values().stream().sorted(BEST_FIRST).forEach(
                found -> byKind.computeIfAbsent(found.suggestion().kind(), kind -> new ArrayList<>()).add(found));
        return byKind;
    }

    /**
     * Kind by kind in turn, what fits best first, each up to its share. What is left over goes to those that have more, and last
     * to other names of actors that are there by their title.
     */
    private static FirstOf<Found> chosen(Map<Kind, List<Found>> byKind, int size) {
        int share = (int) Math.ceil(size * SHARE);
        Set<Optional<CardReference>> actors = byKind.getOrDefault(Kind.ACTOR, List.of()).stream()
                .map(found -> found.suggestion().card()).collect(Collectors.toSet());
        List<Placed> placed = new ArrayList<>();
        for (List<Found> kind : byKind.values()) {
            int place = 0;
            for (Found found : kind) {
                boolean there = found.suggestion().kind() == Kind.ALIAS && actors.contains(found.suggestion().card());
                Turn turn = place < share ? Turn.OF_ITS_SHARE : Turn.BEYOND_ITS_SHARE;
                placed.add(new Placed(found, there ? Turn.THERE_BY_ITS_TITLE : turn, place));
                place += there ? 0 : 1;
            }
        }
        placed.sort(Comparator.comparing(Placed::turn).thenComparing(each -> each.found.fit)
                .thenComparingInt(Placed::place).thenComparing(each -> each.found.suggestion().kind()));
        return FirstOf.of(placed.stream().map(Placed::found).toList(), size);
    }
}
