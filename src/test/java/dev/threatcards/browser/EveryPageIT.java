package dev.threatcards.browser;

import java.util.List;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What holds for every page, over the starter deck: anybody can read it, on any screen, and nothing jumps. */
@Order(0) // the longest begin first, lest one of them runs on alone
final class EveryPageIT {

    private static final int PHONE = 390;

    /** A desktop of 1280 pixels at a zoom of 200 %. */
    private static final int ZOOMED = 640;

    @RegisterExtension
    static final WebBrowser BROWSER = WebBrowser.overStarterDeck();

    static Stream<String> pages() {
        return Stream.of("", "?q=office&country=China&tool.not=PlugX&firstSeen=2013", "?q=xyzzy", "?q=lazerus",
                "cards/safe", "cards/sofacy-apt-28-fancy-bear-sednit", "cards/nobody", "tools", "tools?q=xyzzy",
                "explore", "explore?country=Iran", "explore?q=xyzzy", "compare", "compare?a=apt-28&b=turla&c=nobody",
                "compare?a=apt28&b=turla&c=lazarus&d=sandworm&e=apt29", "names", "names?for=report",
                "names?name=fancybear&name=apt-28&name=nobody&name=CVE-2017-11882", "operations",
                "operations?q=bank&year=2016", "operations?actor=fancybear&active=2016", "operations?actor=fancybaer",
                "leads", "operations?q=xyzzy&country=China", "cves", "cves?q=2017&country=China", "cves/CVE-2017-11882",
                "reports", "reports?url=crowdstrike.com/blog/who-is-pioneer-kitten", "deck", "api");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void anybodyCanReadIt(String path) throws Exception {
        WebBrowser.requireReadable(open(path, new Browser.NewContextOptions()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void nothingJumpsAndNothingIsWiderThanTheScreen(String path) {
        Page page = open(path, new Browser.NewContextOptions());
        double shifts = ((Number) page.evaluate("""
                () => new Promise((resolve) => {
                  let sum = 0;
                  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
                    .observe({ type: 'layout-shift', buffered: true });
                  setTimeout(() => resolve(sum), 300);
                })""")).doubleValue();
        assertThat(shifts).isLessThan(0.01);
        for (int width : List.of(PHONE, ZOOMED)) {
            page.setViewportSize(width, 844);
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
            assertThat(page.locator("#q").isVisible()).isTrue();
        }
    }

    @Test
    void leadsAreReadOnAnyScreen() throws Exception {
        Page page = open("leads", new Browser.NewContextOptions());
        page.locator("#pasted").fill("A spear-phishing wave against embassies dropped X-Agent through CVE-2017-0199,"
                + " and Mimikatz moved it on to the power grid of Ukraine in 2015.");
        page.locator("#asking button").first().click();
        page.waitForLoadState();
        assertThat(page.locator(".leads > li").count()).isPositive();
        WebBrowser.requireReadable(page);
        page.setViewportSize(PHONE, 844);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(PHONE);
    }

    @Test
    void everySectionIsReachedWithoutJavaScript() {
        Page page = open("", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        int sections = page.locator(".sections a").count();
        assertThat(sections).isEqualTo(9);
        for (int section = 0; section < sections; section++) {
            String label = page.locator(".sections a").nth(section).innerText();
            page.locator(".sections a").nth(section).click();
            assertThat(page.locator(".sections [aria-current=page]").innerText()).isEqualTo(label);
            assertThat(page.locator("h1").first().isVisible()).isTrue();
        }
    }

    private static Page open(String path, Browser.NewContextOptions options) {
        return BROWSER.open(path, options);
    }
}
