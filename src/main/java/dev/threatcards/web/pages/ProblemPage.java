package dev.threatcards.web.pages;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.javalin.http.Context;

import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Provenance;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.Problem;

/** The view model of an error, or of the choice between cards that share a name. */
record ProblemPage(Site site, Problem problem, List<Link.Noted> candidates) {

    private static final int SHOWN = 100;

    /** The choice between cards of one kind that share a name. */
    static ProblemPage ofChoice(String name, Kind kind, List<MergedCard> found, int total, Provenance provenance) {
        Problem problem = new Problem(300, "Several cards have this name",
                "“" + name + "” is a name of "
                        + (total > SHOWN
                                ? String.format(Locale.ROOT, "%,d %ss, of which the first %d are listed", total,
                                        kind.key(), SHOWN)
                                : "more than one " + kind.key())
                        + ". Which one do you mean?",
                "");
        List<Link.Noted> candidates = found.stream().limit(SHOWN).map(MergedCard::card)
                .map(card -> new Link.Noted(new Link(card.name(), Addresses.uuid(kind, card.uuid())),
                        card.names().stream().map(Name::name).collect(Collectors.joining(", "))))
                .toList();
        return new ProblemPage(Site.ofProblem("Several cards", provenance), problem, candidates);
    }

    void answer(Context request) {
        request.status(problem.status());
        Templates.html("problem.jte", this, request);
    }
}
