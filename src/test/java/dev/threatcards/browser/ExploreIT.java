package dev.threatcards.browser;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The pictures of the starter deck in a real browser: what is clicked leads to what it says. */
final class ExploreIT {

    private static final String DRAWN = ".network[data-drawn]";

    @RegisterExtension
    static final WebBrowser BROWSER = WebBrowser.overStarterDeck();

    private static Page open(String path, Browser.NewContextOptions options) {
        return BROWSER.open(path, options);
    }

    private static Page open(String path) {
        return open(path, new Browser.NewContextOptions());
    }

    private static void leadsToItsNumber(Locator link, Page page) {
        String promised = link.innerText();
        link.click();
        assertThat(page.locator(".count")).hasText(Pattern.compile("^" + promised + " actors? match(es)?$"));
    }

    @Test
    void aCellLeadsToAsManyCardsAsItSays() {
        Page page = open("explore");
        leadsToItsNumber(page.locator("#origins td a").first(), page);
        assertThat(page.locator(".chip")).hasCount(2);
        page.goBack();
        leadsToItsNumber(page.locator("#sectors td a").last(), page);
        assertThat(page.locator(".chip")).hasCount(2);
    }

    @Test
    void everythingWorksWithoutJavaScript() {
        Page page = open("explore", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        assertThat(page.locator(".drawing")).isHidden();
        page.locator(".rarity summary").first().click();
        assertThat(page.locator(".tool-names a").first()).isVisible();
        page.locator(".pairs tbody th a").first().click();
        assertThat(page.locator(".names-table")).isVisible();
        page.goBack();
        leadsToItsNumber(page.locator("#origins td a").first(), page);
    }

    /** Where the drawing has the element of that place, in the window. */
    private static BoundingBox place(String kind, int place, Page page) {
        page.locator(DRAWN).scrollIntoViewIfNeeded();
        BoundingBox frame = page.locator(DRAWN).boundingBox();
        @SuppressWarnings("unchecked")
        Map<String, Number> at = (Map<String, Number>) page.locator(DRAWN).evaluate("""
                (frame, [kind, place]) => {
                  const element = frame.network[kind]()[place];
                  return kind === 'nodes' ? element.renderedPosition() : element.renderedMidpoint();
                }""", List.of(kind, place));
        BoundingBox point = new BoundingBox();
        point.x = frame.x + at.get("x").doubleValue();
        point.y = frame.y + at.get("y").doubleValue();
        return point;
    }

    @Test
    void aLineNamesTheToolsAndAnActorLeadsToItsCard() {
        Page page = open("explore");
        BoundingBox line = place("edges", 0, page);
        page.mouse().click(line.x, line.y);
        Locator row = page.locator(".pairs tbody tr").first();
        assertThat(page.locator(".pair")).containsText(row.locator("th").innerText());
        assertThat(page.locator(".pair a")).hasCount(row.locator("a").count());
        String href = (String) page.locator(DRAWN).evaluate("frame => frame.network.nodes()[0].id()");
        BoundingBox actor = place("nodes", 0, page);
        page.mouse().click(actor.x, actor.y);
        assertThat(page).hasURL(BROWSER.url().replaceAll("/$", "") + href);
        assertThat(page.locator(".names-table")).isVisible();
    }

    @Test
    void theSamePairsAreTheSamePicture() {
        String places = "frame => JSON.stringify(frame.network.nodes().map(node => node.position()))";
        assertThat(open("explore").locator(DRAWN).evaluate(places))
                .isEqualTo(open("explore").locator(DRAWN).evaluate(places));
    }

    @Test
    void theDrawingTakesTheColoursOfTheTheme() {
        String colour = "frame => frame.network.nodes().first().style('color')";
        Page page = open("explore", new Browser.NewContextOptions().setColorScheme(ColorScheme.LIGHT));
        Object light = page.locator(DRAWN).evaluate(colour);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        page.waitForFunction(
                "light => document.querySelector('.network').network.nodes().first().style('color') !== light", light);
    }

    @Test
    void aPhoneShowsItWithoutScrollingThePageSideways() {
        Page page = open("explore", new Browser.NewContextOptions().setViewportSize(390, 800));
        assertThat(page.locator(DRAWN)).isVisible();
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
    }

    @Test
    void nothingJumps() {
        Page page = open("");
        page.addInitScript(
                """
                        window.shifts = 0;
                        new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shifts += entry.value; }))
                          .observe({ type: 'layout-shift', buffered: true });""");
        page.navigate(BROWSER.url() + "explore#network");
        assertThat(page.locator(DRAWN)).isVisible();
        assertThat(((Number) page.evaluate("window.shifts")).doubleValue()).isLessThan(0.01);
    }
}
