package dev.threatcards.reliability;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;

import dev.threatcards.HostileCards;
import dev.threatcards.ThreatCards;
import dev.threatcards.card.Card;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.export.ExportFormat;
import dev.threatcards.ingest.IngestReport;
import dev.threatcards.reliability.WebClient.Request;
import dev.threatcards.web.RunningServer;

/**
 * Decks of cards whose every field tries to be more than text, on every page that links lead to, in every answer of the API and in
 * every export: nothing of them runs, nothing fails, every file is well-formed and is read back whole.
 */
final class Hostile {

    private static final List<String> CHROMIUMS = List.of("chromium-headless-shell", "chromium", "chromium-browser",
            "google-chrome");

    private static final List<String> ALWAYS_THERE = List.of("api/v1/cards?size=100", "api/v1/tools?size=100",
            "api/v1/deck", "api/v1/stats", "openapi.json");

    /** How a reader tells of a card with a label that is longer than it may be. */
    private static final Pattern TOO_LONG = Pattern.compile("at most \\d+ are a name or a label");

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Settings settings;
    private final int mostPages;
    private final boolean withBrowser;
    private final Path folder;
    private final Tally tally = new Tally("hostile", "pages, answers and exports of hostile cards");

    Hostile(Settings settings) {
        this(settings, 400, true);
    }

    /**
     * A run of that size.
     *
     * @param mostPages of each deck, of those that links lead to
     * @param withBrowser whether pages are opened in a browser too, where there is one
     */
    Hostile(Settings settings, int mostPages, boolean withBrowser) {
        this.settings = settings;
        this.mostPages = mostPages;
        this.withBrowser = withBrowser;
        folder = settings.folder("hostile");
    }

