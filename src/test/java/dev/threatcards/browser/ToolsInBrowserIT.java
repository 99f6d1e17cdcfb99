package dev.threatcards.browser;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.threatcards.TestCards;
import dev.threatcards.card.Card;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The pages of tools in a real browser. */
final class ToolsInBrowserIT {

    @RegisterExtension
    static final WebBrowser BROWSER = WebBrowser.over("tools", ToolsInBrowserIT::deck);

    private static List<Card> deck() {
        Stream<Card> known = Stream.of(TestCards.tool("SpadeRAT", "Shovel", "Entrenching tool of the very long name"),
                TestCards.toolOf("ChiselKit", "Tools", List.of("Tunneling")),
                TestCards.toolOf("Mattock", "Malware", List.of("Backdoor", "Info stealer", "Keylogger")),
                TestCards.actor("Blue Otter").country("Chile").tools("SpadeRAT", "ChiselKit")
                        .operation(TestCards.year(2019), "Breach").card(),
                TestCards.actor("Red Fox").country("Peru").tools("Shovel", "Mattock").card());
        Stream<Card> many = IntStream.range(0, 40)
                .mapToObj(i -> TestCards.toolOf("Sieve " + i, "Exploits", List.of("Kind " + i % 15)));
        return Stream.concat(known, many).toList();
    }

    private static Page open(String path) {
        return BROWSER.open(path);
    }

    private static Page open(String path, Browser.NewContextOptions options) {
        return BROWSER.open(path, options);
    }

    @Test
    void resultsFollowWhatIsTypedAndFiltersStay() {
        Page page = open("tools?category=Malware");
        page.evaluate("document.documentElement.dataset.mark = 'here'");
        page.locator("#q").pressSequentially("shov");
        assertThat(page).hasURL(BROWSER.url() + "tools?q=shov&category=Malware");
        assertThat(page.locator(".hit h2 a")).hasText("SpadeRAT");
        assertThat(page.locator(".hit .users")).containsText("Used by 2 actors");
        assertThat(page).hasTitle("shov · Tools · Threat Cards");
        assertThat(page.locator("#announcement")).hasText("1 tool matches");
        assertThat(page.locator("html")).hasAttribute("data-mark", "here");
        page.goBack();
        assertThat(page).hasURL(BROWSER.url() + "tools?category=Malware");
        assertThat(page.locator("#q")).hasValue("");
    }

    @Test
    void aCountPromisedIsTheTotalDeliveredAndALongListIsSearched() {
        Page page = open("tools");
        Locator category = page.locator("#category .value").filter(new Locator.FilterOptions().setHasText("Malware"));
        String promised = category.locator(".number").innerText();
        category.locator(".choose").click();
        assertThat(page.locator(".count")).hasText(promised + " tools match");
        page.locator(".chip").click();
        assertThat(page.locator(".chip")).hasCount(0);
        page.locator("#type .find").fill("info");
        assertThat(page.locator("#type .value")).hasCount(1);
        page.locator("#type .choose").click();
        assertThat(page).hasURL(Pattern.compile(".*/tools\\?type=Info\\+stealer$"));
        assertThat(page.locator(".hit h2")).hasText("Mattock");
    }

    @Test
    void aSuggestionLeadsToTheToolAndTheToolToItsUsers() {
        Page page = open("");
        page.locator("#q").pressSequentially("shovel");
        page.locator("[role=option] a").filter(new Locator.FilterOptions().setHasText("SpadeRAT")).click();
        assertThat(page).hasURL(BROWSER.url() + "tools/spaderat");
        assertThat(page.locator(".users-table tbody tr")).hasCount(2);
        page.locator(".search-users a").click();
        assertThat(page.locator(".count")).hasText("2 actors match");
        assertThat(page.locator(".chip")).hasCount(2);
    }

    @Test
    void aSuggestionOfAnActorIsOfferedAmongToolsToo() {
        Page page = open("tools");
        page.locator("#q").pressSequentially("blue ott");
        page.locator("[role=option] a").first().click();
        assertThat(page).hasURL(BROWSER.url() + "cards/blue-otter");
    }

    @Test
    void itWorksWithoutJavaScript() {
        Page page = open("tools", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        page.locator("#q").fill("sieve");
        page.locator("form.search button").click();
        assertThat(page.locator(".count")).hasText("40 tools match");
        page.locator("#type .choose").first().click();
        assertThat(page.locator(".chip")).hasCount(1);
        page.locator(".hit h2 a").first().click();
        assertThat(page.locator("main.tool h1")).containsText("Sieve");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tools", "tools?q=spade&type=Backdoor", "tools/spaderat", "tools/mattock", "tools/nothing",
            "tools?q=xyzzy"})
    void nothingOverflowsOnAPhone(String path) {
        Page page = open(path, new Browser.NewContextOptions().setViewportSize(390, 844));
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        assertThat(page.locator("#q")).isVisible();
    }

    @Test
    void everybodyCanReadIt() throws Exception {
        for (String path : List.of("tools", "tools?q=shovel&category=Malware&type.not=Keylogger", "tools?q=xyzzy",
                "tools/spaderat", "tools/sieve-1", "tools/nothing")) {
            WebBrowser.requireReadable(open(path));
        }
    }
}
