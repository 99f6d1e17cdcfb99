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
import dev.threatcards.index.NameSchemes;
import dev.threatcards.names.PrefixIndex.Fit;
import dev.threatcards.query.Filters;
import dev.threatcards.query.Limits;
import dev.threatcards.result.Suggestion;
import dev.threatcards.result.Suggestion.Kind;
import dev.threatcards.text.FirstOf;
import dev.threatcards.text.HeadNouns;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Numbers;
import dev.threatcards.text.WrittenNames;

/**
 * Suggests names, tools and facet values for a text that is being typed, from the cards that a search without filters covers. Prepared
 * once per commit. Names of cards that are not current come after others that fit as well. Immutable and thread-safe.
 */
public final class Autocomplete {

    /** The share of a list that one kind of suggestion may take as long as other kinds need the space. */
    private static final double SHARE = 0.4;

    /** The most countries of an actor that a suggestion names. */
    private static final int COUNTRIES = 20;

    /** The name-giver in ETDA's deck of a name whose giver is not known. */
    private static final String UNKNOWN_GIVER = "?";

    /**
     * A suggestion and what it leads to. Only the best suggestion for each target is listed.
     *
     * @param isAlias whether it is another name of its target
     */
    private record Candidate(Suggestion suggestion, Object target, boolean isAlias) {
    }

    private record Completion(Candidate candidate, Fit fit) {

        Suggestion suggestion() {
            return candidate.suggestion;
        }
    }

    /** The order in which completions are added to a list. An alias comes last if its actor is listed by title. */
    private enum Turn {
        WITHIN_SHARE, BEYOND_SHARE, LISTED_BY_TITLE
    }

    /** A completion and its rank among those of its kind. */
    private record Ranked(Completion completion, Turn turn, int rank) {
    }

    private static final Comparator<Completion> CURRENT_FIRST = Comparator.comparing(
            completion -> completion.suggestion().card().filter(card -> !card.edition().isCurrent()).isPresent());

    private static final Comparator<Completion> BEST_FIRST = Comparator.comparing(Completion::fit)
            .thenComparing(CURRENT_FIRST).thenComparing(completion -> completion.candidate.isAlias)
            .thenComparing(completion -> completion.suggestion().count(), Comparator.reverseOrder())
            .thenComparing(completion -> completion.suggestion().text().toLowerCase(Locale.ROOT))
            .thenComparing(completion -> completion.suggestion().text()).thenComparing(completion -> completion
                    .suggestion().card().map(CardReference::uuid).map(UUID::toString).orElse(""));

    private static final Comparator<Completion> BY_FIT_AND_KIND = Comparator.comparing(Completion::fit)
            .thenComparing(CURRENT_FIRST).thenComparing(completion -> completion.suggestion().kind())
            .thenComparing(BEST_FIRST);

    private final PrefixIndex<Candidate> candidates = new PrefixIndex<>();

    private final NameSchemes schemes;

    private Autocomplete(NameSchemes schemes) {
        this.schemes = schemes;
    }

    /**
     * Prepares the suggestions of a commit. Reads every card that a search without filters covers.
     *
     * @param graph the tools of the commit, in which a label means a tool of its own collection
     */
    public static Autocomplete of(CardReader searcher, ToolGraph graph) throws IOException {
        SearchScope scope = SearchScope.of(CardFields.ACTOR, Filters.NONE, searcher);
        ScopeCards cards = ScopeCards.of(scope.collections(), searcher);
        Autocomplete suggestions = new Autocomplete(searcher.schemes());
        cards.actors().forEach(suggestions::actor);
        suggestions.tools(cards, scope,
                SearchScope.allCollections(searcher).size() < 2 || !scope.collections().isEmpty()
                        ? graph
                        : ToolGraph.acrossCollections(searcher));
        for (Kind kind : Kind.values()) {
            if (kind != Kind.TOOL) {
                kind.facet().ifPresent(facet -> {
                    Map<String, Integer> counts = new TreeMap<>();
                    cards.actors().stream().filter(actor -> actor.edition().isCurrent()).forEach(
                            actor -> facet.values(actor).forEach(value -> counts.merge(value, 1, Integer::sum)));
                    counts.forEach((value, count) -> suggestions.value(kind, value, count));
                });
            }
        }
        return suggestions;
    }

    private void actor(ActorCard card) {
        Optional<CardReference> reference = Optional.of(CardReference.of(card));
        int names = card.names().size();
        String status = card.edition().words();
        String origin = card.country().isEmpty() ? "" : "attributed to " + countries(card.country());
        String country = Stream.of(status, origin).filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
        List<String> titles = Stream.of(Stream.of(card.name()),
                Stream.of(card.name().split(", ", -1)).flatMap(Autocomplete::spellings), card.attackIds().stream())
                .flatMap(texts -> texts).distinct().toList();
        add(new Suggestion(card.name(), Kind.ACTOR, country, names, reference, ""), card.uuid(), false, titles);
        for (Name name : differing(card.names(), card.name())) {
            String giver = name.giver().isEmpty() || name.giver().equals(UNKNOWN_GIVER)
                    ? ""
                    : "named by " + name.giver() + " ";
            Suggestion alias = new Suggestion(name.name(), Kind.ALIAS,
                    giver + "→ " + card.name() + (status.isEmpty() ? "" : ", " + status), names, reference, "");
            add(alias, alias, true, spellings(name.name()).distinct().toList());
        }
    }

