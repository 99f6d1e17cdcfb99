package dev.threatcards.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.threatcards.CardQuery;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.NameKeys;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Provenance.CollectionCounts;
import dev.threatcards.export.ExportFormat;

/** The addresses of pages: every state of a search has one, and every card. */
final class Addresses {

    /** What the parameters of the actors that are compared are called, one after the other. */
    static final List<String> COMPARED = List.of("a", "b", "c", "d", "e");

    private Addresses() {
    }

    /** The actors' search page that shows the query. */
    static String search(CardQuery query) {
        return search(Searched.ACTORS, query);
    }

    /** The search page that shows the query. */
    static String search(Searched searched, CardQuery query) {
        return withParameters(searched.path(), query);
    }

    /** The pictures of all that the query finds, whatever its order and page. */
    static String explore(CardQuery query) {
        CardQuery all = CardQuery.all();
        String parameters = parameters(new CardQuery(query.text(), query.filters(), all.window(), all.facets()));
        return parameters.isEmpty() ? "/explore" : "/explore?" + parameters;
    }

    /** All that the query finds, whatever its page, as a file. */
    static String export(ExportFormat format, Searched searched, CardQuery query) {
        String kind = searched.kind() == Kind.ACTOR ? "" : "kind=" + searched.kind().key();
        CardQuery all = new CardQuery(query.text(), query.filters(), query.window(), CardQuery.all().facets()).page(1,
                CardQuery.DEFAULT_SIZE);
        String parameters = Stream.of(kind, parameters(all)).filter(part -> !part.isEmpty())
                .collect(Collectors.joining("&"));
        return export(format) + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /** The card as a file. */
    static String export(ExportFormat format, UUID card) {
        return export(format) + "?id=" + card;
    }

    private static String export(ExportFormat format) {
        return Endpoints.EXPORT.path().replace("{format}", format.key());
    }

    /** What asks for the query in an address, behind the question mark. */
    static String parameters(CardQuery query) {
        return QueryParameters.of(query).entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value -> encoded(parameter.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    /** The values of a facet under the query, as a piece of a page; the beginning to find is to be added as {@code prefix}. */
    static String values(Searched searched, Facet facet, CardQuery query) {
        String path = searched.path().endsWith("/") ? searched.path() : searched.path() + "/";
        return withParameters(path + "facets/" + facet.parameter(), query);
    }

    private static String withParameters(String path, CardQuery query) {
        String parameters = parameters(query);
        return path + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    /** The search page that shows every actor with the value. */
    static String search(Facet facet, String value) {
        return search(Searched.ACTORS, facet, value);
    }

    /** The search page that shows every card with the value. */
    static String search(Searched searched, Facet facet, String value) {
        return search(searched, CardQuery.all().with(facet, value));
    }

    /**
     * The page of a card: by its title if it is of the home collection, the first of the index, whose titles come before all
     * others'; else by its uuid.
     */
    static String card(CardReference card, String home) {
        String slug = NameKeys.slug(card.name());
        return slug.isEmpty() || !card.collection().equals(home)
                ? uuid(card.kind(), card.uuid())
                : folder(card.kind()) + encoded(slug);
    }

    /** The collection whose cards are addressed by their name alone: the first of the index. */
    static String home(Provenance provenance) {
        return provenance.collections().stream().findFirst().map(CollectionCounts::collection).orElse("");
    }

    /** The page of the card of that name, or of the choice between several. */
    static String named(String name) {
        return folder(Kind.ACTOR) + inPath(name);
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
    static String uuid(Kind kind, UUID uuid) {
        return folder(kind) + uuid;
    }

    /** The page of the tool of that name, or of the choice between several; also where actors have the name too. */
    static String tool(String name) {
        return folder(Kind.TOOL) + inPath(name);
    }

    private static String folder(Kind kind) {
        return switch (kind) {
            case ACTOR -> "/cards/";
            case TOOL -> "/tools/";
        };
    }

    private static String inPath(String name) {
        return encoded(name).replace("+", "%20");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
