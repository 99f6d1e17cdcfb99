package dev.threatcards.web.pages;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.CardReference;
import dev.threatcards.card.Provenance;
import dev.threatcards.query.LeadOptions;
import dev.threatcards.report.Report;
import dev.threatcards.result.Leads;
import dev.threatcards.result.Leads.Kind;
import dev.threatcards.result.Leads.Lead;
import dev.threatcards.result.Leads.Phrase;
import dev.threatcards.result.Leads.Reason;
import dev.threatcards.text.Numbers;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.MultipartForm;
import dev.threatcards.web.http.NamesRequest;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.QueryString;
import dev.threatcards.web.http.ReportBody;
import dev.threatcards.web.http.RequestBody;
import dev.threatcards.web.http.RequestSnapshot;
import dev.threatcards.web.http.Routing;

/** The page that ranks the actors that a report fits. The report is posted, and nothing of it is stored. */
final class LeadsPages {

    /** The most actors that a link compares. */
    private static final int COMPARED = 3;

    /**
     * The view model.
     *
     * @param apart whether actors that the text names are left out of the ranking
     * @param summary what is listed; empty before a text is sent
     * @param standing how far the first lead stands out; empty if there is none
     * @param generic names the generic tools, in a sentence; empty if there are none
     * @param compare the comparison of the first leads; empty if there are fewer than two
     * @param notes sentences about where the text comes from, and what was not read of it
     * @param problem why the report cannot be read; empty if it was
     */
    record Page(Site site, String text, boolean apart, List<NamesPage.Choice> collections, String summary,
            String standing, List<Link.Noted> named, String generic, List<Row> leads, String compare,
            List<String> notes, String problem) {

        private static Page without(String text, LeadOptions options, String problem, ThreatCards cards) {
            Provenance provenance = cards.provenance();
            return new Page(LeadsPages.site(provenance), text, !options.named(),
                    NamesPage.choices(options.collections(), provenance), "", "", List.of(), "", List.of(), "",
                    List.of(), problem);
        }
    }

    /**
     * A lead.
     *
     * @param fit its score
     * @param note what to bear in mind; may be empty
     * @param reasons a sentence of the card is shown with the first of the phrases that have it
     */
    record Row(Link card, String collection, String fit, String note, List<Phrase> reasons) {
    }

    void addTo(RoutesConfig routes) {
        Routing.get(routes, Addresses.LEADS, LeadsPages::empty);
        routes.post(Addresses.LEADS, LeadsPages::leads);
    }

    private static void empty(Context request) {
        Map<String, List<String>> parameters = QueryString.known(Set.of("named", "collection"), request);
        NamesPages.page("leads.jte",
                Page.without("", NamesRequest.leads(parameters, Set.of()), "", RequestSnapshot.of(request)), request);
    }

    private static void leads(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        QueryParameters.requireOnly(Set.of(), QueryString.all(request));
        Optional<MultipartForm> upload = ReportBody.isForm(request)
                ? Optional.of(ReportBody.form(request))
                : Optional.empty();
        Map<String, List<String>> form = upload.map(MultipartForm::fields)
                .orElseGet(() -> RequestBody.form(NamesRequest.TEXT_BYTES, request));
        // The scan's form sends its text here too.
        LeadOptions options = NamesRequest.leads(form, Set.of("text", "generic"));
        Report report;
        try {
            report = NamesPages.report(upload, form);
        } catch (Problem.Thrown e) {
            // Not a problem document: the page keeps the text.
            request.status(e.problem().status());
            NamesPages.page("leads.jte", Page.without(NamesPages.pasted(form), options, e.problem().detail(), cards),
                    request);
            return;
        }
        Page page = report.text().isBlank()
                ? Page.without("", options, "", cards)
                : page(report, options, cards.leads(report, options), cards.provenance());
        NamesPages.page("leads.jte", page, request);
    }

    private static Site site(Provenance provenance) {
        return Site.of("Leads", Site.Section.NAMES, provenance);
    }

    private static Page page(Report report, LeadOptions options, Leads found, Provenance provenance) {
        String home = Addresses.home(provenance);
        List<Link.Noted> named = found.named().stream()
                .map(each -> new Link.Noted(Link.to(each.card(), home), Numbers.counted(each.count(), "mention")))
                .toList();
        List<String> first = found.leads().stream().limit(COMPARED).map(lead -> Addresses.key(lead.card(), home))
                .toList();
        List<String> notes = Stream.concat(ReportPage.Read.of(report).from().lines(), report.notes().stream()).toList();
        return new Page(site(provenance), report.text(), !options.named(),
                NamesPage.choices(options.collections(), provenance), summary(found), found.standing(), named,
                generic(found), found.leads().stream().map(lead -> row(lead, home)).toList(),
                first.size() < 2 ? "" : Addresses.compare(first), notes, "");
    }

    private static String summary(Leads found) {
        if (found.leads().isEmpty()) {
            return "No actor fits the text";
        }
        return found.leads().size() == 1
                ? "The actor that the text fits best"
                : "The " + Numbers.counted(found.leads().size(), "actor") + " that the text fits best";
    }

    private static String generic(Leads found) {
        List<String> tools = found.generic().stream()
                .map(tool -> tool.name() + " (" + Numbers.counted(tool.users(), "actor") + ")").toList();
        return tools.isEmpty()
                ? ""
                : "Generic tools in the text, which point to nobody: " + String.join(", ", tools) + ".";
    }

    private static Row row(Lead lead, String home) {
        CardReference card = lead.card();
        Set<String> shown = new HashSet<>(
                lead.reasons().stream().filter(reason -> reason.kind() == Kind.PASSAGE).map(Reason::text).toList());
        List<Phrase> reasons = lead.phrases().stream()
                .map(each -> new Phrase(each.text(), shown.add(each.sentence()) ? each.sentence() : "", each.generic()))
                .toList();
        return new Row(Link.to(card, home), card.collection().equals(home) ? "" : card.collection(),
                String.format(Locale.ROOT, "%.1f", lead.score()), lead.note(), reasons);
    }
}
