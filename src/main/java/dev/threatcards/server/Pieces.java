package dev.threatcards.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.CardProfile;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Prose;
import dev.threatcards.card.Relation;
import dev.threatcards.card.ToolCard;
import dev.threatcards.card.WellFormedText;
import dev.threatcards.json.CardJson;
import dev.threatcards.search.Related;
import dev.threatcards.search.Related.Direction;
import dev.threatcards.search.SimilarCard;

/** What the pages of actors and of tools are both put together from: texts with their links, relations, sources. */
final class Pieces {

    /** Characters of one text that a page shows. */
    private static final int LONGEST = 100_000;

    /** What an actor's card says of a tool. */
    static final String USES = "uses";

    private Pieces() {
    }

    /** Where the card's API answer is, which has everything. */
    static String api(Card card) {
        return "/api/v1/" + (card instanceof ToolCard ? "tools/" : "cards/") + card.uuid();
    }

    /**
     * A text's lines with their links; of one that is far longer than a card's the beginning.
     *
     * @param whole leads to the whole text
     */
    static List<List<CardPage.Piece>> paragraphs(String text, Function<String, String> cardLink, CardPage.Piece whole) {
        boolean all = text.length() <= LONGEST;
        List<List<CardPage.Piece>> paragraphs = new ArrayList<>((all ? text : WellFormedText.cut(text, LONGEST)).lines()
                .filter(line -> !line.isBlank()).map(line -> pieces(line, cardLink)).toList());
        if (!all) {
            paragraphs.add(List.of(new CardPage.Piece("… and more: ", ""), whole));
        }
        return paragraphs;
    }

    static List<CardPage.Piece> pieces(String text, Function<String, String> cardLink) {
        return Prose.of(text).parts().stream().map(part -> switch (part) {
            case Prose.Words words -> new CardPage.Piece(words.text(), "");
            case Prose.CardLink link -> new CardPage.Piece(link.text(), cardLink.apply(link.text()));
            case Prose.WebLink link -> new CardPage.Piece(link.text(), WebAddress.of(link.text()).href());
        }).toList();
    }

    static List<CardPage.Piece> separated(String separator, List<List<CardPage.Piece>> values) {
        List<CardPage.Piece> pieces = new ArrayList<>();
        for (List<CardPage.Piece> value : values) {
            if (!pieces.isEmpty()) {
                pieces.add(new CardPage.Piece(separator, ""));
            }
            pieces.addAll(value);
        }
        return pieces;
    }

    /** Where a link in the card's text leads: to the card of that name, or to the choice between several; empty if there is none. */
    static Function<String, String> cardLink(CardProfile profile, String home) {
        Map<String, String> addresses = new HashMap<>();
        profile.relations().stream()
                .filter(related -> related.type().equals(Related.MENTIONS) && related.direction() == Direction.OUT)
                .forEach(related -> addresses.putIfAbsent(related.name(), address(related, home)));
        return name -> addresses.getOrDefault(name, "");
    }

    /** The address of the card, or of the choice between several; empty if there is none. */
    private static String address(Related related, String home) {
        return switch (related.cards().size()) {
            case 0 -> "";
            case 1 -> Addresses.card(related.cards().getFirst(), home);
            default -> Addresses.named(related.name());
        };
    }

    /** What decks state and names tell, a card once under each label; links in the text are there. */
    static List<CardPage.Relationship> relationships(Stream<Related> relations, CardProfile profile, String home,
            Card card) {
        Map<String, Map<CardReference, CardPage.RelatedCard>> byLabel = new LinkedHashMap<>();
        for (Related related : relations.toList()) {
            boolean inText = related.type().equals(Related.MENTIONS) && related.direction() == Direction.OUT;
            if (!inText && !related.cards().isEmpty()) {
                byLabel.computeIfAbsent(label(related), label -> new LinkedHashMap<>()).merge(
                        related.cards().getFirst(), relatedCard(related, profile, home), CardPage.RelatedCard::and);
            }
        }
        return byLabel.entrySet().stream()
                .map(entry -> new CardPage.Relationship(entry.getKey(), entry.getValue().size(),
                        Shown.first(List.copyOf(entry.getValue().values()), related -> related,
                                more -> new CardPage.RelatedCard(new CardPage.Piece(more, api(card)), "", ""))))
                .toList();
    }

    private static String label(Related related) {
        boolean in = related.direction() == Direction.IN;
        if (Relation.isToParent(related.type())) {
            return in ? "Subgroups" : "Part of";
        }
        String type = related.type().replace('-', ' ');
        return switch (related.type()) {
            case Related.SAME_NAME -> "Also in other collections";
            case Related.MENTIONS -> "Mentioned by";
            default ->
                type.substring(0, 1).toUpperCase(Locale.ROOT) + type.substring(1) + (in ? ", says the other card" : "");
        };
    }

    private static CardPage.RelatedCard relatedCard(Related related, CardProfile profile, String home) {
        List<String> notes = new ArrayList<>();
        if (related.type().equals(Related.SAME_NAME)) {
            notes.add(related.cards().getFirst().collection());
        }
        Stream.of(related.likelihood(), related.reason()).filter(note -> !note.isEmpty()).forEach(notes::add);
        if (related.ambiguous()) {
            notes.add("ambiguous: other cards have these names too");
        }
        String sources = related.decks().stream().map(profile::deck).map(Deck::label).distinct()
                .collect(Collectors.joining("; "));
        return new CardPage.RelatedCard(new CardPage.Piece(related.name(), address(related, home)),
                String.join("; ", notes), sources);
    }

    static List<CardPage.Similar> similar(List<SimilarCard> cards, String home) {
        return cards.stream()
                .map(similar -> new CardPage.Similar(
                        new CardPage.Piece(similar.card().name(), Addresses.card(similar.card(), home)),
                        similar.reason()))
                .toList();
    }

    /** What has no place on a card; a text without the quotes that it has as JSON. */
    static Map<String, String> unknown(Card card) {
        Map<String, String> unknown = new TreeMap<>();
        card.unknown().forEach((key, value) -> unknown.put(key, CardJson.unknownText(value)));
        return unknown;
    }

    static List<CardPage.Source> sources(CardProfile profile) {
        List<CardPage.Source> sources = new ArrayList<>();
        for (DeckCard source : profile.merged().sources()) {
            String fields = profile.merged().origins().entrySet().stream()
                    .filter(origin -> origin.getValue().equals(source.deck().id()))
                    .map(origin -> words(origin.getKey().key())).collect(Collectors.joining(", "));
            Deck newest = profile.deck(source.deck().id());
            String note = newest.isNewerThan(source.deck()) ? "not in the edition of " + newest.date().isoFrom() : "";
            sources.add(new CardPage.Source(source.deck().label(), source.deck().license(), fields, note));
        }
        return sources;
    }

    /** A field's key as words: "counter operations". */
    private static String words(String key) {
        return key.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
