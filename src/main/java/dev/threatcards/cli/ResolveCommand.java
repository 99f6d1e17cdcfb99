package dev.threatcards.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.query.Limits;
import dev.threatcards.result.CveCards;
import dev.threatcards.result.Resolution;
import dev.threatcards.result.Resolution.Meaning;
import dev.threatcards.web.api.NamesAnswer;

@Command(name = "resolve", addMethodSubcommands = false, mixinStandardHelpOptions = true, description = "Shows which cards names may mean, and who gave the names.", footer = {
        "",
        "A match is exact (except for case), folded (except for accents and separators), core (except for words such as",
        "\"group\" and \"the\"), or near (a possible typo). A name that no card has is explained by its form.",
        "The exit code is 0 if any of the names is known, else 1.", "", "Example:",
        "  threat-cards resolve fancybear \"APT 28\" g0007"})
final class ResolveCommand extends IndexCommand {

    @Parameters(arity = "0..*", paramLabel = "NAME", description = "Names of actors or tools in any spelling, uuids or ATT&CK ids. None, or -: read from standard input, one a line.")
    private List<String> names = List.of();

    @Option(names = "--collection", paramLabel = "VALUE", description = "Only cards of this collection; repeatable.")
    private Set<String> collections = new LinkedHashSet<>();

    @Option(names = "--json", description = "Print the JSON of the API; for standard input that of a list.")
    private boolean json;

    @Override
    public Integer call() {
        boolean list = names.isEmpty() || names.equals(List.of("-"));
        try (ThreatCards cards = ThreatCards.openBriefly(index)) {
            List<Resolution> resolutions = resolve(list ? lines() : names, cards);
            if (json) {
                out().println(JsonOutput.pretty(list || resolutions.size() > 1
                        ? NamesAnswer.of(resolutions, cards.provenance())
                        : NamesAnswer.of(resolutions.getFirst(), cards.provenance())));
            } else {
                print(resolutions);
            }
            boolean known = resolutions.stream().anyMatch(Resolution::isKnown);
            return known ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private List<String> lines() {
        return StandardInput.text(err()).lines().filter(line -> !line.isBlank()).map(String::strip).toList();
    }

    /** Resolves any number of names, in batches. */
    private List<Resolution> resolve(List<String> all, ThreatCards cards) {
        List<Resolution> resolutions = new ArrayList<>();
        for (int from = 0; from < all.size(); from += Limits.NAMES) {
            resolutions
                    .addAll(cards.resolve(all.subList(from, Math.min(all.size(), from + Limits.NAMES)), collections));
        }
        return resolutions;
    }

    private static void add(CveCards cve, String name, Table table) {
        Stream.concat(cve.actors().stream(), cve.tools().stream())
                .forEach(mentioning -> table.add(name, mentioning.card().name(), mentioning.card().kind().key(),
                        cve.id() + " in " + mentioning.places().getFirst().where(), "", "mentions it"));
    }

    private static String marked(CardReference card) {
        return card.name() + (card.edition().isCurrent() ? "" : " (" + card.edition().key() + ")");
    }

    private static String outdated(Meaning meaning) {
        CardReference card = meaning.card();
        return "The card \"" + card.name() + "\" (" + card.uuid() + ") is " + card.edition().words()
                + (meaning.replacedBy().isEmpty()
                        ? ""
                        : " by " + meaning.replacedBy().stream().map(CardReference::name)
                                .collect(Collectors.joining(", ")))
                + ".";
    }

    private void print(List<Resolution> resolutions) {
        Table table = new Table("Asked", "Card", "Kind", "As", "Given by", "Match", "Via");
        for (Resolution resolution : resolutions) {
            resolution.cve().ifPresent(cve -> add(cve, resolution.name(), table));
            if (!resolution.isKnown()) {
                table.add(resolution.name(), "not known", "", "", "", "", "");
            }
            for (Meaning meaning : resolution.meanings()) {
                table.add(resolution.name(), marked(meaning.card()), meaning.card().kind().key(), meaning.as(),
                        meaning.giver(), meaning.degree().key(), meaning.via());
            }
        }
        table.print(out());
        List<Resolution> formed = resolutions.stream().filter(resolution -> resolution.form().isPresent()).distinct()
                .toList();
        if (!formed.isEmpty()) {
            out().println();
            formed.forEach(resolution -> out().println(Printable.text(String.format(Locale.ROOT,
                    "No card has the name \"%s\". %s.", resolution.name(), resolution.form().orElseThrow().text()))));
        }
        List<String> outdated = resolutions.stream().flatMap(resolution -> resolution.meanings().stream())
                .filter(meaning -> !meaning.card().edition().isCurrent()).map(ResolveCommand::outdated).distinct()
                .toList();
        if (!outdated.isEmpty()) {
            out().println();
            outdated.forEach(text -> out().println(Printable.text(text)));
        }
        List<Resolution> ambiguous = resolutions.stream().filter(Resolution::ambiguous).distinct().toList();
        if (!ambiguous.isEmpty()) {
            out().println();
            ambiguous.forEach(resolution -> out().println(Printable.text(String.format(Locale.ROOT,
                    "\"%s\" is ambiguous: it may mean any of %,d cards.", resolution.name(), resolution.total()))));
        }
    }
}
