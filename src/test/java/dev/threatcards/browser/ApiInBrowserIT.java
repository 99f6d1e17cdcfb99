package dev.threatcards.browser;

import java.nio.file.Path;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.server.RunningServer;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages of the API in a real browser; {@link WebBrowser} fails on what breaches the content security policy. */
final class ApiInBrowserIT {

    @TempDir
    private static Path folder;
    private static RunningServer server;

    @RegisterExtension
    static final WebBrowser BROWSER = new WebBrowser();

    @BeforeAll
    static void start() {
        server = RunningServer.overStarterDeck(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void anAddressIsAskedFromThePage() {
        Page page = BROWSER.open(server.url() + "api");
        page.locator("main a", new Page.LocatorOptions().setHasText("Try it")).click();
        Locator operation = page.locator("#operations-suggest-getSuggest");
        operation.locator(".opblock-summary-control").click();
        operation.locator(".try-out__btn").click();
        operation.locator("tr[data-param-name=q] input").fill("fancy");
        operation.locator(".execute").click();
        assertThat(operation.locator(".live-responses-table tbody .response-col_status").first()).containsText("200");
        assertThat(operation.locator(".live-responses-table")).containsText("Fancy Bear");
    }

    @Test
    void everyOperationOpens() {
        Page page = BROWSER.open(server.url() + "api/try");
        Locator operations = page.locator(".opblock");
        assertThat(operations.first()).isVisible();
        assertThat(operations.count()).isGreaterThan(15);
        for (int i = 0; i < operations.count(); i++) {
            operations.nth(i).locator(".opblock-summary-control").click();
            assertThat(operations.nth(i).locator(".responses-wrapper")).isVisible();
        }
    }

    @Test
    void withoutJavaScriptItLeadsToTheList() {
        Page page = BROWSER.open(server.url() + "api/try", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.locator("main a", new Page.LocatorOptions().setHasText("list of endpoints")).click();
        assertThat(page.locator("main h2").first()).containsText("/api/v1/cards");
    }

    @Test
    void aPhoneDoesNotScrollThePageSideways() {
        Page page = BROWSER.open(server.url() + "api/try", new Browser.NewContextOptions().setViewportSize(390, 800));
        assertThat(page.locator(".opblock").first()).isVisible();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    }
}