    Result run() throws IOException, InterruptedException {
        IndexFiles.delete(folder);
        Optional<Path> chromium = withBrowser ? chromium() : Optional.empty();
        if (chromium.isEmpty()) {
            tally.note("not run: the pages in a browser; their markup was checked");
            decks(null);
        } else {
            try (Playwright playwright = Playwright
                    .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                    Browser browser = playwright.chromium().launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(chromium.get()).setArgs(List.of("--no-sandbox", "--disable-gpu")))) {
                decks(browser);
            }
        }
        return tally.result();
    }

    private static Optional<Path> chromium() {
        return CHROMIUMS.stream()
                .flatMap(name -> Stream.of(System.getenv("PATH").split(":", -1)).map(at -> Path.of(at, name)))
                .filter(Files::isExecutable).findFirst();
    }

    private void decks(Browser browser) throws IOException, InterruptedException {
        for (long deck = 0; deck < settings.hostileDecks(); deck++) {
            long seed = settings.seed() + deck;
            List<Card> cards = HostileCards.of(seed);
            try (RunningServer server = RunningServer.over(folder.resolve("index" + deck), cards.toArray(Card[]::new));
                    WebClient client = new WebClient(server.url())) {
                Set<String> pages = pages(client, server.url());
                if (browser != null) {
                    for (String page : pages) {
                        open(browser, server.url() + page);
                    }
                }
                for (Request request : api(seed)) {
                    api(request, client);
                }
                for (ExportFormat format : ExportFormat.values()) {
                    export(format, client, cards, deck);
                }
            }
        }
        tally.note("seeds " + settings.seed() + " to " + (settings.seed() + settings.hostileDecks() - 1));
    }

    /** Reads pages from the first on along their links; gives their addresses. */
    private Set<String> pages(WebClient client, String server) throws IOException, InterruptedException {
        Deque<String> waiting = new ArrayDeque<>(List.of("", "tools", "names", "explore", "deck", "compare", "api"));
        for (String text : HostileCards.TEXTS) {
            String value = WebClient.encoded(text.length() > 500 ? text.substring(0, 500) : text);
            waiting.addAll(List.of("?q=" + value, "tools?q=" + value, "names?name=" + value, "explore?tool=" + value,
                    "?country=" + value, "compare?a=" + value + "&b=" + value, "cards/" + value, "tools/" + value));
        }
        Set<String> seen = new HashSet<>(waiting);
        Set<String> pages = new HashSet<>();
        while (!waiting.isEmpty() && pages.size() < mostPages) {
            String path = waiting.remove();
            HttpResponse<String> answer = client.get(path);
            tally.tried();
            if (answer.statusCode() >= 500) {
                tally.wrong("/" + path + ": " + answer.statusCode());
            }
            if (!answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                continue;
            }
            pages.add(path);
            if (answer.headers().firstValue("Content-Security-Policy")
                    .filter(each -> each.contains("script-src 'self'")).isEmpty()) {
                tally.wrong("/" + path + ": no Content-Security-Policy");
            }
            for (Element element : Jsoup.parse(answer.body(), server + path).getAllElements()) {
                check(path, element);
                String link = element.normalName().equals("a") ? element.absUrl("href") : "";
                if (link.startsWith(server) && !link.contains("/api/v1/")) {
                    String next = link.substring(server.length()).replaceAll("#.*", "");
                    if (seen.add(next)) {
                        waiting.add(next);
                    }
                }
            }
        }
        return pages;
    }

    /** That an element is none that a card has brought along. */
    private void check(String path, Element element) {
        for (Attribute attribute : element.attributes()) {
            String name = attribute.getKey().toLowerCase(Locale.ROOT);
            String value = attribute.getValue().strip().toLowerCase(Locale.ROOT);
            if (name.startsWith("on")) {
                tally.wrong("/" + path + ": an event handler, " + attribute);
            }
            if (Set.of("href", "src", "action", "formaction", "xlink:href").contains(name)
                    && value.matches("(?s)(javascript|data|vbscript):.*")) {
                tally.wrong("/" + path + ": a link that runs, " + attribute);
            }
        }
        if (element.normalName().equals("script") && (element.attr("src").isEmpty() || !element.data().isBlank())
                && !element.attr("type").contains("json")) {
            tally.wrong("/" + path + ": a script in the page, " + element.outerHtml());
        }
    }

    private void open(Browser browser, String url) {
        try (Page page = browser.newPage()) {
            page.navigate(url);
            page.evaluate("""
                    () => document.querySelectorAll('main *').forEach((each) => {
                      each.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
                      each.dispatchEvent(new Event('load'));
                      each.dispatchEvent(new Event('error'));
                    })""");
            tally.tried();
            if (page.evaluate("window.ran") != null) {
                tally.wrong(url + ": something ran");
            }
        }
    }

    private static List<Request> api(long seed) {
        List<Request> all = new ArrayList<>(ALWAYS_THERE.stream().map(Request::get).toList());
        for (int i = 0; i < HostileCards.TEXTS.size(); i++) {
            String text = HostileCards.TEXTS.get(i);
            String value = WebClient.encoded(text.length() > 500 ? text.substring(0, 500) : text);
            String actor = HostileCards.actorId(seed, i).toString();
            String tool = HostileCards.toolId(seed, i).toString();
            Stream.of("cards?q=" + value, "cards?tool=" + value, "tools?q=" + value, "facets/tool?prefix=" + value,
                    "facets/country?facetSize=500", "suggest?q=" + value, "resolve?name=" + value,
                    "stats?tool=" + value, "cards/" + actor, "cards/" + actor + "/similar",
                    "cards/" + actor + "/related", "tools/" + tool, "tools/" + tool + "/similar",
                    "tools/" + tool + "/related", "cards/" + value)
                    .forEach(path -> all.add(Request.get("api/v1/" + path)));
            all.add(new Request("api/v1/scan", text, "text/plain"));
            all.add(new Request("api/v1/resolve", JSON.createArrayNode().add(text).toString(), "application/json"));
        }
        return all;
    }

    private void api(Request request, WebClient client) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.ask(request);
        tally.tried();
        if (answer.statusCode() >= 500 || (ALWAYS_THERE.contains(request.path()) && answer.statusCode() != 200)) {
            tally.wrong("/" + request.path() + ": " + answer.statusCode());
        }
        try {
            JSON.readTree(answer.body());
        } catch (JsonProcessingException e) {
            tally.wrong("/" + request.path() + ": no JSON, " + e.getOriginalMessage());
        }
        if (!answer.headers().firstValue("Content-Type").orElse("").contains("json")) {
            tally.wrong("/" + request.path() + ": of type " + answer.headers().firstValue("Content-Type"));
        }
    }

    private void export(ExportFormat format, WebClient client, List<Card> cards, long deck)
            throws IOException, InterruptedException {
        List<String> files = new ArrayList<>();
        for (String kind : format.isOfOneKind() ? List.of("actor", "tool") : List.of("")) {
            HttpResponse<String> answer = client.get(
                    "api/v1/export." + format.key() + "?collection.not=none" + (kind.isEmpty() ? "" : "&kind=" + kind));
            tally.tried();
            if (answer.statusCode() != 200) {
                tally.wrong("export as " + format.key() + ": " + answer.statusCode() + " " + answer.body());
                return;
            }
            if (!answer.headers().firstValue("Content-Disposition").orElse("").startsWith("attachment")) {
                tally.wrong("export as " + format.key() + ": no attachment");
            }
            Path file = folder.resolve(deck + kind + "." + format.key());
            files.add(Files.writeString(file, answer.body()).toString());
            wellFormed(format, file);
        }
        if (!EnumSet.of(ExportFormat.CSV, ExportFormat.NAVIGATOR, ExportFormat.NAVIGATOR_ICS).contains(format)) {
            readBack(format, files, cards);
        }
    }

    private void wellFormed(ExportFormat format, Path file) throws IOException {
        try {
            if (format == ExportFormat.NDJSON) {
                for (String line : Files.readString(file).split("\n", -1)) {
                    if (!line.isEmpty()) {
                        JSON.readTree(line);
                    }
                }
            } else if (format == ExportFormat.CSV || format == ExportFormat.CSV_LONG) {
                try (MappingIterator<String[]> rows = new CsvMapper().readerFor(String[].class)
                        .with(CsvParser.Feature.WRAP_AS_ARRAY).readValues(file.toFile())) {
                    int columns = rows.next().length;
                    while (rows.hasNext()) {
                        cells(format, columns, rows.next());
                    }
                }
            } else {
                JSON.readTree(file.toFile());
            }
        } catch (JsonProcessingException e) {
            tally.wrong("export as " + format.key() + " is not well-formed: " + e.getOriginalMessage());
        }
    }

    private void cells(ExportFormat format, int columns, String... row) {
        if (row.length != columns) {
            tally.wrong("export as " + format.key() + ": a row of " + row.length + " cells, not " + columns);
        }
        for (String cell : row) {
            if (!cell.isEmpty() && "=@\t\r".indexOf(cell.charAt(0)) >= 0) {
                tally.wrong("export as " + format.key() + ": a cell that a spreadsheet runs: " + cell);
            }
        }
    }

    /**
     * Reads the files back, twice: cards with a label that is longer than any that may come in are told once, and of all the
     * others nothing is lost.
     */
    private void readBack(ExportFormat format, List<String> files, List<Card> cards) throws IOException {
        Path back = folder.resolve("back");
        IndexFiles.delete(back);
        IngestReport report = ThreatCards.build(back).from(files);
        int count = report.provenance().actors() + report.provenance().tools();
        report.rejects().stream().filter(reject -> TOO_LONG.matcher(reject.reason()).find())
                .forEach(reject -> tally.told());
        if (report.rejects().stream().anyMatch(reject -> !TOO_LONG.matcher(reject.reason()).find())
                || count + report.rejects().size() != cards.size()) {
            tally.lost("export as " + format.key() + ": of " + cards.size() + " cards " + count
                    + " come back, set aside " + report.rejects());
        }
        List<String> again = new ArrayList<>();
        try (ThreatCards readable = ThreatCards.open(back)) {
            for (Set<Kind> kinds : format.isOfOneKind()
                    ? List.of(Set.of(Kind.ACTOR), Set.of(Kind.TOOL))
                    : List.of(Set.of(Kind.ACTOR, Kind.TOOL))) {
                Path file = folder.resolve("again" + again.size() + "." + format.key());
                again.add(Files.writeString(file, Digest.export(readable, format, kinds)).toString());
            }
        }
        IndexFiles.delete(back);
        IngestReport second = ThreatCards.build(back).from(again);
        if (!second.rejects().isEmpty() || second.provenance().actors() + second.provenance().tools() != count) {
            tally.lost("export as " + format.key() + ": of " + count + " cards that were read once "
                    + (second.provenance().actors() + second.provenance().tools()) + " come back, set aside "
                    + second.rejects());
        }
    }
}