    /** The name as it is, and without head nouns. */
    private static Stream<String> spellings(String name) {
        return Stream.of(name, HeadNouns.removed(name));
    }

    /** Adds the tools of the searched collections, with and without a card. */
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
        String status = reference.map(known -> known.edition().words()).orElse("");
        String used = (status.isEmpty() ? "" : status + ", ") + actors(users);
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
        return count == 1 ? "1 actor" : Numbers.grouped(count) + " actors";
    }

    /** The names that differ from the title and from each other after folding. */
    private static List<Name> differing(List<Name> names, String title) {
        Map<String, Name> differing = new TreeMap<>();
        names.forEach(name -> differing.putIfAbsent(NameKeys.folded(name.name()), name));
        differing.remove(NameKeys.folded(title));
        return List.copyOf(differing.values());
    }

    private void add(Suggestion suggestion, Object target, boolean isAlias, List<String> texts) {
        candidates.add(new Candidate(suggestion, target, isAlias), texts);
    }

    /**
     * Suggestions for a prefix: exact matches first, then texts that begin with it, then texts with a word that does; within these, what
     * most cards have. If nothing begins with the prefix, it is read as a whole name, see {@link WrittenNames}; then one typo is forgiven, but
     * never in a digit.
     *
     * @param prefix the typed text; a blank one has no suggestions
     * @param size the most suggestions, at most {@link Limits#PAGE_SIZE}
     * @throws InvalidQueryException if {@code size} is out of bounds
     */
    public Suggestion.Found of(String prefix, int size) {
        Limits.requireSize(size);
        Map<Candidate, Fit> fits = candidates.with(prefix);
        if (fits.isEmpty()) {
            fits = read(prefix);
        }
        if (fits.isEmpty()) {
            fits = candidates.near(prefix, schemes::isShared);
        }
        FirstOf<Completion> chosen = chosen(byKind(fits), size);
        return new Suggestion.Found(
                chosen.first().stream().sorted(BY_FIT_AND_KIND).map(Completion::suggestion).toList(), chosen.total());
    }

    /** What the first known reading of a text leads to. A part of the text counts only if it is a whole name. */
    private Map<Candidate, Fit> read(String text) {
        List<List<String>> readings = WrittenNames.readings(text);
        for (List<String> names : readings) {
            boolean isText = names.equals(readings.getFirst());
            Map<Candidate, Fit> fits = new HashMap<>();
            for (String name : names) {
                candidates.with(HeadNouns.removed(name)).forEach((candidate, fit) -> {
                    if (fit == Fit.EXACT || isText) {
                        fits.merge(candidate, fit, (one, other) -> one.compareTo(other) <= 0 ? one : other);
                    }
                });
            }
            if (!fits.isEmpty()) {
                return fits;
            }
        }
        return Map.of();
    }

    /** The best completion for each target by kind, the best first. */
    private static Map<Kind, List<Completion>> byKind(Map<Candidate, Fit> fits) {
        Map<Object, Completion> best = new HashMap<>();
        fits.forEach((candidate, fit) -> best.merge(candidate.target, new Completion(candidate, fit),
                (one, other) -> BEST_FIRST.compare(one, other) <= 0 ? one : other));
        Map<Kind, List<Completion>> byKind = new EnumMap<>(Kind.class);
        best.values().stream().sorted(BEST_FIRST).forEach(completion -> byKind
                .computeIfAbsent(completion.suggestion().kind(), kind -> new ArrayList<>()).add(completion));
        return byKind;
    }

    /**
     * Chooses completions kind by kind in turn, each kind up to its share. Remaining space goes to kinds that have more, and last to aliases
     * of actors that are listed by title.
     */
    private static FirstOf<Completion> chosen(Map<Kind, List<Completion>> byKind, int size) {
        int share = (int) Math.ceil(size * SHARE);
        Set<Optional<CardReference>> actors = byKind.getOrDefault(Kind.ACTOR, List.of()).stream()
                .map(completion -> completion.suggestion().card()).collect(Collectors.toSet());
        List<Ranked> ranked = new ArrayList<>();
        for (List<Completion> kind : byKind.values()) {
            int rank = 0;
            for (Completion completion : kind) {
                Suggestion suggestion = completion.suggestion();
                boolean isListed = suggestion.kind() == Kind.ALIAS && actors.contains(suggestion.card());
                Turn turn = rank < share ? Turn.WITHIN_SHARE : Turn.BEYOND_SHARE;
                ranked.add(new Ranked(completion, isListed ? Turn.LISTED_BY_TITLE : turn, rank));
                rank += isListed ? 0 : 1;
            }
        }
        ranked.sort(Comparator.comparing(Ranked::turn).thenComparing(each -> each.completion.fit)
                .thenComparingInt(Ranked::rank).thenComparing(each -> each.completion.suggestion().kind()));
        return FirstOf.of(ranked.stream().map(Ranked::completion).toList(), size);
    }
}
