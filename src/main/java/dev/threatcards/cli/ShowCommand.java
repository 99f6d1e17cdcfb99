package dev.threatcards.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CveId;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.TechniqueId;
import dev.threatcards.card.ToolCard;
import dev.threatcards.json.CardJson;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.result.CardProfile;
import dev.threatcards.result.CveCards;
import dev.threatcards.result.IdentifiedCards;
import dev.threatcards.result.Related;
import dev.threatcards.result.Related.Direction;
import dev.threatcards.result.SimilarCard;
import dev.threatcards.result.TechniqueCards;
import dev.threatcards.text.Prose;
import dev.threatcards.web.api.CardAnswer;
import dev.threatcards.web.api.CvesAnswer;
import dev.threatcards.web.api.TechniqueAnswer;

@Command(name = "show", addMethodSubcommands = false, mixinStandardHelpOptions = true, description = "Shows the cards with names or uuids, the cards that mention a CVE id, or those that use a technique.", footer = {
        "", "Words that are a name together are one; otherwise each argument is a name.", "", "Examples:",
        "  threat-cards show fancybear", "  threat-cards show CVE-2017-11882", "  threat-cards show T1566.001"})
final class ShowCommand extends IndexCommand {

    /** The most similar cards that are printed. */
    private static final int SIMILAR = 5;

    @Parameters(arity = "1..*", paramLabel = "NAME", description = "Any name of an actor or tool in any spelling, an ATT&CK id, a uuid, a CVE id, or the id of a technique.")
    private List<String> words;

    @Option(names = "--json", description = "Print the JSON of the API.")
    private boolean json;

    /** The cards that share a name, as JSON. */
    private record Choice(String name, List<CardJson> candidates, int total) {
    }

    @Override
    public Integer call() {
        try (ThreatCards cards = ThreatCards.openBriefly(index)) {
            int code = ExitCode.DONE;
            boolean isFirst = true;
            for (String name : names(cards)) {
                if (!isFirst && !json) {
                    out().println();
                }
                isFirst = false;
                code = Math.max(code, show(name, cards));
            }
            return code;
        }
    }

    /** The arguments, or their words as one name if they are one together: "Fancy Bear" without quotes. */
    private List<String> names(ThreatCards cards) {
        String together = String.join(" ", words);
        boolean isOne = words.size() == 1 || CveId.parse(together).isPresent()
                || TechniqueId.parse(together).isPresent() || !cards.identify(together).cards().isEmpty()
                || words.stream().noneMatch(word -> isName(word, cards));
        return isOne ? List.of(together) : words;
    }

    private static boolean isName(String word, ThreatCards cards) {
        return CveId.parse(word).isPresent() || TechniqueId.parse(word).isPresent()
                || !cards.identify(word).cards().isEmpty();
    }

    private int show(String name, ThreatCards cards) {
        Optional<CveId> id = CveId.parse(name);
        if (id.isPresent()) {
            return vulnerability(id.get(), cards);
        }
        IdentifiedCards identified = cards.identify(name);
        List<MergedCard> found = identified.cards();
        Optional<TechniqueId> technique = TechniqueId.parse(name);
        if (found.isEmpty() && technique.isPresent()) {
            return technique(technique.get(), cards);
        }
        if (found.isEmpty()) {
            err().println("No card has the name or uuid \"" + name + "\"; try: threat-cards search " + name);
            return ExitCode.FAILED;
        }
        if (found.size() > 1) {
            return choose(name, identified);
        }
        show(found.getFirst().uuid(), cards);
        return ExitCode.DONE;
    }

    private int technique(TechniqueId id, ThreatCards cards) {
        Optional<TechniqueCards> found = cards.technique(id, Set.of());
        if (found.isEmpty()) {
            err().println("No card uses " + id + ".");
            return ExitCode.FAILED;
        }
        if (json) {
            out().println(JsonOutput.pretty(TechniqueAnswer.of(found.get())));
        } else {
            new SubjectText(out()).print(found.get());
        }
        return ExitCode.DONE;
    }

    private int vulnerability(CveId id, ThreatCards cards) {
        Optional<CveCards> found = cards.cve(id, Set.of());
        if (found.isEmpty()) {
            err().println("No card mentions " + id + ".");
            return ExitCode.FAILED;
        }
        if (json) {
            out().println(JsonOutput.pretty(CvesAnswer.of(found.get())));
        } else {
            new SubjectText(out()).print(found.get());
        }
        return ExitCode.DONE;
    }

    private void show(UUID uuid, ThreatCards cards) {
        CardProfile profile = cards.profile(uuid).orElseThrow();
        if (json) {
            out().println(JsonOutput.pretty(CardAnswer.of(profile)));
        } else {
            print(profile, cards.similarCards(uuid, SIMILAR));
        }
    }

    private int choose(String name, IdentifiedCards found) {
        if (json) {
            out().println(JsonOutput
                    .pretty(new Choice(name, found.cards().stream().map(CardJson::of).toList(), found.total())));
        } else {
            err().println(String.format(Locale.ROOT, "\"%s\" is a name of %,d cards; show one by its uuid:", name,
                    found.total()));
            Table table = new Table("UUID", "Card", "Collection", "Edition");
            found.cards().forEach(card -> table.add(card.uuid().toString(), card.card().name(),
                    card.card().collection(), card.card().edition().words()));
            table.print(err());
            if (found.total() > found.cards().size()) {
                err().println(String.format(Locale.ROOT, "and %,d more.", found.total() - found.cards().size()));
            }
        }
        return ExitCode.FAILED;
    }

