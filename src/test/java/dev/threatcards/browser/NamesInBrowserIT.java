package dev.threatcards.browser;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** Names and reports, pasted in a real browser, over the starter deck. */
final class NamesInBrowserIT {

    private static final String NAMES = "Fancy Bear\nAPT-29\nlazerus group\nAcme Panthers\nMimikatz";
    private static final String REPORT = "Fancy Bear, which others call APT28, met Sandworm Team.\n<b>Then</b> came APT29.";

    @RegisterExtension
    static final WebBrowser BROWSER = WebBrowser.overStarterDeck();

    private static Page open(String path) {
        return open(path, new Browser.NewContextOptions());
    }

    private static Page open(String path, Browser.NewContextOptions options) {
        return BROWSER.open(path, options);
    }

    private static Page ask(String path, String text, Browser.NewContextOptions options) {
        Page page = open(path, options);
        page.locator("#pasted").fill(text);
        page.locator(".actions [type=submit]:not([formaction])").click();
        assertThat(page.locator(".told h2")).isVisible();
        return page;
    }

    private static String taken(Page page, String form) throws Exception {
        Download download = page.waitForDownload(() -> page.locator(".taken button[value=" + form + "]").click());
        return Files.readString(download.path());
    }

    @Test
    void ctrlAndEnterResolvesAListAndTheLinkGivesItAgain() {
        Page page = open("names");
        page.locator("#pasted").fill(NAMES);
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".answers tbody").first()).containsText("CrowdStrike");
        assertThat(page.locator(".unknown")).containsText("Acme Panthers");
        String told = page.locator(".told h2").innerText();
        page.locator(".taken a").click();
        assertThat(page.locator(".told h2")).hasText(told);
        assertThat(page.locator("#pasted")).hasValue(NAMES);
        page.locator(".meant").first().click();
        assertThat(page.locator("h1")).containsText("APT 28");
    }

    @Test
    void theAnswerIsTakenAwayWithoutJavaScript() throws Exception {
        Browser.NewContextOptions plain = new Browser.NewContextOptions().setJavaScriptEnabled(false);
        Page names = ask("names", NAMES, plain);
        assertThat(taken(names, "csv").lines()).anyMatch(line -> line.startsWith("APT-29,")).hasSizeGreaterThan(5);
        assertThat(new ObjectMapper().readTree(taken(names, "json")).path("results")).hasSize(5);
        Page report = ask("names?for=report", REPORT, plain);
        assertThat(taken(report, "csv").lines()).anyMatch(line -> line.startsWith("\"Sandworm Team"));
        assertThat(new ObjectMapper().readTree(taken(report, "json")).path("mentions")).hasSize(4);
    }

    @Test
    void aReportIsShownWithItsMentions() {
        Page page = ask("names?for=report", REPORT, new Browser.NewContextOptions());
        assertThat(page.locator(".read")).containsText("<b>Then</b> came");
        assertThat(page.locator(".read mark")).hasText(new String[]{"Fancy Bear", "APT28", "Sandworm Team", "APT29"});
        page.locator(".answers .first a").last().click();
        assertThat(page.locator(".read a:target")).hasText("APT29");
    }

    @Test
    void aTextFileIsReadIntoTheBox() {
        Page page = open("names");
        Locator file = page.locator("input[type=file]");
        file.setInputFiles(new FilePayload("names.txt", "text/plain", NAMES.getBytes(StandardCharsets.UTF_8)));
        assertThat(page.locator("#pasted")).hasValue(NAMES);
    }

    @Test
    void aReportIsReadFromItsFile() {
        Page page = open("names?for=report");
        page.locator("input[type=file]").setInputFiles(new FilePayload("report.html", "text/html",
                "<html><body><p>Fancy Bear met Sandworm Team.</p></body></html>".getBytes(StandardCharsets.UTF_8)));
        page.locator(".actions [type=submit]:not([formaction])").click();
        assertThat(page.locator(".told h2")).containsText("2 actors");
    }

    @Test
    void theCardsNamesAreCopied() {
        Page page = ask("names", NAMES,
                new Browser.NewContextOptions().setPermissions(List.of("clipboard-read", "clipboard-write")));
        List<String> cards = page.locator(".meant").allInnerTexts().stream().distinct().toList();
        page.locator(".taken button[type=button]").click();
        assertThat(page.locator("#announcement")).containsText("copied");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(String.join("\n", cards));
    }

    @Test
    void everybodyCanReadIt() throws Exception {
        Browser.NewContextOptions options = new Browser.NewContextOptions();
        for (Page page : List.of(open("names", options), open("names?for=report", options),
                ask("names", NAMES, options), ask("names?for=report", REPORT, options))) {
            WebBrowser.requireReadable(page);
        }
    }

    @Test
    void nothingOverflowsOnAPhone() {
        Browser.NewContextOptions phone = new Browser.NewContextOptions().setViewportSize(390, 844);
        String unbroken = "x".repeat(150);
        for (Page page : List.of(open("names", phone), ask("names", NAMES + "\n" + unbroken, phone),
                ask("names?for=report", REPORT + unbroken, phone))) {
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        }
    }
}
