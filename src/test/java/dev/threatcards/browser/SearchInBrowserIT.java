package dev.threatcards.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages in a real browser, over the starter deck. */
final class SearchInBrowserIT {

    @RegisterExtension
    static final WebBrowser BROWSER = WebBrowser.overStarterDeck();

    private static Page open(String path, Browser.NewContextOptions options) {
        return BROWSER.open(path, options);
    }

    private static Page open(String path) {
        return BROWSER.open(path);
    }

    @Test
    void aTextIsTypedAndTheCardIsRead() {
        Page page = open("");
        page.getByRole(AriaRole.COMBOBOX).fill("Office 0-day China");
        page.keyboard().press("Enter");
        Locator first = page.locator(".hit h2 a").first();
        assertThat(first).hasText("Safe");
        assertThat(page.locator(".hit").first().locator(".reasons")).containsText("an MS Office 0-day exploit");
        first.click();
        assertThat(page.locator("h1")).hasText("Safe");
        assertThat(page.locator(".names-table")).containsText("Trend Micro");
        assertThat(page).hasURL(Pattern.compile(".*/cards/safe$"));
    }

    @Test
    void aCountPromisedIsTheTotalDelivered() {
        Page page = open("?q=ransomware");
        Locator value = page.locator("#country .value").first();
        String promised = value.locator(".number").innerText();
        String text = value.locator(".text").innerText();
        value.locator(".choose").click();
        assertThat(page.locator(".count")).hasText(Pattern.compile("^" + promised + " actors? match(es)?$"));
        assertThat(page.locator(".chip")).containsText(text);
        page.locator(".chip").click();
        assertThat(page.locator(".chip")).hasCount(0);
        assertThat(page).hasURL(BROWSER.url() + "?q=ransomware");
    }

    @Test
    void aValueIsLeftOut() {
        Page page = open("?facetSize=100");
        int all = Integer.parseInt(page.locator(".count").innerText().replaceAll("\\D", ""));
        Locator china = page.locator("#country .value").filter(new Locator.FilterOptions().setHasText("China"));
        int fewer = all - Integer.parseInt(china.locator(".number").innerText());
        china.hover();
        china.locator(".exclude").click();
        assertThat(page.locator(".count")).hasText(Pattern.compile("^" + fewer + " actors match$"));
        assertThat(page.locator(".chip")).containsText("not China");
    }

    @Test
    void pagesAndOrdersAreLinks() {
        Page page = open("?sort=name");
        String last = page.locator(".hit h2").last().innerText();
        page.locator("a[rel=next]").click();
        assertThat(page.locator(".pager")).containsText("Page 2 of");
        assertThat(page.locator(".hit h2").first().innerText()).isGreaterThan(last);
        page.goBack();
        assertThat(page.locator(".hit h2").last()).hasText(last);
    }

    @Test
    void itWorksWithoutJavaScript() {
        Page page = open("?q=spear", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.locator("#sector .choose").first().click();
        assertThat(page.locator(".chip")).hasCount(1);
        page.locator(".hit h2 a").first().click();
        assertThat(page.locator(".names-table tbody tr").first()).isVisible();
    }

    /** Types into the search box, and gives the list when it is there. */
    private static Locator suggestions(Page page, String text) {
        page.locator("#q").pressSequentially(text);
        Locator list = page.locator("[role=listbox]");
        assertThat(list).isVisible();
        return list;
    }

    @Test
    void whatIsTypedIsSuggestedWithItsKind() {
        Page page = open("");
        Locator box = page.locator("#q");
        assertThat(box).hasAttribute("aria-expanded", "false");
        Locator list = suggestions(page, "fin");
        assertThat(box).hasAttribute("aria-expanded", "true");
        assertThat(list.locator("[role=option] .suggestion-kind").filter(text("Actor")).first()).isVisible();
        assertThat(list.locator("[role=option] .suggestion-kind").filter(text("Sector")).first()).isVisible();
        assertThat(list.locator("[role=option] .suggestion-kind").filter(text("Motivation")).first()).isVisible();
        list.locator("a").filter(text("Financial")).filter(text("Sector")).click();
        assertThat(page).hasURL(Pattern.compile(".*/\\?sector=Financial.*"));
        assertThat(page.locator(".chip")).containsText("Financial");
    }

    private static Locator.FilterOptions text(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    @Test
    void arrowsAndEnterGoToTheCardOfAnotherName() {
        Page page = open("cards/safe");
        Locator list = suggestions(page, "forest bliz");
        assertThat(list.locator("[role=option]")).hasCount(1);
        assertThat(list).containsText("named by Microsoft");
        page.keyboard().press("ArrowDown");
        assertThat(page.locator("#q")).hasAttribute("aria-activedescendant", "suggestion-0");
        assertThat(page.locator("#suggestion-0")).hasAttribute("aria-selected", "true");
        page.keyboard().press("ArrowUp");
        assertThat(page.locator("#suggestion-0")).hasAttribute("aria-selected", "false");
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).containsText("APT 28");
        assertThat(page).hasURL(Pattern.compile(".*/cards/.*apt-28.*"));
    }

    @Test
    void anAnswerThatComesLateLeavesOneWhereOneIsInTheList() {
        Page page = open("");
        Pattern whole = Pattern.compile("suggest\\?q=forest\\+bliz&");
        List<Route> held = new ArrayList<>();
        page.route(whole, held::add);
        Locator list = suggestions(page, "forest");
        page.locator("#q").pressSequentially(" bliz");
        page.waitForCondition(() -> held.size() == 1);
        page.keyboard().press("ArrowDown");
        String chosen = list.locator("[aria-selected=true] a").getAttribute("href");
        String answer = held.getFirst().fetch().text().replace("\"suggestions\":[",
                "\"suggestions\":[{\"text\":\"Another\",\"kind\":\"actor\",\"detail\":\"\",\"page\":\"/cards/another\"},");
        held.getFirst().fulfill(new Route.FulfillOptions().setContentType("application/json").setBody(answer));
        assertThat(list.locator("[role=option]")).hasCount(2);
        assertThat(list.locator("[aria-selected=true] a")).hasAttribute("href", chosen);
        assertThat(page.locator("#q")).hasAttribute("aria-activedescendant", "suggestion-1");
    }

    @Test
    void escapeClosesTheListAndEnterAloneSearches() {
        Page page = open("");
        Locator list = suggestions(page, "mimika");
        page.keyboard().press("Escape");
        assertThat(list).isHidden();
        assertThat(page.locator("#q")).hasValue("mimika");
        page.keyboard().press("ArrowDown");
        assertThat(list).isVisible();
        page.keyboard().press("Enter");
        assertThat(page).hasURL(BROWSER.url() + "?q=mimika");
        suggestions(page, "tz");
        page.locator("h1").click();
        assertThat(list).isHidden();
    }

    @Test
    void theListFitsAPhone() {
        Page page = open("", new Browser.NewContextOptions().setViewportSize(390, 844));
        suggestions(page, "a");
        assertThat(page.locator("[role=option]")).hasCount(10);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
    }

    @Test
    void thePageSaysThatThisIsTheStarterDeckAndHowToGetTheWhole() {
        Page page = open("");
        assertThat(page.locator(".notice")).containsText("starter deck");
        assertThat(page.locator(".notice code")).containsText("fetch");
    }
}
