package dev.threatcards.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Changes.Some;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Reject;
import dev.threatcards.search.Findings;
import dev.threatcards.search.Findings.DeckContent;

/** The page that says where the cards come from, and what is odd about them: what its template lays out. */
record DeckPage(Site site, List<DeckRow> decks, List<Section> sections) {

    /** A deck. */
    record DeckRow(String name, String collection, String form, String date, String license, WebAddress location,
            String content, String statement, String note) {
    }

    /** One kind of finding; {@code more} says how many are not shown, empty if all are. */
    record Section(String id, String title, String explanation, int count, List<Line> lines, String more) {
    }

    /** A finding in a line. */
    record Line(List<CardPage.Piece> pieces) {
    }

    /** Lines of a section; the API has more. */
    private static final int SHOWN = 100;

    /** Cards under a name that they share. */
    private static final int SHARING = 20;

    /**
     * @param home the index's first collection
     */
    static DeckPage of(Provenance provenance, Findings findings, Site site, String home) {
        Function<CardReference, CardPage.Piece> link = card -> new CardPage.Piece(card.name(),
                Addresses.card(card, home));
        List<Section> sections = new ArrayList<>();
        sections.add(section("rejects", "Set aside", "What the last ingest could not read: file, place and reason.",
                provenance.rejectCount(), provenance.rejects(), reject -> List.of(words(reject))));
        sections.add(changes("added", "Came with the last ingest", "Cards that the index did not have before.",
                provenance.changes().added(), link));
        sections.add(changes("changed", "Changed with the last ingest", "Cards that say something else than before.",
                provenance.changes().changed(), link));
        sections.add(changes("gone", "Went with the last ingest",
                "Cards that a deck had before and that its newer edition lacks. They stay in the index.",
                provenance.changes().gone(), link));
        sections.add(section("names", "Names that cards share",
                "One name, several cards of one collection. They are shown and never merged.",
                findings.sharedNames().size(), findings.sharedNames(), name -> {
                    List<CardPage.Piece> pieces = new ArrayList<>();
                    pieces.add(words(name.name() + ": "));
                    Shown.first(SHARING, name.cards(), link, DeckPage::words).forEach(card -> {
                        pieces.add(words(pieces.size() > 1 ? "; " : ""));
                        pieces.add(card);
                    });
                    return pieces;
                }));
        sections.add(section("references", "References that lead nowhere",
                "Links in texts and relations to cards that the index does not have.", findings.deadReferences().size(),
                findings.deadReferences(), dead -> List.of(link.apply(dead.card()),
                        words(" " + dead.type().replace('-', ' ') + " " + dead.target()))));
        sections.add(section("tools", "Tools without a card",
                "Tools of actors that no tool card has the name of, and how many actors use them.",
                findings.unknownTools().size(), findings.unknownTools(),
                tool -> List.of(
                        new CardPage.Piece(tool.name(), Addresses.search(dev.threatcards.card.Facet.TOOL, tool.name())),
                        words(" (" + tool.actors() + ")"))));
        sections.add(section("prose", "Labels that look like prose",
                "Pieces of sentences in lists: those that were kept out of the filters, then those that may be.",
                findings.prose().size(),
                findings.prose().stream().sorted((one, other) -> other.kind().compareTo(one.kind())).toList(),
                prose -> List.of(words(Panel.label(prose.facet()) + ": " + prose.text()
                        + (prose.kind() == Listing.Kind.LABEL ? " (a filter)" : "")))));
        sections.add(section("dates", "Dates that cannot be read", "Kept as they are, and in no year.",
                findings.unreadableDates().size(), findings.unreadableDates(), date -> List.of(link.apply(date.card()),
                        words(" " + date.field() + ": " + (date.text().isEmpty() ? "no date" : date.text())))));
        sections.add(section("unknown", "Keys without a place on a card",
                "What sources say and the card has no field for. It is kept with the card.",
                findings.unknownKeys().size(), List.copyOf(findings.unknownKeys().entrySet()),
                key -> List.of(words(key.getKey() + " (" + key.getValue() + ")"))));
        return new DeckPage(site, findings.decks().stream().map(DeckPage::row).toList(),
                sections.stream().filter(section -> section.count > 0).toList());
    }

    private static Section changes(String id, String title, String explanation, Some cards,
            Function<CardReference, CardPage.Piece> link) {
        return section(id, title, explanation, cards.count(), cards.first(), card -> List.of(link.apply(card)));
    }

    private static <T> Section section(String id, String title, String explanation, int count, List<T> values,
            Function<T, List<CardPage.Piece>> pieces) {
        List<Line> lines = values.stream().limit(SHOWN).map(pieces).map(Line::new).toList();
        String more = count > lines.size()
                ? String.format(Locale.ROOT, "and %,d more; /api/v1/deck has them.", count - lines.size())
                : "";
        return new Section(id, title, explanation, count, lines, more);
    }

    private static CardPage.Piece words(String text) {
        return new CardPage.Piece(text, "");
    }

    /** A reject without the folders of the machine that read it. */
    private static CardPage.Piece words(Reject reject) {
        return words(reject.withoutFolders().toString());
    }

    private static DeckRow row(DeckContent content) {
        Deck deck = content.deck();
        List<String> counts = new ArrayList<>();
        add(content.actors(), "actor", counts);
        add(content.tools(), "tool", counts);
        String categories = content.categories().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .map(category -> String.format(Locale.ROOT, "%,d %s", category.getValue(), category.getKey()))
                .collect(Collectors.joining(", "));
        if (!categories.isEmpty()) {
            counts.add(categories);
        }
        add(content.subgroups(), "subgroup", counts);
        List<String> notes = new ArrayList<>();
        if (content.older() > 0) {
            notes.add(content.older() + " not in the newest edition");
        }
        if (content.alone() > 0) {
            notes.add(content.alone() + " known by title alone, and not found in another deck");
        }
        return new DeckRow(deck.source(), deck.collection(), deck.form(), deck.date().isoFrom(), deck.license(),
                WebAddress.of(deck.file()), String.join("; ", counts), deck.statement(), String.join("; ", notes));
    }

    private static void add(int count, String what, List<String> counts) {
        if (count > 0) {
            counts.add(String.format(Locale.ROOT, "%,d %s%s", count, what, count == 1 ? "" : "s"));
        }
    }
}
