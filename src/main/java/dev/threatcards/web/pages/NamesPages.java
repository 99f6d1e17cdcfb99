package dev.threatcards.web.pages;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.Provenance;
import dev.threatcards.error.InvalidQueryException;
import dev.threatcards.json.JsonOutput;
import dev.threatcards.query.Limits;
import dev.threatcards.query.ScanOptions;
import dev.threatcards.report.Report;
import dev.threatcards.result.Mention;
import dev.threatcards.result.Resolution;
import dev.threatcards.web.http.Addresses;
import dev.threatcards.web.http.MultipartForm;
import dev.threatcards.web.http.MultipartForm.FilePart;
import dev.threatcards.web.http.NameTableRequest;
import dev.threatcards.web.http.NamesCsv;
import dev.threatcards.web.http.NamesRequest;
import dev.threatcards.web.http.Problem;
import dev.threatcards.web.http.QueryParameters;
import dev.threatcards.web.http.QueryString;
import dev.threatcards.web.http.ReportBody;
import dev.threatcards.web.http.RequestBody;
import dev.threatcards.web.http.RequestSnapshot;
import dev.threatcards.web.http.Routing;
import dev.threatcards.web.http.SecurityHeaders;

/**
 * The pages that resolve a list of names and find mentions in a report. Neither is stored. A short list also has an address; a report is
 * posted.
 */
final class NamesPages {

    private static final String PATH = "/names";
    private static final String OF_REPORTS = PATH + "?for=report";

    private static final int SUGGESTIONS = 3;

    private final BiFunction<List<Resolution>, Provenance, Object> resolutionsAnswer;
    private final BiFunction<List<Mention>, Provenance, Object> mentionsAnswer;

    NamesPages(BiFunction<List<Resolution>, Provenance, Object> resolutionsAnswer,
            BiFunction<List<Mention>, Provenance, Object> mentionsAnswer) {
        this.resolutionsAnswer = resolutionsAnswer;
        this.mentionsAnswer = mentionsAnswer;
    }

    void addTo(RoutesConfig routes) {
        Routing.get(routes, PATH, this::page);
        Routing.get(routes, Addresses.NAMES_TABLE, NamesPages::table);
        routes.post(PATH + "/resolve", this::resolve);
        routes.post(PATH + "/scan", this::scan);
        // A browser may return to an address that only takes POST.
        Routing.get(routes, PATH + "/resolve", request -> request.redirect(PATH));
        Routing.get(routes, PATH + "/scan", request -> request.redirect(OF_REPORTS));
    }