    private void print(CardProfile profile, SimilarCard.Found similar) {
        Card card = profile.merged().card();
        out().println(Printable.text(card.name()));
        out().println("=".repeat(card.name().length()));
        if (!profile.status().isEmpty()) {
            out().println(Printable.text(profile.status()));
        }
        row("Replaces", names(profile.replaces()));
        row("Names", card.names().stream().map(ShowCommand::name).collect(Collectors.joining(", ")));
        profile.mappedNames().stream().map(CardProfile.MappedName::source).distinct()
                .forEach(source -> row("Also named",
                        profile.mappedNames().stream().filter(mapped -> mapped.source().equals(source))
                                .map(mapped -> name(mapped.name())).collect(Collectors.joining(", ", "", " in "))
                                + source));
        profile.mappedAsOne().forEach(one -> row("Said to be one", names(one.cards()) + ", by " + one.source()));
        switch (card) {
            case ActorCard actor -> {
                row("Part of", profile.parent().map(CardReference::name).orElse(""));
                row("Subgroups", names(profile.subgroups()));
                actor(actor);
            }
            case ToolCard tool -> {
                tool(tool);
                row("Used by", names(profile.users()));
            }
        }
        out().println();
        out().println(Printable.text(Prose.plain(card.description())));
        if (card instanceof ActorCard actor) {
            activities("Operations", actor.operations());
            activities("Counter operations", actor.counterOperations());
        }
        relations(profile);
        similar(card instanceof ActorCard ? "Similar actors" : "Used with", similar);
        links("Information", card.information());
        links("MITRE ATT&CK", card.mitreAttack());
        links("Playbook", card.playbook());
        links("AlienVault OTX", card.alienVaultOtx());
        out().println();
        row("Last change", card.lastChange().text());
        row("UUID", card.uuid().toString());
        row("Collection", card.collection());
        profile.merged().sources().forEach(source -> source(source.deck()));
    }

    private void source(Deck deck) {
        row("Source", deck.summary() + (deck.license().isEmpty() ? "" : " (" + deck.license() + ")"));
    }

    private static String names(List<CardReference> cards) {
        return cards.stream().map(CardReference::name).collect(Collectors.joining("; "));
    }

    /** Prints the relations, except links, which the text has, and tools, which are listed above. */
    private void relations(CardProfile profile) {
        List<Related> relations = profile.relations().stream().filter(related -> !related.cards().isEmpty())
                .filter(related -> !related.type().equals(Related.MENTIONS) && !related.type().equals("uses")
                        && !related.type().equals("used-by"))
                .toList();
        heading("Relations", relations.size());
        for (Related related : relations) {
            String type = related.type().replace('-', ' ');
            String note = Stream
                    .of(related.cards().getFirst().collection(), related.likelihood(), related.reason(),
                            related.ambiguous() ? "ambiguous" : "")
                    .filter(text -> !text.isEmpty()).collect(Collectors.joining("; "));
            out().printf(Locale.ROOT, "%-14s %s (%s)%n", related.direction() == Direction.IN ? "← " + type : type,
                    Printable.text(related.name()), note);
        }
    }

    private void actor(ActorCard card) {
        row(Facet.COUNTRY.label(), String.join(", ", card.country()));
        row("Sponsor", card.sponsor());
        row(Facet.MOTIVATION.label(), String.join(", ", card.motivation()));
        row(Facet.FIRST_SEEN.label(), card.firstSeen().text());
        row("Last active", card.lastActive().text());
        row("Observed", card.observed().text());
        row(Facet.CATEGORY.label(), card.category());
        row(Facet.SECTOR.plural(), String.join(", ", card.sectors().texts()));
        row(Facet.TARGET.plural(), String.join(", ", card.targets().texts()));
        row(Facet.TOOL.plural(), Prose.plain(String.join(", ", card.tools().texts())));
        row(Facet.CVE.plural(), String.join(", ", Facet.CVE.values(card)));
        row(Facet.TECHNIQUE.plural(), String.join(", ", Facet.TECHNIQUE.values(card)));
    }

    private void tool(ToolCard card) {
        row(Facet.CATEGORY.label(), card.category());
        row(Facet.TYPE.label(), String.join(", ", card.type()));
        row(Facet.CVE.plural(), String.join(", ", Facet.CVE.values(card)));
        row(Facet.TECHNIQUE.plural(), String.join(", ", Facet.TECHNIQUE.values(card)));
        row("Malpedia", String.join(" ", card.malpedia()));
    }

    private void similar(String label, SimilarCard.Found similar) {
        heading(label, similar.cards().size());
        similar.cards().forEach(
                other -> out().println(Printable.text(other.card().name()) + "\n  " + Printable.text(other.reason())));
        new SubjectText(out()).more(similar.total() - similar.cards().size());
    }

    private static String name(Name name) {
        return name.giver().isEmpty() ? name.name() : name.name() + " (" + name.giver() + ")";
    }

    private void row(String label, String text) {
        new SubjectText(out()).row(label, text);
    }

    private void activities(String label, List<Activity> activities) {
        heading(label, activities.size());
        for (Activity activity : activities) {
            String story = Prose.plain(activity.story()).replace("\n", "\n" + " ".repeat(13));
            out().println(Printable.text(String.format(Locale.ROOT, "%-12s %s", activity.date().text(), story)));
            activity.links().forEach(link -> out().println(" ".repeat(13) + Printable.text(link)));
        }
    }

    private void links(String label, List<String> links) {
        heading(label, links.size());
        links.stream().map(Printable::text).forEach(out()::println);
    }

    private void heading(String label, int size) {
        new SubjectText(out()).heading(label, size);
    }
}
