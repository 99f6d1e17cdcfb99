package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

import dev.threatcards.card.CardReference;
import dev.threatcards.card.Changes.Some;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Provenance;
import dev.threatcards.result.DeckReport;
import dev.threatcards.result.DeckReport.DeckContent;
import dev.threatcards.text.Numbers;
import dev.threatcards.text.WebLink;
import dev.threatcards.web.http.ApiPaths;

/** The view model of the page about the decks and the quality of their data. */
record DeckPage(Site site, List<DeckRow> decks, List<Section> sections) {

    record DeckRow(String name, String collection, String form, String date, String license, WebLink location,
            String content, String statement, String note) {
    }

    /** Findings of one kind; {@code more} says how many are not shown. */
    record Section(String id, String title, String explanation, int count, List<Line> lines, String more) {
    }

    record Line(List<Link> pieces) {
    }

    /** The most findings of a section; the API has more. */
    private static final int SHOWN = 25;

    private static final int SHARING = 20;

    /** The most findings of a group. */
    private static final int EXAMPLES = 5;

    static DeckPage of(Provenance provenance, DeckReport findings, String home) {
        Site site = Site.of("The deck", Site.Section.DECK, provenance);
        Function<CardReference, Link> link = card -> Link.to(card, home);
        List<Section> sections = new ArrayList<>();
        sections.add(section("rejects", "Rejected", "What the last ingest could not read: file, place and reason.",
                provenance.rejectCount(), provenance.rejects(),
                reject -> List.of(Link.none(reject.withoutFolders().toString()))));
        sections.add(changes("added", "Added by the last ingest", "Cards that are new in the index.",
                provenance.changes().added(), link));
        sections.add(changes("changed", "Changed by the last ingest", "Cards whose content differs from before.",
                provenance.changes().changed(), link));
        sections.add(changes("gone", "Missing since the last ingest",
                "Cards of an earlier edition of a deck that its newest edition lacks. They stay in the index.",
                provenance.changes().gone(), link));
        sections.add(section("editions", "Cards that are not current",
                "A newer edition of their collection lacks them, or their publisher revoked or deprecated them. Searches leave them out"
                        + " unless you ask for them.",
                findings.outdated().size(), findings.outdated(),
                card -> List.of(link.apply(card), Link.none(" " + card.edition().words()))));
        sections.add(section("names", "Shared names",
                "One name for several cards of a collection. Cards that share a name are never merged.",
                findings.sharedNames().size(), findings.sharedNames(), name -> {
                    List<Link> pieces = new ArrayList<>();
                    pieces.add(Link.none(name.name() + ": "));
                    PageText.first(SHARING, name.cards(), link, Link::none).forEach(card -> {
                        pieces.add(Link.none(pieces.size() > 1 ? "; " : ""));
                        pieces.add(card);
                    });
                    return pieces;
                }));
        sections.add(section("mapped-as-one", "Cards that a mapping file says are one actor",
                "The names of an actor in a mapping file are on several cards of a collection. The cards stay as they are.",
                findings.mappedAsOne().size(), findings.mappedAsOne(),
                one -> mapped(one.source() + " on " + one.entry() + ": ", one.cards(), link)));
        sections.add(section("mapped-twice", "Names that a mapping file gives to several actors",
                "A mapping file has the name in several places.", findings.mappedTwice().size(), findings.mappedTwice(),
                name -> List
                        .of(Link.none(name.source() + ", " + name.name() + ": " + String.join("; ", name.entries())))));
        sections.add(section("weakly-mapped", "Actors of mapping files that may have a card",
                "They share only a short or ordinary word with a card, which says too little to link them.",
                findings.weaklyMapped().size(), findings.weaklyMapped(),
                weak -> mapped(weak.source() + " on " + weak.entry() + ", by " + weak.name() + ": ", weak.cards(),
                        link)));
        sections.add(section("mapped-nowhere", "Actors of your own tables that no card has",
                "Their names lead nowhere. Correct the column “actor” and ingest the table again.",
                findings.mappedNowhere().size(), findings.mappedNowhere(), entry -> List.of(
                        Link.none(entry.source() + ", " + entry.entry() + ": " + String.join("; ", entry.names())))));
        sections.add(section("givers", "Givers in several spellings",
                "Cards spell them as their source does; facets, filters and statistics count them as one.",
                findings.mergedGivers().size(), findings.mergedGivers(), DeckPage::spellings));
        sections.add(groups("references", "Broken references",
                "Links and relations to cards that the index does not have, by collection and type.",
                findings.deadReferencesByType(), group -> group.references().size(), group -> dead(group, link)));
        sections.add(section("tools", "Tools without a card",
                "Tools that actors use and that have no card, with the number of actors that use them.",
                findings.unknownTools().size(), findings.unknownTools(),
                tool -> List.of(Link.to(Facet.TOOL, tool.name()), Link.none(" (" + tool.actors() + ")"))));
        sections.add(section("prose", "Labels that look like prose",
                "Parts of sentences in lists. Those that are surely prose are no filter values; those marked (a filter) may be prose.",
                findings.prose().size(),
                findings.prose().stream().sorted((one, other) -> other.kind().compareTo(one.kind())).toList(),
                prose -> List.of(Link.none(prose.facet().label() + ": " + prose.text()
                        + (prose.kind() == Listing.Kind.LABEL ? " (a filter)" : "")))));
        sections.add(section("dates", "Unreadable dates", "They are shown as they are, and no year finds them.",
                findings.unreadableDates().size(), findings.unreadableDates(), date -> List.of(link.apply(date.card()),
                        Link.none(" " + date.field() + ": " + (date.text().isEmpty() ? "no date" : date.text())))));
        sections.add(groups("unknown", "Unknown keys",
                "What sources say that cards have no field for, with the number of cards. It is kept with the card.",
                findings.unknownKeys(), group -> group.keys().size(), group -> List.of(Link.none(keys(group)))));
        return new DeckPage(site, findings.decks().stream().map(DeckPage::row).toList(),
                sections.stream().filter(section -> section.count > 0).toList());
    }

