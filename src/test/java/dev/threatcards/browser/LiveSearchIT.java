package dev.threatcards.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The search page as one types, drives it by keys, and draws over years. */
final class LiveSearchIT {

    @RegisterExtension
    static final WebBrowser BROWSER = WebBrowser.overStarterDeck();

    private static Page open(String path) {
        return BROWSER.open(path);
    }

    /** Marks the document, so that a test can tell whether it was loaded anew. */
    private static void mark(Page page) {
        page.evaluate("document.documentElement.dataset.mark = 'here'");
    }

    private static void isStillTheSameDocument(Page page) {
        assertThat(page.locator("html")).hasAttribute("data-mark", "here");
    }

    @Test
    void resultsFollowWhatIsTypedAndTheHistoryHasOneEntryForIt() {
        Page page = open("?country=China");
        mark(page);
        String before = page.locator(".count").innerText();
        page.locator("#q").pressSequentially("office");
        assertThat(page).hasURL(BROWSER.url() + "?q=office&country=China");
        assertThat(page.locator(".hit h2 a").first()).hasText("Safe");
        assertThat(page).hasTitle("office · Threat Cards");
        isStillTheSameDocument(page);
        assertThat(page.locator("#q")).isFocused();
        assertThat(page.locator("#announcement")).hasText(page.locator(".count").innerText());
        page.goBack();
        assertThat(page).hasURL(BROWSER.url() + "?country=China");
        assertThat(page.locator(".count")).hasText(before);
        assertThat(page.locator("#q")).hasValue("");
    }

    @Test
    void filtersChangeThePageWithoutAReloadAndAreCarriedByTheNextText() {
        Page page = open("");
        mark(page);
        Locator china = page.locator("#country .choose").filter(new Locator.FilterOptions().setHasText("China"));
        String promised = china.locator(".number").innerText();
        china.click();
        assertThat(page.locator(".count")).hasText(promised + " actors match");
        isStillTheSameDocument(page);
        page.locator("#q").fill("telecom");
        assertThat(page).hasURL(BROWSER.url() + "?q=telecom&country=China");
        page.locator(".chip").click();
        assertThat(page).hasURL(BROWSER.url() + "?q=telecom");
        isStillTheSameDocument(page);
        page.goBack();
        page.goBack();
        assertThat(page.locator(".chip")).containsText("China");
        assertThat(page.locator("#q")).hasValue("");
    }

    @Test
    void goingBackTwiceGivesUpThePageBetween() {
        Page page = open("");
        mark(page);
        page.locator("#country .choose").first().click();
        assertThat(page.locator(".chip")).hasCount(1);
        page.locator("#q").fill("telecom");
        assertThat(page).hasURL(Pattern.compile("q=telecom"));
        List<Route> held = new ArrayList<>();
        page.route(Pattern.compile("[?]country=[^&]*$"), held::add);
        page.evaluate("history.back()");
        page.waitForCondition(() -> held.size() == 1);
        page.evaluate("history.back()");
        page.waitForCondition(() -> held.getFirst().request().failure() != null);
        assertThat(page.locator(".chip")).hasCount(0);
        assertThat(page).hasURL(BROWSER.url());
        assertThat(page.locator("#q")).hasValue("");
        isStillTheSameDocument(page);
    }

    @Test
    void theBoxWorksAfterGoingBack() {
        Page page = open("");
        page.locator("#country .choose").first().click();
        assertThat(page.locator(".chip")).hasCount(1);
        page.goBack();
        assertThat(page.locator(".chip")).hasCount(0);
        page.keyboard().press("/");
        page.keyboard().type("fancy");
        assertThat(page.locator("[role=option]").first()).isVisible();
        assertThat(page).hasURL(BROWSER.url() + "?q=fancy");
        assertThat(page.locator("#announcement")).hasText(page.locator(".count").innerText());
    }

    @Test
    void anOfferPutsItsTextIntoTheBox() {
        Page page = open("?q=lazerus");
        page.locator(".advice a").click();
        assertThat(page.locator("#q")).hasValue(Pattern.compile("lazarus", Pattern.CASE_INSENSITIVE));
        assertThat(page.locator(".hit h2").first()).containsText("Lazarus");
    }

