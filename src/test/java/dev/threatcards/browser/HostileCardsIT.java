package dev.threatcards.browser;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.threatcards.HostileCards;

import static org.assertj.core.api.Assertions.assertThat;

/** Cards that try to be more than text, on every page: nothing of them runs, leads elsewhere, or breaks the layout. */
final class HostileCardsIT {

    private static final long SEED = 7;

    /** Texts that are asked for too, in addresses. */
    private static final int ASKED = 2;

    @RegisterExtension
    static final WebBrowser BROWSER = WebBrowser.over("hostile cards", () -> HostileCards.of(SEED));

    static Stream<String> pages() {
        int texts = HostileCards.TEXTS.size();
        return Stream
                .of(Stream.of(
                        "", "?size=100&facetSize=500", "tools?size=100", "explore", "operations?size=100", "cves",
                        "leads", "deck", "names", "techniques/T1566.001", "cards/thousand",
                        "reports?url=example.org/hostile"),
                        IntStream.range(0, texts).mapToObj(text -> "cards/" + HostileCards.actorId(SEED, text)),
                        // A tool's page is made of the same pieces.
                        IntStream.range(0, texts / 3).mapToObj(text -> "tools/" + HostileCards.toolId(SEED, text)),
                        HostileCards.TEXTS.stream().limit(ASKED).map(HostileCardsIT::encoded)
                                .flatMap(text -> Stream.of("?q=" + text, "tools?q=" + text, "names?name=" + text,
                                        "operations?q=" + text, "operations?actor=" + text,
                                        "compare?a=" + text + "&b=" + HostileCards.actorId(SEED, 0),
                                        "explore?tool=" + text)))
                .flatMap(pages -> pages);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void isShownAsTheTextThatItIs(String path) {
        List<String> elsewhere = new ArrayList<>();
        Page page = BROWSER.blank(new Browser.NewContextOptions().setViewportSize(390, 844));
        page.onRequest(request -> {
            if (!request.url().startsWith(BROWSER.url())) {
                elsewhere.add(request.url());
            }
        });
        page.navigate(BROWSER.url() + path);
        hover(page);
        assertThat(page.evaluate("window.ran")).isNull();
        assertThat(elsewhere).isEmpty();
        assertThat(page.locator("#q").isVisible()).isTrue();
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        assertThat(links(page)).allMatch(link -> link.startsWith("http://") || link.startsWith("https://"));
        assertThat(page.locator("main script, main img, main iframe, main [onclick], main [onload]").count()).isZero();
    }

    /** Event handlers run when something happens. */
    private static void hover(Page page) {
        page.evaluate("""
                () => document.querySelectorAll('main *').forEach((each) => {
                  each.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
                  each.dispatchEvent(new Event('load'));
                  each.dispatchEvent(new Event('error'));
                })""");
    }

    @SuppressWarnings("unchecked")
    private static List<String> links(Page page) {
        return (List<String>) page.evaluate(
                "() => [...document.querySelectorAll('a[href]')].map((a) => a.href.baseVal === undefined ? a.href : new URL(a.href.baseVal, location).href)");
    }

    /** The reasons of a lead quote the card, and the page quotes the report. */
    @Test
    void leadsFromHostileCardsAreText() {
        Page page = BROWSER.open("leads");
        page.locator("#pasted").fill(String.join("\n", HostileCards.TEXTS));
        page.locator("#asking button").first().click();
        page.waitForLoadState();
        hover(page);
        assertThat(page.locator(".answer h2").first().isVisible()).isTrue();
        assertThat(page.evaluate("window.ran")).isNull();
        assertThat(links(page)).allMatch(link -> link.startsWith("http://") || link.startsWith("https://"));
        assertThat(page.locator("main script, main img, main iframe, main [onclick], main [onload]").count()).isZero();
    }

    @Test
    void aCardWithAThousandToolsIsReadAndOneTimeline() {
        Page page = BROWSER.open("cards/thousand");
        assertThat(page.locator("#tools li").count()).isGreaterThanOrEqualTo(1_000);
        assertThat(page.locator(".timeline .mark").count()).isEqualTo(40);
    }
}
