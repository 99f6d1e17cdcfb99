package dev.threatcards.cli;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Facet;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Filters;
import dev.threatcards.result.Hit;
import dev.threatcards.result.Match;
import dev.threatcards.result.SearchAdvice;
import dev.threatcards.result.SearchResult;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.api.SearchAnswer;

@Command(name = "search", addMethodSubcommands = false, mixinStandardHelpOptions = true, description = "Searches the cards of actors.", modelTransformer = FacetOptions.class, footer = {
        "", "Each filter has two more forms: with --tool.all every value has to match, with --tool.not none may.",
        "A value may be spelt otherwise (--country RU, --tool SPLM), end with an asterisk, or be none; dates take ranges",
        "(--firstSeen 2010..2015, --active 2022.., --changed 2024-01-01..).",
        "The text may have \"phrases\", begin*, a OR b, country:China, tool:\"Cobalt Strike\",",
        "firstSeen:2010..2015, active:2023, changed:2024-01-01.., (a OR b) c, and a plus or minus before any of them;",
        "put a query with a minus in quotes: \"bank -russia\".", "", "Example:",
        "  threat-cards search Office 0-day --country China --tool.not PlugX"})
final class SearchCommand extends IndexCommand {

    @Mixin
    private QueryOptions.Paged page;

    @Option(names = "--json", description = "Print the JSON of the API.")
    private boolean json;

    @Override
    public Integer call() {
        try (ThreatCards cards = ThreatCards.openBriefly(index)) {
            CardQuery query = page.query(spec);
            // The table shows neither facets nor passages.
            SearchResult result = cards.search(json ? query : query.facets(Set.of(), 0).withoutHighlights());
            if (json) {
                out().println(JsonOutput.pretty(SearchAnswer.of(result)));
            } else {
                print(result);
            }
            return ExitCode.DONE;
        }
    }

    private void print(SearchResult result) {
        out().println(result.total() == 1 ? "1 card" : String.format(Locale.ROOT, "%,d cards", result.total()));
        advise(result.guidance());
        if (result.hits().isEmpty()) {
            return;
        }
        out().println();
        Table table = new Table("Actor", Facet.COUNTRY.label(), Facet.FIRST_SEEN.label(), "Matched");
        result.hits().forEach(hit -> table.add(marked(hit.card()), String.join(", ", hit.card().country()),
                hit.card().firstSeen().text(), matched(hit)));
        table.print(out());
        if (result.pages() > 1) {
            out().printf(Locale.ROOT, "%nPage %,d of %,d; --page N for another.%n", result.query().window().page(),
                    result.pages());
        }
    }

    private void advise(SearchAdvice guidance) {
        guidance.didYouMean().ifPresent(text -> out().println("Did you mean: " + text));
        if (!guidance.ignored().isEmpty()) {
            out().println("No card has: " + String.join(", ", guidance.ignored()));
        }
        FacetOptions.Readings.of(guidance).forEach(out()::println);
        guidance.cves()
                .forEach(cve -> out().println(cve.id() + ": " + Numbers.counted(cve.actors(), "actor") + ", "
                        + Numbers.counted(cve.tools(), "tool")
                        + (cve.actors() + cve.tools() == 0 ? "" : "; threat-cards show " + cve.id())));
        guidance.reports().forEach(report -> out().println(Printable.text("This looks like a report's address: "
                + report.text() + "; threat-cards reports \"" + report.address() + "\"")));
        if (guidance.unreadWords() > 0) {
            out().printf(Locale.ROOT, "The query is too long: its last words (%,d) were not searched for.%n",
                    guidance.unreadWords());
        }
        if (guidance.unreadPrefixes() > 0) {
            out().printf(Locale.ROOT, "The query has too many asterisks: the last (%,d) were ignored.%n",
                    guidance.unreadPrefixes());
        }
        if (guidance.isAmbiguous()) {
            out().printf(Locale.ROOT, "%,d cards have this name; name-givers do not agree whom it means.%n",
                    guidance.sharingTotal());
        }
        guidance.understood()
                .forEach(each -> out().printf(Locale.ROOT, "As a filter: --%s \"%s\" in place of \"%s\" gives %,d%n",
                        each.facet().parameter(), each.value(), each.words(), each.total()));
        more(guidance.understoodTotal() - guidance.understood().size(), "words that can be filters");
        guidance.ways().forEach(way -> out().printf(Locale.ROOT, "Without %s: %,d%n", way.dropped(), way.total()));
        more(guidance.waysTotal() - guidance.ways().size(), "searches with less");
        guidance.elsewhere()
                .forEach(other -> out().printf(Locale.ROOT, "%s in %s: --%s \"%s\"%n",
                        other.total() == 1 ? "1 card" : String.format(Locale.ROOT, "%,d cards", other.total()),
                        other.collection(), Facet.COLLECTION.parameter(), other.collection()));
        if (!guidance.leftOut().isEmpty()) {
            out().printf(Locale.ROOT, "Left out: %s; --%s %s shows them too%n", guidance.leftOutWords(),
                    Facet.EDITION.parameter(), Filters.ANY_EDITION);
        }
        guidance.mapped().forEach(mapped -> out().println(
                Printable.text(mapped.as() + " is a name of " + mapped.card().name() + " in " + mapped.via() + ".")));
        guidance.form().ifPresent(form -> out().println(Printable.text("No card has this name. " + form.text() + ".")));
    }

    private void more(int number, String what) {
        if (number > 0) {
            out().printf(Locale.ROOT, "and %,d more %s%n", number, what);
        }
    }

    private static String marked(ActorCard card) {
        return card.name() + (card.edition().isCurrent() ? "" : " (" + card.edition().key() + ")");
    }

    private static String matched(Hit<ActorCard> hit) {
        return hit.matched().stream().limit(3).map(SearchCommand::reason).collect(Collectors.joining("; "));
    }

    private static String reason(Match match) {
        return match.label() + ": " + match.text() + (match.place().isEmpty() ? "" : ", " + match.place())
                + (match.giver().isEmpty() ? "" : " (" + match.giver() + ")")
                + (match.isSpeltOtherwise() ? ", found by " + String.join(" ", match.words()) : "");
    }
}
