package dev.threatcards.browser;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.webjars.WebJarVersionLocator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Chromium for the tests of a class. What the console complains of (an error, a warning, a breach of the content security
 * policy) fails the test.
 */
final class WebBrowser implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    /** What the console says of a page that could not be found is the test's own matter. */
    private static final String REFUSED = "Failed to load resource: the server responded with a status of";

    /** What axe-core does to tell colours, not the page. */
    private static final String CANVAS = "Canvas2D:";

    private Playwright playwright;
    private Browser browser;
    private final List<String> complaints = new ArrayList<>();
    private final List<BrowserContext> contexts = new ArrayList<>();

    @Override
    public void beforeAll(ExtensionContext test) throws Exception {
        playwright = Playwright
                .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium()
                .launch(new BrowserType.LaunchOptions().setExecutablePath(Chromium.executable())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking",
                                "--disable-component-update", "--disable-sync", "--no-first-run")));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        contexts.forEach(BrowserContext::close);
        contexts.clear();
        List<String> said = List.copyOf(complaints);
        complaints.clear();
        assertThat(said).as("complaints of the console").isEmpty();
    }

    @Override
    public void afterAll(ExtensionContext test) {
        playwright.close();
    }

    Page open(String url) {
        return open(url, new Browser.NewContextOptions());
    }

    Page open(String url, Browser.NewContextOptions options) {
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
        page.navigate(url);
        return page;
    }

    /** What axe-core finds wrong with the page as it is shown, each as "rule: element". */
    static List<String> violations(Page page) throws Exception {
        String path = "META-INF/resources/webjars/" + new WebJarVersionLocator().path("axe-core", "axe.min.js");
        try (var axe = WebBrowser.class.getClassLoader().getResourceAsStream(path)) {
            page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        }
        @SuppressWarnings("unchecked")
        List<String> found = (List<String>) page
                .evaluate("async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"
                        + ".flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.html.slice(0, 200)))");
        return found;
    }
}