    @Test
    void aLongListIsSearched() {
        Page page = open("");
        Locator tools = page.locator("#tool");
        String all = tools.locator(".values").innerText();
        tools.locator(".find").pressSequentially("mimi");
        assertThat(tools.locator(".value")).hasCount(1);
        assertThat(tools.locator(".value")).containsText("Mimikatz");
        assertThat(page).hasURL(BROWSER.url());
        String promised = tools.locator(".number").innerText();
        tools.locator(".find").fill("");
        assertThat(tools.locator(".values")).hasText(all, new LocatorAssertions.HasTextOptions().setUseInnerText(true));
        tools.locator(".find").fill("mimikatz");
        assertThat(tools.locator(".value")).hasCount(1);
        tools.locator(".choose").click();
        assertThat(page.locator(".count")).hasText(promised + " actors match");
    }

    @Test
    void aYearIsALinkAndDrawingOverBarsChoosesAllOfThem() {
        Page page = open("");
        mark(page);
        Locator bars = page.locator("#firstSeen .bars a");
        Locator busy = page.locator("#firstSeen .bars a[data-year='2014']");
        String label = busy.getAttribute("aria-label");
        busy.click();
        assertThat(page.locator(".count"))
                .hasText(Pattern.compile("^" + label.replaceAll("^2014: (\\d+).*", "$1") + " actors? match(es)?$"));
        page.locator(".chip").click();
        assertThat(page.locator(".chip")).hasCount(0);
        int wanted = 0;
        for (int year = 2010; year <= 2012; year++) {
            String text = page.locator("#firstSeen .bars a[data-year='" + year + "']").getAttribute("aria-label");
            wanted += Integer.parseInt(text.replaceAll("^\\d+: (\\d+).*", "$1"));
        }
        BoundingBox first = page.locator("#firstSeen .bars a[data-year='2010'] .hit-area").boundingBox();
        BoundingBox last = page.locator("#firstSeen .bars a[data-year='2012'] .hit-area").boundingBox();
        page.mouse().move(first.x + first.width / 2, first.y + 20);
        page.mouse().down();
        page.mouse().move(last.x + last.width / 2, last.y + 20);
        page.mouse().up();
        assertThat(page.locator(".chip")).containsText("2010–2012");
        // First seen is one date, and no card of this deck has one that is in two years.
        assertThat(page.locator(".count")).hasText(wanted + " actors match");
        isStillTheSameDocument(page);
        assertThat(bars.first()).isVisible();
        page.goBack();
        assertThat(page.locator(".chip")).hasCount(0);
    }

    @Test
    void aYearWithoutCardsIsAGapThatAStrokeMayBeginOrEndIn() {
        Page page = open("");
        Locator bars = page.locator("#firstSeen .bars");
        List<Integer> years = bars.locator("a").all().stream()
                .map(each -> Integer.valueOf(each.getAttribute("data-year"))).toList();
        int first = Integer.parseInt(bars.getAttribute("data-first"));
        int last = Integer.parseInt(bars.getAttribute("data-last"));
        int gap = IntStream.rangeClosed(first, last).filter(year -> !years.contains(year)).findFirst().orElseThrow();
        int after = years.stream().filter(year -> year > gap).findFirst().orElseThrow();
        assertThat(bars.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(": 0 cards"))).hasCount(0);
        BoundingBox box = bars.boundingBox();
        double step = box.width / (last - first + 1);
        page.mouse().click(box.x + (gap - first + 0.5) * step, box.y + 5);
        assertThat(page).hasURL(BROWSER.url());
        page.mouse().move(box.x + (gap - first + 0.5) * step, box.y + 5);
        page.mouse().down();
        page.mouse().move(box.x + (after - first + 0.5) * step, box.y + 5);
        assertThat(bars.locator(".brushed")).hasCount(1);
        page.mouse().up();
        assertThat(page.locator(".chip")).containsText(gap + "–" + after);
        assertThat(bars.locator("a[data-year='" + after + "']")).hasAttribute("aria-label",
                Pattern.compile("^" + after + ": \\d+ cards?, selected$"));
    }

    @Test
    void keysAloneLeadFromTheBoxToACard() {
        Page page = open("?q=office");
        page.keyboard().press("?");
        assertThat(page.locator("#help")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.locator("#help")).isHidden();
        page.keyboard().press("/");
        assertThat(page.locator("#q")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.locator("#q")).not().isFocused();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(".hit h2 a").first()).isFocused();
        page.keyboard().press("ArrowDown");
        assertThat(page.locator(".hit h2 a").nth(1)).isFocused();
        page.keyboard().press("ArrowUp");
        String name = page.locator(".hit h2 a").first().innerText();
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText(name);
    }
}
