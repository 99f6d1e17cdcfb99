package dev.threatcards.cli;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CveId;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.query.ScanOptions;
import dev.threatcards.report.Report;
import dev.threatcards.result.Mention;
import dev.threatcards.result.MentionedCard;
import dev.threatcards.text.IoReason;
import dev.threatcards.text.Numbers;
import dev.threatcards.text.TextLines;
import dev.threatcards.web.api.NamesAnswer;

@Command(name = "scan", mixinStandardHelpOptions = true, description = "Finds the actors, tools and vulnerabilities that a report mentions.", footer = {
        "",
        "Names are found as whole words; in addresses and file names only as their cards spell them. A name of several cards counts for each.",
        "A name that is also an ordinary word counts where the text gives evidence that it is a name.",
        "Names of mapping files count too; those whose actors have no card are listed apart.",
        "The exit code is 0 even if there are no mentions.", "", "Example:", "  threat-cards scan report.pdf",
        "  curl -s https://example.org/report.html | threat-cards scan"})
final class ScanCommand extends IndexCommand {

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "A report: text, Markdown, HTML, an e-mail (.eml) or a PDF; its content tells which. None, or -: read standard input.")
    private String file = "-";

    @Option(names = "--generic", description = "Include names that are also ordinary words, such as \"Snake\", without evidence too.")
    private boolean generic;

    @Option(names = "--collection", paramLabel = "VALUE", description = "Only cards of this collection; repeatable.")
    private Set<String> collections = new LinkedHashSet<>();

    @Option(names = "--json", description = "Print the JSON of the API.")
    private boolean json;

    @Override
    public Integer call() {
        try (ThreatCards cards = ThreatCards.open(index)) {
            Report report = StandardInput.report(file, err());
            List<Mention> all = cards.scan(report, new ScanOptions(true, collections));
            List<Mention> mentions = all.stream().filter(mention -> generic || mention.isEvident()).toList();
            if (json) {
                out().println(JsonOutput.pretty(NamesAnswer.Mentions.of(mentions, report, cards.provenance())));
            } else {
                print(mentions, report.text());
                long leftOut = generic
                        ? 0
                        : all.stream().filter(mention -> mention.generic() && !mention.isEvident()).count();
                if (leftOut > 0) {
                    out().printf(Locale.ROOT,
                            "%n%,d more of names that are ordinary words, without evidence; --generic shows them.%n",
                            leftOut);
                }
            }
            return ExitCode.DONE;
        } catch (IOException e) {
            err().println("threat-cards: " + Printable.text(file) + " cannot be read: " + IoReason.of(e) + ".");
            return ExitCode.FAILED;
        }
    }

    private void print(List<Mention> mentions, String text) {
        List<MentionedCard> cards = MentionedCard.of(mentions);
        Map<String, Long> vulnerabilities = vulnerabilities(mentions);
        long named = mentions.stream().filter(mention -> mention.kind() != Mention.Kind.CVE && !mention.isOfNoCard())
                .count();
        out().printf(Locale.ROOT, "%s of %s%n", Numbers.counted(named, "mention"),
                Numbers.counted(cards.size(), "card"));
        if (!cards.isEmpty()) {
            printCards(cards, mentions, text);
        }
        printNamesOfNoCard(MentionedCard.namesOfNoCard(mentions), text);
        if (!vulnerabilities.isEmpty()) {
            out().println();
            Table table = new Table("Vulnerability", "Times", "Cards that mention it");
            vulnerabilities.forEach((id, times) -> table.add(id, String.format(Locale.ROOT, "%,d", times),
                    mentions.stream().filter(mention -> id.equals(id(mention)))
                            .flatMap(mention -> mention.cards().stream()).map(CardReference::name).distinct()
                            .collect(Collectors.joining("; "))));
            table.print(out());
        }
    }

    private void printNamesOfNoCard(Map<Mention.Mapping, List<Mention>> names, String text) {
        if (names.isEmpty()) {
            return;
        }
        out().println();
        TextLines lines = new TextLines(text);
        Table table = new Table("Name without a card", "Times", "First at", "Mapping file", "Its actor");
        names.forEach((name, places) -> {
            TextLines.Place first = lines.place(places.getFirst().start());
            table.add(name.name(), String.format(Locale.ROOT, "%,d", places.size()),
                    first.line() + ":" + first.column(), name.source(), name.actor());
        });
        table.print(out());
    }

    private static Map<String, Long> vulnerabilities(List<Mention> mentions) {
        return mentions.stream().filter(mention -> mention.kind() == Mention.Kind.CVE)
                .collect(Collectors.groupingBy(ScanCommand::id, TreeMap::new, Collectors.counting()));
    }

    private static String id(Mention mention) {
        return mention.cve().map(CveId::toString).orElse("");
    }

    private void printCards(List<MentionedCard> cards, List<Mention> mentions, String text) {
        out().println();
        TextLines lines = new TextLines(text);
        Table table = new Table("Card", "Kind", "Times", "As written", "First at", "Evidence");
        for (MentionedCard card : cards) {
            TextLines.Place first = lines.place(card.mentions().getFirst().start());
            table.add(card.card().name(), card.card().kind().key(),
                    String.format(Locale.ROOT, "%,d", card.mentions().size()), String.join(", ", card.spellings()),
                    first.line() + ":" + first.column(),
                    card.evidence().label() + (card.sources().isEmpty() ? "" : " (" + card.sources() + ")"));
        }
        table.print(out());
        List<String> shared = mentions.stream()
                .filter(mention -> mention.kind() != Mention.Kind.CVE && mention.cards().size() > 1)
                .map(mention -> Printable.text(mention.text())).distinct().toList();
        if (!shared.isEmpty()) {
            out().printf(Locale.ROOT, "%nNames of more than one card: %s.%n", String.join(", ", shared));
        }
    }
}
