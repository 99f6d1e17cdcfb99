package dev.threatcards.report;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * The text of a page of the web: its article, or all that a reader sees of it. Blocks become lines, cells of a table are separated by
 * tabs, and preformatted text keeps its lines.
 */
final class HtmlPage {

    /** How much of a page is read. */
    enum Scope {
        /** Its article, see {@link Boilerplate}. */
        ARTICLE,
        /** All but scripts, styles and what is hidden, as in an e-mail. */
        WHOLE
    }

    // Images and fonts that a saved page embeds in base64.
    private static final Pattern DATA = Pattern
            .compile("data:[a-z0-9/+.-]{1,60};[a-z0-9=;-]{0,60}base64,[A-Za-z0-9+/=%]{200,}+");

    /** An article has at least so many characters; where less is found, the page is read whole. */
    private static final int LEAST = 140;

    /** Below this many characters, an article also has to be a tenth of what the page shows. */
    private static final int LITTLE = 1000;

    private HtmlPage() {
    }

    /** The page without images and fonts that are embedded in it. */
    static String withoutData(String html) {
        return html.contains(";base64,") ? DATA.matcher(html).replaceAll("data:,") : html;
    }

    static Report read(String html, Scope scope) {
        Document page = Jsoup.parse(html);
        String stated = title(page);
        page.select(
                "script, style, template, svg, math > annotation, iframe, object, canvas, audio, video, select, option, textarea,"
                        + " datalist, noscript, [hidden], [style~=(?i)display\\s*:\\s*none], head")
                .remove();
        String whole = PageLines.of(page.body());
        if (scope == Scope.WHOLE) {
            return new Report(stated, whole, ReportForm.HTML, List.of());
        }
        Element article = Boilerplate.article(page);
        String text = PageLines.of(article);
        if (text.length() < LEAST || (text.length() < LITTLE && text.length() < whole.length() / 10)) {
            return new Report(stated, whole, ReportForm.HTML, List.of());
        }
        // The heading may stand outside of the article; a name in it counts.
        String title = Optional.ofNullable(article.selectFirst("h1")).map(heading -> heading.text().strip())
                .filter(heading -> !heading.isEmpty()).orElse(stated);
        return new Report(title, text.contains(title) ? text : title + "\n\n" + text, ReportForm.HTML, List.of());
    }

    /** The title: the one for previews when the page is shared, else the only {@code h1}, else the {@code title} element. */
    private static String title(Document page) {
        Element shared = page.selectFirst("meta[property=og:title][content], meta[name=twitter:title][content]");
        if (shared != null && !shared.attr("content").isBlank()) {
            return shared.attr("content").strip();
        }
        List<Element> headings = page.select("h1");
        return headings.size() == 1 && !headings.getFirst().text().isBlank()
                ? headings.getFirst().text().strip()
                : page.title().strip();
    }
}