    private static List<Link> mapped(String text, List<CardReference> cards, Function<CardReference, Link> link) {
        List<Link> pieces = new ArrayList<>();
        pieces.add(Link.none(text));
        pieces.addAll(PageText.separated("; ",
                PageText.first(SHARING, cards, card -> List.of(link.apply(card)), more -> List.of(Link.none(more)))));
        return pieces;
    }

    private static List<Link> spellings(DeckReport.MergedGiver giver) {
        return List.of(Link.to(Facet.GIVER, giver.giver()),
                Link.none(giver.spellings().entrySet().stream()
                        .map(spelling -> spelling.getKey() + " (" + spelling.getValue() + ")")
                        .collect(Collectors.joining(", ", ": ", ""))));
    }

    private static List<Link> dead(DeckReport.DeadReferences group, Function<CardReference, Link> link) {
        List<Link> pieces = new ArrayList<>();
        pieces.add(Link.none(group.collection() + ", " + Numbers.grouped(group.references().size()) + ": "));
        pieces.addAll(PageText.separated("; ",
                PageText.first(EXAMPLES, group.references(),
                        dead -> List.of(link.apply(dead.card()),
                                Link.none(" " + dead.type().replace('-', ' ') + " " + dead.target())),
                        more -> List.of(Link.none(more)))));
        return pieces;
    }

    private static String keys(DeckReport.UnknownKeys group) {
        return group.collection() + ", " + group.form() + ", " + group.kind().key() + "s: "
                + String.join(", ", PageText.first(SHARING, group.keys(),
                        key -> key.key() + " (" + Numbers.grouped(key.cards()) + ")", Function.identity()));
    }

    private static Section changes(String id, String title, String explanation, Some cards,
            Function<CardReference, Link> link) {
        return section(id, title, explanation, cards.count(), cards.first(), card -> List.of(link.apply(card)));
    }

    private static <T> Section section(String id, String title, String explanation, int count, List<T> values,
            Function<T, List<Link>> pieces) {
        List<Line> lines = values.stream().limit(SHOWN).map(pieces).map(Line::new).toList();
        String more = count > lines.size() ? PageText.more(count - lines.size()) + ", listed by " + ApiPaths.DECK : "";
        return new Section(id, title, explanation, count, lines, more);
    }

    /** A section of groups of findings, a line for each. */
    private static <T> Section groups(String id, String title, String explanation, List<T> groups,
            ToIntFunction<T> size, Function<T, List<Link>> pieces) {
        Section lines = section(id, title, explanation, groups.size(), groups, pieces);
        return new Section(id, title, explanation, groups.stream().mapToInt(size).sum(), lines.lines(), lines.more());
    }

    /** The reject without local folders. */
    private static DeckRow row(DeckContent content) {
        Deck deck = content.deck();
        List<String> counts = new ArrayList<>();
        add(content.actors(), "actor", counts);
        add(content.tools(), "tool", counts);
        if (deck.isMapping()) {
            counts.add("names of " + Numbers.counted(content.entries(), "actor") + ", of which "
                    + Numbers.grouped(content.linked()) + " have cards here");
        }
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
            notes.add(content.alone() + " known only by title");
        }
        return new DeckRow(deck.source(), deck.collection(), deck.form(), deck.date().isoFrom(), deck.license(),
                WebLink.of(deck.publicLocation()), String.join("; ", counts), deck.statement(),
                String.join("; ", notes));
    }

    private static void add(int count, String what, List<String> counts) {
        if (count > 0) {
            counts.add(Numbers.counted(count, what));
        }
    }
}
