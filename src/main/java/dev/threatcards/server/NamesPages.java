package dev.threatcards.server;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ScanOptions;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.Provenance;
import dev.threatcards.search.InvalidQueryException;
import dev.threatcards.search.Limits;
import dev.threatcards.search.Mention;
import dev.threatcards.search.MentionedCard;
import dev.threatcards.search.Resolution;

/**
 * The pages that take a list of names or a report: what the names mean, and which cards the report mentions. They keep
 * neither. A list that fits into an address can be asked for by it; a report is posted.
 */
final class NamesPages {

    private static final String PATH = "/names";
    private static final String OF_REPORTS = PATH + "?for=report";

    /** Suggestions for a name that is not known. */
    private static final int SUGGESTIONS = 3;

    void addTo(RoutesConfig routes) {
        WebServer.answer(routes, PATH, this::asked);
        routes.post(PATH + "/resolve", this::resolve);
        routes.post(PATH + "/scan", this::scan);
        // An address that is posted to has no page of its own to come back to.
        WebServer.answer(routes, PATH + "/resolve", request -> request.redirect(PATH));
        WebServer.answer(routes, PATH + "/scan", request -> request.redirect(OF_REPORTS));
    }

    private void asked(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Map<String, List<String>> parameters = QueryString.known(Set.of("for", "name", "collection", "as"), request);
        switch (QueryParameters.text("for", "names", parameters)) {
            case "names" -> {
                List<String> names = parameters.getOrDefault("name", List.of()).stream().map(String::strip)
                        .filter(name -> !name.isEmpty()).toList();
                answer(names, parameters, request);
            }
            case "report" -> {
                QueryParameters.requireOnly(Set.of("for", "collection"), parameters);
                page("report.jte", ReportPage.empty(site(cards), cards.provenance()), request);
            }
            default -> throw new InvalidQueryException("for", "\"for\" is names or report.");
        }
    }

    private void resolve(Context request) {
        QueryParameters.requireNone(QueryString.all(request));
        Map<String, List<String>> form = RequestBody.form(NamesApi.LIST_BYTES, request);
        QueryParameters.requireOnly(Set.of("names", "collection", "as"), form);
        List<String> names = QueryParameters.text("names", "", form).lines().map(String::strip)
                .filter(name -> !name.isEmpty()).toList();
        answer(names, form, request);
    }

    private void answer(List<String> names, Map<String, List<String>> parameters, Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Set<String> collections = NamesApi.collections(parameters);
        Provenance provenance = cards.provenance();
        if (names.size() > Limits.NAMES) {
            // Told on the page, so that the list is not lost.
            request.status(400);
            page("names.jte", NamesPage.ofTooMany(names, collections, site(cards), provenance), request);
            return;
        }
        List<Resolution> resolutions = NamesApi.resolutions(names, collections, cards);
        switch (QueryParameters.text("as", "page", parameters)) {
            case "csv" -> download("names.csv", NamesCsv.resolutions(resolutions), request);
            case "json" -> download("names.json", () -> NamesAnswer.of(resolutions, provenance), request);
            case "page" -> page("names.jte", NamesPage.of(resolutions, collections,
                    name -> cards.suggest(name, SUGGESTIONS), site(cards), provenance), request);
            default -> throw noSuchForm();
        }
    }

    private void scan(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        QueryParameters.requireNone(QueryString.all(request));
        Map<String, List<String>> form = RequestBody.form(NamesApi.TEXT_BYTES, request);
        QueryParameters.requireOnly(Set.of("text", "generic", "collection", "as"), form);
        // A form sends line breaks as two characters each; a text area has them as one, and so has what was pasted as a rule.
        String text = QueryParameters.single("text", "", form).replace("\r\n", "\n");
        if (text.getBytes(StandardCharsets.UTF_8).length > NamesApi.TEXT_BYTES) {
            throw RequestBody.tooLarge("A text has at most " + NamesApi.TEXT_BYTES + " bytes ("
                    + (NamesApi.TEXT_BYTES >> 20) + " MB); this one has more. Send it in parts.");
        }
        ScanOptions options = new ScanOptions(QueryParameters.flag("generic", form), NamesApi.collections(form));
        // All of them, so that the page can say how many it leaves out.
        List<Mention> all = cards.scan(text, new ScanOptions(true, options.collections()));
        List<Mention> mentions = all.stream().filter(mention -> options.generic() || !mention.generic()).toList();
        NamesApi.requireFew(mentions);
        Provenance provenance = cards.provenance();
        switch (QueryParameters.text("as", "page", form)) {
            case "csv" -> download("mentions.csv", NamesCsv.mentioned(MentionedCard.of(mentions), text), request);
            case "json" -> download("mentions.json", () -> NamesAnswer.Mentions.of(mentions, provenance), request);
            case "page" -> page("report.jte", ReportPage.of(text, options, all, site(cards), provenance), request);
            default -> throw noSuchForm();
        }
    }

    /** A form posts its origin with it only if the page that it is on may say where it is. */
    private static void page(String template, Object page, Context request) {
        request.header(SecurityHeaders.REFERRER_POLICY, "same-origin");
        Templates.html(template, page, request);
    }

    private static Site site(ThreatCards cards) {
        return Site.of("Names", Site.Section.NAMES, cards.provenance());
    }

    private static void download(String file, Supplier<Object> json, Context request) {
        attach(file, request);
        JsonResponse.send(json.get(), request);
    }

    private static void download(String file, String csv, Context request) {
        attach(file, request);
        request.contentType("text/csv; charset=utf-8").result(csv);
    }

    private static void attach(String file, Context request) {
        request.header("Content-Disposition", "attachment; filename=\"" + file + "\"");
    }

    private static InvalidQueryException noSuchForm() {
        return new InvalidQueryException("as", "\"as\" is page, csv or json.");
    }
}
