package dev.threatcards.browser;

import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Actors side by side in a real browser, over the starter deck. */
final class CompareIT {

    private static final String FIVE = "compare?a=apt28&b=apt29&c=turla&d=sandworm+team&e=gamaredon+group";

    @RegisterExtension
    static final WebBrowser BROWSER = WebBrowser.overStarterDeck();

    private static Page open(String path, Browser.NewContextOptions options) {
        return BROWSER.open(path, options);
    }

    @Test
    void twoActorsAreComparedAndAThirdIsPutInWithoutJavaScript() {
        Page page = open("compare", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.locator("#add").fill("Fancy Bear");
        page.locator("#add-other").fill("turla");
        page.locator(".add button").click();
        assertThat(page.locator(".sides thead th")).hasCount(2);
        assertThat(page.locator(".shares")).containsText("They share");
        page.locator("#add").fill("lazerus group");
        page.locator(".add button").click();
        assertThat(page.locator(".trouble")).containsText("Did you mean");
        page.locator(".trouble a").first().click();
        assertThat(page.locator(".sides thead th")).hasCount(3);
        page.locator("a.chip").first().click();
        assertThat(page.locator(".sides thead th")).hasCount(2);
    }

    @Test
    void aSharedValueLeadsToEverybodyWhoHasIt() {
        Page page = open("compare?a=apt28&b=turla", new Browser.NewContextOptions());
        page.locator(".sides li.all a").first().click();
        assertThat(page.locator(".chip")).hasCount(1);
        assertThat(page.locator(".hits")).containsText("Turla");
        page.goBack();
        page.locator(".aspect a").first().click();
        assertThat(page).hasURL(Pattern.compile("[.]all="));
        assertThat(page.locator(".hits")).containsText("Turla");
    }

    @ParameterizedTest
    @ValueSource(strings = {"compare", FIVE, "compare?a=apt28&b=turla", "compare?a=apt28&b=nobody"})
    void nothingOverflowsOnAPhone(String path) {
        Page page = open(path, new Browser.NewContextOptions().setViewportSize(390, 844));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
    }
}
