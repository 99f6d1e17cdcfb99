package dev.threatcards.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.threatcards.CardQuery;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Facet;
import dev.threatcards.card.NameKeys;

/** The addresses of pages: every state of a search has one, and every card. */
final class Addresses {

    /** What the parameters of the actors that are compared are called, one after the other. */
    static final List<String> COMPARED = List.of("a", "b", "c", "d", "e");

    private Addresses() {
    }

    /** The search page that shows the query. */
    static String search(CardQuery query) {
        String parameters = parameters(query);
        return parameters.isEmpty() ? "/" : "/?" + parameters;
    }

    /** What asks for the query in an address, behind the question mark. */
    static String parameters(CardQuery query) {
        return QueryParameters.of(query).entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    /** The values of a facet under the query, as a piece of a page; the beginning to find is to be added as {@code prefix}. */
    static String values(Facet facet, CardQuery query) {
        String parameters = parameters(query);
        return "/facets/" + facet.parameter() + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /** The search page that shows every card with the value. */
    static String search(Facet facet, String value) {
        return search(CardQuery.all().with(facet, value));
    }

    /**
     * The page of a card: by its title if it is of the home collection, the first of the index, whose titles come before all
     * others'; else by its uuid. A tool leads to the actors that use it.
     */
    static String card(CardReference card, String home) {
        String slug = NameKeys.slug(card.name());
        if (card.kind() == CardReference.Kind.TOOL) {
            return search(Facet.TOOL, card.name());
        }
        return slug.isEmpty() || !card.collection().equals(home) ? uuid(card.uuid()) : "/cards/" + encoded(slug);
    }

    /** The page of the card of that name, or of the choice between several. */
    static String named(String name) {
        return "/cards/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The page that says which cards the names mean. */
    static String names(List<String> names) {
        return names.stream().map(name -> "name=" + encoded(name)).collect(Collectors.joining("&", "/names?", ""));
    }

    /**
     * The page that compares actors.
     *
     * @param actors as many as are compared at most, each by what names it in {@link #actor}
     */
    static String compare(List<String> actors) {
        return actors.isEmpty()
                ? "/compare"
                : IntStream.range(0, actors.size()).mapToObj(i -> COMPARED.get(i) + "=" + encoded(actors.get(i)))
                        .collect(Collectors.joining("&", "/compare?", ""));
    }

    /** An actor in an address that has several of them: as in {@link #card}, without the folder. */
    static String actor(CardReference card, String home) {
        String slug = NameKeys.slug(card.name());
        return slug.isEmpty() || !card.collection().equals(home) ? card.uuid().toString() : slug;
    }

    /** The page of the one card of that uuid, where others share its title. */
    static String uuid(UUID uuid) {
        return "/cards/" + uuid;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
