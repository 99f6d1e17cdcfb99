package dev.threatcards.web.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Facet;
import dev.threatcards.card.MergedCard;
import dev.threatcards.card.Provenance;
import dev.threatcards.card.ToolCard;
import dev.threatcards.query.CardQuery;
import dev.threatcards.query.Limits;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.IdentifiedCards;
import dev.threatcards.text.NameKeys;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.RequestSnapshot;
import dev.threatcards.web.http.Routing;
import dev.threatcards.web.http.SearchKind;

/** The page of each tool. */
final class ToolPages {

    void addTo(RoutesConfig routes) {
        Routing.get(routes, "/tools/<id>", this::tool);
    }

    private void tool(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        String id = request.pathParam("id");
        IdentifiedCards identified = cards.identifyTools(id);
        List<MergedCard> found = Pages.titled(id, identified.cards());
        Provenance provenance = cards.provenance();
        if (found.isEmpty()) {
            unknown(id, provenance, cards).answer(request);
        } else if (found.size() > 1) {
            ProblemPage.ofChoice(id, Kind.TOOL, found, identified.total(), provenance).answer(request);
        } else {
            show((ToolCard) found.getFirst().card(), found.getFirst(), provenance, request);
        }
    }

    private static void show(ToolCard tool, MergedCard card, Provenance provenance, Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        String home = Addresses.home(provenance);
        if (!Pages.isAddress(request.pathParam("id"), tool)) {
            request.redirect(Addresses.card(CardReference.of(tool), home));
            return;
        }
        Site site = Site.of(tool.name(), Site.Section.TOOLS, provenance.of(List.of(tool.collection())));
        Templates.html("tool.jte", ToolPage.of(tool, Pages.profile(cards, card),
                cards.users(tool.uuid(), PageText.MOST), cards.similarCards(tool.uuid(), CardPage.SIMILAR), site, home),
                request);
    }

    /** No tool has the name. Actors may list it all the same: then the page links to them. */
    private static ProblemPage unknown(String id, Provenance provenance, ThreatCards cards) {
        List<Link.Noted> ways = new ArrayList<>();
        String folded = NameKeys.folded(id);
        CardQuery all = CardQuery.all().facets(Set.of(Facet.TOOL), Limits.FACET_SIZE);
        for (FacetValue label : folded.isEmpty() ? List.<FacetValue>of() : cards.facet(Facet.TOOL, "", all)) {
            if (NameKeys.folded(label.value()).equals(folded)) {
                ways.add(new Link.Noted(Link.to(Facet.TOOL, label.value()),
                        "listed by " + Numbers.counted(label.count(), "actor")));
            }
        }
        String detail = ways.isEmpty()
                ? "No tool has the name or uuid “" + id + "”."
                : "No tool has a card under the name “" + id + "”, but actors list it among their tools.";
        if (id.length() <= Limits.NAME_LENGTH) {
            ways.add(new Link.Noted(
                    new Link("Search tools for “" + id + "”", Addresses.search(SearchKind.TOOLS, CardQuery.of(id))),
                    ""));
        }
        return new ProblemPage(Site.ofProblem("Not found", provenance), new Problem(404, "Not found", detail, ""),
                ways);
    }
}