    private void page(Context request) {
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

    private static void table(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        NameTableRequest asked = NameTableRequest.ofPage(request);
        Map<String, List<String>> translated = QueryString.known(Set.of(NameTableRequest.NAME, NameTableRequest.TO),
                request);
        Templates.html("nametable.jte",
                NameTablePage.of(asked, QueryParameters.text(NameTableRequest.NAME, "", translated),
                        QueryParameters.text(NameTableRequest.TO, "", translated), cards),
                request);
    }

    private void resolve(Context request) {
        QueryParameters.requireOnly(Set.of(), QueryString.all(request));
        Map<String, List<String>> form = RequestBody.form(NamesRequest.LIST_BYTES, request);
        QueryParameters.requireOnly(Set.of("names", "collection", "as"), form);
        List<String> names = QueryParameters.text("names", "", form).lines().map(String::strip)
                .filter(name -> !name.isEmpty()).toList();
        answer(names, form, request);
    }

    private void answer(List<String> names, Map<String, List<String>> parameters, Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        Set<String> collections = NamesRequest.collections(parameters);
        Provenance provenance = cards.provenance();
        if (names.size() > Limits.NAMES) {
            // Not a problem document: the page keeps the list.
            request.status(400);
            page("names.jte", NamesPage.ofTooMany(names, collections, site(cards), provenance), request);
            return;
        }
        List<Resolution> resolutions = NamesRequest.resolve(names, collections, cards);
        switch (QueryParameters.text("as", "page", parameters)) {
            case "csv" -> download("names.csv", "text/csv", NamesCsv.resolutions(resolutions), request);
            case "json" -> download("names.json", "application/json",
                    JsonOutput.bytes(resolutionsAnswer.apply(resolutions, provenance)), request);
            case "page" -> page("names.jte", NamesPage.of(resolutions, collections,
                    name -> cards.suggest(name, SUGGESTIONS), site(cards), provenance), request);
            default -> throw noSuchForm();
        }
    }

    private void scan(Context request) {
        ThreatCards cards = RequestSnapshot.of(request);
        QueryParameters.requireOnly(Set.of(), QueryString.all(request));
        Optional<MultipartForm> upload = ReportBody.isForm(request)
                ? Optional.of(ReportBody.form(request))
                : Optional.empty();
        Map<String, List<String>> form = upload.map(MultipartForm::fields)
                .orElseGet(() -> RequestBody.form(NamesRequest.TEXT_BYTES, request));
        // The form of leads sends its text here too.
        QueryParameters.requireOnly(Set.of("text", "generic", "collection", "as", "named"), form);
        ScanOptions options = new ScanOptions(QueryParameters.flag("generic", form), NamesRequest.collections(form));
        Report report;
        try {
            report = report(upload, form);
        } catch (Problem.Thrown e) {
            // Not a problem document: the page keeps the text.
            request.status(e.problem().status());
            page("report.jte",
                    ReportPage.unread(e.problem().detail(), pasted(form), options, site(cards), cards.provenance()),
                    request);
            return;
        }
        String text = report.text();
        // With ordinary words, so that the page can say how many mentions it leaves out.
        List<Mention> all = cards.scan(text, new ScanOptions(true, options.collections()));
        List<Mention> mentions = all.stream().filter(mention -> options.generic() || mention.isEvident()).toList();
        NamesRequest.requireFew(mentions);
        Provenance provenance = cards.provenance();
        switch (QueryParameters.text("as", "page", form)) {
            case "csv" -> download("mentions.csv", "text/csv", NamesCsv.mentioned(mentions, text), request);
            case "json" -> download("mentions.json", "application/json",
                    JsonOutput.bytes(mentionsAnswer.apply(mentions, provenance)), request);
            case "page" -> page("report.jte", ReportPage.of(report, options, all, site(cards), provenance), request);
            default -> throw noSuchForm();
        }
    }

    /** The file that was chosen, or else the text that was pasted. */
    static Report report(Optional<MultipartForm> upload, Map<String, List<String>> form) {
        Optional<FilePart> file = upload.flatMap(sent -> sent.files().stream().findFirst());
        if (file.isPresent()) {
            return ReportBody.of(file.get());
        }
        String text = pasted(form);
        if (text.getBytes(StandardCharsets.UTF_8).length > NamesRequest.TEXT_BYTES) {
            throw RequestBody.tooLarge("A text has at most " + NamesRequest.TEXT_BYTES + " bytes ("
                    + (NamesRequest.TEXT_BYTES >> 20) + " MB); this one has more. Send it in parts.");
        }
        return Report.ofText(text);
    }

    /** The text area's content. Forms send line breaks as CR LF; the text area, and most pasted text, has LF. */
    static String pasted(Map<String, List<String>> form) {
        return QueryParameters.single("text", "", form).replace("\r\n", "\n");
    }

    /** Lets the form send its origin, which the server checks. */
    static void page(String template, Object page, Context request) {
        request.header(SecurityHeaders.REFERRER_POLICY, "same-origin");
        Templates.html(template, page, request);
    }

    private static Site site(ThreatCards cards) {
        return Site.of("Names", Site.Section.NAMES, cards.provenance());
    }

    private static void download(String file, String type, byte[] content, Context request) {
        request.header("Content-Disposition", "attachment; filename=\"" + file + "\"");
        request.contentType(type + "; charset=utf-8").result(content);
    }

    private static InvalidQueryException noSuchForm() {
        return new InvalidQueryException("as", "\"as\" is page, csv or json.");
    }
}
