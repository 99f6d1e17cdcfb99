package dev.threatcards.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages of the API in a real browser; {@link WebBrowser} fails on what breaches the content security policy. */
final class ApiInBrowserIT {

    @RegisterExtension
    static final WebBrowser BROWSER = WebBrowser.overStarterDeck();

    @Test
    void anAddressIsAskedFromThePage() {
        Page page = BROWSER.open("api");
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
        Page page = BROWSER.open("api/try");
        Locator operations = page.locator(".opblock");
        assertThat(operations.first()).isVisible();
        assertThat(operations.count()).isGreaterThan(15);
        for (int i = 0; i < operations.count(); i++) {
            Locator summary = operations.nth(i).locator(".opblock-summary-control");
            summary.click();
            assertThat(operations.nth(i).locator(".responses-wrapper")).isVisible();
            // With all of them open each click takes seconds.
            summary.click();
        }
    }

    @Test
    void withoutJavaScriptItLeadsToTheList() {
        Page page = BROWSER.open("api/try", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.locator("main a", new Page.LocatorOptions().setHasText("list of endpoints")).click();
        assertThat(page.locator("main h2", new Page.LocatorOptions().setHasText("/api/v1/cards")).first()).isVisible();
    }

    @Test
    void aPhoneDoesNotScrollThePageSideways() {
        Page page = BROWSER.open("api/try", new Browser.NewContextOptions().setViewportSize(390, 800));
        assertThat(page.locator(".opblock").first()).isVisible();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    }
}
