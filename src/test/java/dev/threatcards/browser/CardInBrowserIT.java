package dev.threatcards.browser;

import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** An actor's card in a real browser, over the starter deck. */
final class CardInBrowserIT {

    private static final String SOFACY = "cards/sofacy-apt-28-fancy-bear-sednit";

    @RegisterExtension
    static final WebBrowser BROWSER = WebBrowser.overStarterDeck();

    @Test
    void aMarkOfTheTimelineLeadsToTheOperation() {
        Page page = BROWSER.open(SOFACY);
        Locator marks = page.locator(".timeline .mark");
        int told = page.locator(".events > li").count();
        assertThat(marks).hasCount(told);
        assertThat(page.locator(".timeline .mark.counter")).hasCount(page.locator("#counter-operations li").count());
        String anchor = page.locator(".timeline a").first().getAttribute("href");
        marks.first().click();
        assertThat(page).hasURL(Pattern.compile(anchor + "$"));
        assertThat(page.locator(anchor)).isInViewport();
    }

    @Test
    void aRareToolLeadsToWhoElseUsesIt() {
        Page page = BROWSER.open("cards/turla-waterbug-venomous-bear");
        Locator rare = page.locator("#tools .groups > div").filter(new Locator.FilterOptions().setHasText("Rare"));
        int users = Integer.parseInt(rare.locator("li .number").first().innerText());
        rare.locator("li a").first().click();
        assertThat(users).isBetween(2, 4);
        assertThat(page.locator(".count")).hasText(users + " actors match");
    }

    @Test
    void fromACardOneGetsToItsNeighbourAndToBothSideBySide() {
        Page page = BROWSER.open(SOFACY);
        String neighbour = page.locator(".similar li a").first().innerText();
        page.locator(".similar .note a").click();
        assertThat(page.locator("h1")).hasText("Compare actors");
        assertThat(page.locator("main")).containsText(neighbour);
    }

    @Test
    void aCardIsSavedAndCopiedInTheSameBytes() throws Exception {
        Page page = BROWSER.open(SOFACY,
                new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")));
        Locator stix = page.locator(".exports li").filter(new Locator.FilterOptions().setHasText("STIX"));
        Download download = page.waitForDownload(() -> stix.locator("a").click());
        String saved = Files.readString(download.path());
        assertThat(download.suggestedFilename()).endsWith(".stix.json");
        assertThat(saved).contains("\"bundle\"").contains("intrusion-set--e6037735-ed1b-4ae3-a45b-45d66e2c80f1");
        stix.locator("button").click();
        assertThat(stix.locator("button")).hasText("Copied");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(saved);
    }

    @Test
    void theResultOfASearchIsCopiedAsItIsFiltered() {
        Page page = BROWSER.open("?country=Iran",
                new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")));
        int cards = Integer.parseInt(page.locator(".count").innerText().replaceAll("\\D", ""));
        page.locator(".take summary").click();
        Locator csv = page.locator(".exports li").filter(new Locator.FilterOptions().setHasText("one row per card"));
        csv.locator("button").click();
        assertThat(csv.locator("button")).hasText("Copied");
        String copied = (String) page.evaluate("navigator.clipboard.readText()");
        // A heading, then a line for each card, whose values may have line ends in quotes.
        assertThat(copied.split("\r?\n(?=\"[0-9a-f]{8}-)", -1)).hasSize(cards + 1);
    }

    @Test
    void onPaperThereIsTheCardAlone() {
        Page page = BROWSER.open(SOFACY);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        for (String gone : List.of(".top", ".contents", ".take")) {
            assertThat(page.locator(gone).first()).isHidden();
        }
        for (String there : List.of("h1", ".names-table", ".timeline svg", "#operations", ".bottom")) {
            assertThat(page.locator(there).first()).isVisible();
        }
        assertThat(new String(page.pdf(), 0, 5, java.nio.charset.StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
    }
}
