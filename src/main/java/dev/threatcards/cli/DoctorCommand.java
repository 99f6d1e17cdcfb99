package dev.threatcards.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Changes;
import dev.threatcards.card.Deck;
import dev.threatcards.card.EditionStatus;
import dev.threatcards.card.Listing;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.Reject;
import dev.threatcards.ingest.RebuildReport;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.result.DeckReport;
import dev.threatcards.result.DeckReport.DeckContent;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.api.DeckAnswer;

@Command(name = "doctor", mixinStandardHelpOptions = true, description = "Shows the sources of the cards and findings about their quality.", footer = {
        "", "Example:", "  threat-cards doctor --all", "  threat-cards doctor --check"})
final class DoctorCommand extends IndexCommand {

    /** The most findings of a kind without {@code --all}. */
    private static final int SHOWN = 5;

    /** The most keys of a line without {@code --all}. */
    private static final int KEYS = 6;

    @Option(names = "--all", description = "Show every finding, not the first " + SHOWN + " of each kind.")
    private boolean all;

    @Option(names = "--json", description = "Print the findings as the API gives them.")
    private boolean json;

    @Option(names = "--check", description = "Verify the checksums of every file of the index and of every card first.")
    private boolean check;

    @Option(names = "--rebuild", description = "Rebuild the index first, from the cards that can still be read.")
    private boolean rebuild;

    @Override
    public Integer call() {
        int exit = ExitCode.DONE;
        if (rebuild) {
            RebuildReport report = ThreatCards.build(index).rebuild();
            err().printf(Locale.ROOT, "%s was made anew: %,d cards%s.%n", index, report.cards(),
                    report.lost() == 0
                            ? ", none lost"
                            : String.format(Locale.ROOT,
                                    "; %,d could not be read and are lost, ingest their decks again", report.lost()));
            exit = report.lost() == 0 ? ExitCode.DONE : ExitCode.SOME_REJECTED;
        }
        if (check) {
            err().printf(Locale.ROOT, "%s is whole: every file and each of its %,d cards.%n", index,
                    ThreatCards.check(index));
        }
        try (ThreatCards cards = ThreatCards.open(index)) {
            Provenance provenance = cards.provenance();
            if (json) {
                out().println(JsonOutput.pretty(DeckAnswer.of(provenance, cards.inspect())));
            } else {
                print(provenance, cards.inspect());
            }
            return exit;
        }
    }

    private void print(Provenance provenance, DeckReport findings) {
        out().printf(Locale.ROOT, "%s holds %,d actors and %,d tools.%n", index, provenance.actors(),
                provenance.tools());
        out().println();
        findings.decks().forEach(all ? this::deck : this::deckInShort);
        list("Set aside by the last ingest", provenance.rejectCount(), provenance.rejects(), Reject::toString);
        changes("Came with the last ingest", provenance.changes().added());
        changes("Changed with the last ingest", provenance.changes().changed());
        changes("Went with the last ingest (they stay in the index)", provenance.changes().gone());
        outdated("Cards that the newest edition of their collection lacks; ingest --prune removes them",
                EditionStatus.DROPPED, findings);
        outdated("Cards that their publisher revoked", EditionStatus.REVOKED, findings);
        outdated("Cards that their publisher deprecated", EditionStatus.DEPRECATED, findings);
        list("Names that cards share", findings.sharedNames(), name -> name.name() + ": " + names(name.cards()));
        list("Cards that a mapping file says are one actor", findings.mappedAsOne(),
                one -> one.source() + ", " + one.entry() + ": " + names(one.cards()));
        list("Names that a mapping file gives to several actors", findings.mappedTwice(),
                name -> name.source() + ", " + name.name() + ": " + String.join("; ", name.entries()));
        list("Actors of mapping files that share only a short or ordinary word with a card, and are not linked",
                findings.weaklyMapped(),
                weak -> weak.source() + ", " + weak.entry() + " (" + weak.name() + "): " + names(weak.cards()));
        list("Actors of your own tables that no card has; correct the column \"actor\" and ingest the table again",
                findings.mappedNowhere(),
                entry -> entry.source() + ", " + entry.entry() + ": " + String.join("; ", entry.names()));
        list("Givers in several spellings, counted as one", findings.mergedGivers(), DoctorCommand::spellings);
        groups("References that lead nowhere", findings.deadReferencesByType().stream().map(
                group -> new Group(deadInShort(group), group.references().stream().map(DoctorCommand::dead).toList()))
                .toList());
        list("Tools without a card", findings.unknownTools(),
                tool -> String.format(Locale.ROOT, "%s (%,d)", tool.name(), tool.actors()));
        List<DeckReport.ProseEntry> doubtful = findings.prose().stream()
                .filter(entry -> entry.kind() == Listing.Kind.LABEL).toList();
        List<DeckReport.ProseEntry> prose = findings.prose().stream()
                .filter(entry -> entry.kind() == Listing.Kind.PROSE).toList();
        list("Prose in lists, kept out of the filters", prose, DoctorCommand::prose);
        list("Filters that may be prose", doubtful, DoctorCommand::prose);
        list("Dates that cannot be read", findings.unreadableDates(), date -> date.card().name() + ", " + date.field()
                + ": " + (date.text().isEmpty() ? "no date" : date.text()));
        groups("Keys without a place on a card",
                findings.unknownKeys().stream().map(group -> new Group(keysInShort(group), keys(group))).toList());
    }

    /** Findings of one kind and source, and a line that sums them up. */
    private record Group(String line, List<String> findings) {
    }

    private static String dead(DeckReport.DeadReference dead) {
        return dead.card().name() + " " + dead.type().replace('-', ' ') + " " + dead.target();
    }

