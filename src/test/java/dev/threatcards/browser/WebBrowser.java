package dev.threatcards.browser;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.webjars.WebJarVersionLocator;

import dev.threatcards.card.Card;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Opens pages of a server over a deck. All test classes share one Chromium, and those over the same deck share its server. Errors and
 * warnings of the console, breaches of the content security policy among them, fail the test.
 */
final class WebBrowser implements BeforeAllCallback, AfterEachCallback {

    /** A page that answers with an error status is reported by the console too; the test itself looks at the status. */
    private static final String REFUSED = "Failed to load resource: the server responded with a status of";

    /** A warning about how axe-core, and not the page, reads colours. */
    private static final String CANVAS = "Canvas2D:";

    private final String deck;
    private final Supplier<List<Card>> cards;
    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();
    private Browser browser;
    private String url;

    private WebBrowser(String deck, Supplier<List<Card>> cards) {
        this.deck = deck;
        this.cards = cards;
    }

    static WebBrowser overStarterDeck() {
        return new WebBrowser(SharedBrowser.STARTER_DECK, List::of);
    }

    /**
     * Pages over other cards.
     *
     * @param deck its name, by which the server is shared
     */
    static WebBrowser over(String deck, Supplier<List<Card>> cards) {
        return new WebBrowser(deck, cards);
    }

    @Override
    public void beforeAll(ExtensionContext test) throws Exception {
        SharedBrowser shared = SharedBrowser.of(test);
        url = shared.url(deck, cards);
        browser = shared.ofThisThread();
    }

    @Override
    public void afterEach(ExtensionContext test) {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        List<String> said = List.copyOf(complaints);
        complaints.clear();
        assertThat(said).as("complaints of the console").isEmpty();
    }

    /** The address of the server's first page, with a slash at the end. */
    String url() {
        return url;
    }

    /** Opens a page of the server, by its path without a slash at the beginning. */
    Page open(String path) {
        return open(path, new Browser.NewContextOptions());
    }

    Page open(String path, Browser.NewContextOptions options) {
        Page page = blank(options);
        page.navigate(url + path);
        return page;
    }

    Page blank(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        contexts.add(context);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            boolean complains = message.type().equals("error") || message.type().equals("warning");
            if (complains && Stream.of(REFUSED, CANVAS).noneMatch(message.text()::startsWith)) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        return page;
    }

    /**
     * Requires that axe-core finds no violation on the page in light colours, and none of contrast, the one rule that depends on colours,
     * in dark ones. A violation is told as "rule: element".
     */
    static void requireReadable(Page page) throws Exception {
        String path = "META-INF/resources/webjars/" + new WebJarVersionLocator().path("axe-core", "axe.min.js");
        try (var axe = WebBrowser.class.getClassLoader().getResourceAsStream(path)) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertThat(violations(page, "{ resultTypes: ['violations'] }")).as("light, %s", page.url()).isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(violations(page, "{ resultTypes: ['violations'], runOnly: ['color-contrast'] }"))
                .as("dark, %s", page.url()).isEmpty();
    }

    private static List<String> violations(Page page, String options) {
        @SuppressWarnings("unchecked")
        List<String> found = (List<String>) page
                .evaluate("async () => (await axe.run(document, " + options + ")).violations"
                        + ".flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.html.slice(0, 200)))");
        return found;
    }
}