    private static String deadInShort(DeckReport.DeadReferences group) {
        int more = group.references().size() - 1;
        return group.collection() + ": " + dead(group.references().getFirst())
                + (more == 0 ? "" : String.format(Locale.ROOT, " and %,d more of this type", more));
    }

    private static String owner(DeckReport.UnknownKeys group) {
        return group.collection() + ", " + group.form() + ", " + group.kind().key() + "s: ";
    }

    private static String keysInShort(DeckReport.UnknownKeys group) {
        int more = group.keys().size() - KEYS;
        return owner(group)
                + group.keys().stream().limit(KEYS).map(key -> key.key() + " (" + Numbers.grouped(key.cards()) + ")")
                        .collect(Collectors.joining(", "))
                + (more > 0 ? String.format(Locale.ROOT, " and %,d more", more) : "");
    }

    private static List<String> keys(DeckReport.UnknownKeys group) {
        return group.keys().stream().map(
                key -> owner(group) + key.key() + " (" + Numbers.grouped(key.cards()) + "), such as " + key.example())
                .toList();
    }

    /** Two lines for a deck. */
    private void deckInShort(DeckContent content) {
        Deck deck = content.deck();
        String about = Stream.of(deck.collection(), deck.form(), deck.date().isoFrom()).filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        out().println(Printable.text(deck.source() + " (" + about + ")"));
        List<String> counts = new ArrayList<>(List.of(holds(content)));
        add("%,d subgroups", content.subgroups(), counts);
        add("%,d not in its newest edition", content.older(), counts);
        add("%,d known only by title", content.alone(), counts);
        out().println("  " + Printable.text(String.join("; ", counts) + "; from " + deck.publicLocation()));
    }

    private static void add(String format, int count, List<String> counts) {
        if (count > 0) {
            counts.add(String.format(Locale.ROOT, format, count));
        }
    }

    private static String holds(DeckContent content) {
        if (content.deck().isMapping()) {
            return String.format(Locale.ROOT, "names of %,d actors, of which %,d have cards here", content.entries(),
                    content.linked());
        }
        return Stream.of(Numbers.counted(content.actors(), "actor"), Numbers.counted(content.tools(), "tool"))
                .filter(count -> !count.startsWith("0 ")).collect(Collectors.joining(", "));
    }

    private void outdated(String title, EditionStatus status, DeckReport findings) {
        list(title, findings.outdated(status), card -> card.name() + " (" + card.collection() + ")");
    }

    private void deck(DeckContent content) {
        Deck deck = content.deck();
        out().println(Printable.text(deck.source()));
        row("Form", deck.form());
        row("Collection", deck.collection());
        row("Date", deck.date().isoFrom());
        row("Licence", deck.license());
        row("Read from", deck.location());
        row("Holds", holds(content));
        row("Categories",
                content.categories().entrySet().stream()
                        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                        .map(category -> Numbers.grouped(category.getValue()) + " " + category.getKey())
                        .collect(Collectors.joining(", ")));
        row("Subgroups", "%,d", content.subgroups());
        row("It says", deck.statement());
        row("Older", "%,d cards are not in its newest edition", content.older());
        row("Alone", "%,d cards are known only by title, and are in no deck with uuids", content.alone());
        out().println();
    }

    private void row(String label, String format, int count) {
        row(label, count == 0 ? "" : String.format(Locale.ROOT, format, count));
    }

    private void row(String label, String text) {
        if (!text.isEmpty()) {
            out().printf(Locale.ROOT, "  %-12s %s%n", label, Printable.text(text));
        }
    }

    private void changes(String title, Changes.Some cards) {
        list(title, cards.count(), cards.first(), CardReference::name);
    }

    private static String spellings(DeckReport.MergedGiver giver) {
        return giver.giver() + ": "
                + giver.spellings().entrySet().stream()
                        .map(spelling -> spelling.getKey() + " (" + Numbers.grouped(spelling.getValue()) + ")")
                        .collect(Collectors.joining(", "));
    }

    private static String prose(DeckReport.ProseEntry entry) {
        return entry.facet().parameter() + ": " + entry.text();
    }

    private static String names(List<CardReference> cards) {
        return cards.stream().map(CardReference::name).collect(Collectors.joining("; "));
    }

    private <T> void list(String title, List<T> values, Function<T, String> text) {
        list(title, values.size(), values, text);
    }

    /** A line for each group, or with {@code --all} for each finding. */
    private void groups(String title, List<Group> groups) {
        int count = count(groups);
        if (all) {
            list(title, count, groups.stream().flatMap(group -> group.findings().stream()).toList(),
                    Function.identity());
        } else if (count > 0) {
            out().printf(Locale.ROOT, "%n%s (%,d)%n", title, count);
            List<Group> shown = groups.stream().limit(SHOWN).toList();
            shown.forEach(group -> out().println("  " + Printable.text(group.line())));
            more(count - count(shown));
        }
    }

    private static int count(List<Group> groups) {
        return groups.stream().mapToInt(group -> group.findings().size()).sum();
    }

    private void more(int count) {
        if (count > 0) {
            out().printf(Locale.ROOT, "  … and %,d more%s%n", count, all ? "" : "; --all shows them");
        }
    }

    private <T> void list(String title, int count, List<T> values, Function<T, String> text) {
        if (count == 0) {
            return;
        }
        out().printf(Locale.ROOT, "%n%s (%,d)%n", title, count);
        List<T> shown = all ? values : values.stream().limit(SHOWN).toList();
        shown.forEach(value -> out().println("  " + Printable.text(text.apply(value))));
        more(count - shown.size());
    }
}
