package dev.threatcards.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/**
 * Removes from a page what is not its article, and finds the article. What is removed:
 *
 * <ul>
 * <li>elements and ARIA roles for navigation, banners, side bars, footers and dialogs;
 * <li>elements whose class or id says that they are navigation, consent, sharing, comments, advertisements or lists of other articles;
 * <li>lists that consist of links, outside of an article or below a heading such as "Related articles".
 * </ul>
 *
 * <p>An element that holds the article, or most of the page's text, is never removed, whatever it is called.
 */
final class Boilerplate {

    private static final Set<String> ELEMENTS = Set.of("nav", "footer", "aside", "dialog", "button", "input", "menu");

    private static final Set<String> ROLES = Set.of("navigation", "banner", "contentinfo", "complementary", "search",
            "menu", "menubar", "dialog", "alertdialog", "toolbar", "tablist");

    /** Words of classes and ids. */
    private static final Set<String> WORDS = Set.of("nav", "navbar", "navigation", "menu", "breadcrumb", "breadcrumbs",
            "footer", "masthead", "sidebar", "cookie", "cookies", "consent", "gdpr", "onetrust", "newsletter",
            "subscribe", "subscription", "signup", "share", "sharing", "social", "socials", "addtoany", "sharedaddy",
            "related", "recommended", "recommendations", "recirculation", "trending", "popular", "pagination", "pager",
            "comments", "comment", "disqus", "respond", "advert", "advertisement", "ads", "sponsored", "promo", "popup",
            "modal", "banner", "widget", "widgets", "toc", "tagcloud", "skip", "printfriendly");

    // Pieces of an id or class: words between signs, and the humps of "relatedPosts".
    private static final Pattern PIECES = Pattern.compile("[^A-Za-z]+|(?<=[a-z])(?=[A-Z])");

    // A heading above links to other articles, or above comments.
    private static final Pattern HEADING = Pattern.compile(
            "(?i)(?:related|recommended|more|further|latest|recent|popular|trending|read (?:more|next|also)|see also:?$|you (?:may|might)"
                    + "|keep reading|share|follow us|subscribe|tags?:?$|categories|comments?|leave a (?:reply|comment)"
                    + "|(?:\\d+ )?(?:comments|replies)|sign up|newsletter|about the author|contact us|table of contents)\\b.{0,60}");

    /** The share of linked text from which a list consists of links. */
    private static final double LINKED = 0.7;

    /** An element with more than this share of the page's text is not boilerplate by its name. */
    private static final double MOST = 0.4;

    /** An article among others on the page has at least this share of the text that is left. */
    private static final double ARTICLE = 0.5;

    /** The characters of a heading. */
    private static final int SHORT = 80;

    private static final Set<String> RANKS = Set.of("h2", "h3", "h4", "h5", "h6");

    /** The least characters without links of a text. */
    private static final int LEAST = 250;

    private static final String MAIN = "main, [role=main]";
    private static final String ARTICLES = "article, [role=article], [itemprop~=articleBody]";

    /** An article with less than this share of the page's text is a teaser of another page. */
    private static final double TEASER = 0.2;

    /** The text of elements: its length, and how much of it is linked. */
    private final IdentityHashMap<Element, Size> sizes = new IdentityHashMap<>();
    private final int total;

    private static final class Size {
        private int text;
        private int linked;
        private int links;
    }

    private Boilerplate(Element body) {
        measure(body);
        this.total = size(body).text;
    }

    /** The element with the article; boilerplate is removed from the page. */
    static Element article(Document page) {
        Element body = page.body();
        new Boilerplate(body).removeNamed(body);
        Boilerplate rest = new Boilerplate(body);
        Element article = rest.main(body);
        rest.removeLists(article, !article.equals(body));
        return article;
    }

    private void measure(Element root) {
        root.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof Element element) {
                    sizes.put(element, new Size());
                }
            }

            @Override
            public void tail(Node node, int depth) {
                if (node instanceof TextNode words) {
                    if (node.parentNode() instanceof Element parent) {
                        size(parent).text += words.text().strip().length();
                    }
                } else if (node instanceof Element element) {
                    close(element);
                }
            }
        });
    }

    private void close(Element element) {
        Size size = size(element);
        if (element.normalName().equals("a")) {
            size.linked = size.text;
            size.links = 1;
        }
        Element parent = element.parent();
        if (parent != null && sizes.containsKey(parent)) {
            Size above = size(parent);
            above.text += size.text;
            above.linked += size.linked;
            above.links += size.links;
        }
    }

    private Size size(Element element) {
        return sizes.computeIfAbsent(element, none -> new Size());
    }

    private static String role(Element element) {
        return element.attr("role").strip().toLowerCase(Locale.ROOT);
    }

    private void removeNamed(Element body) {
        Set<Element> holders = holders(body);
        List<Element> removed = new ArrayList<>();
        for (Element element : body.getAllElements()) {
            if (!holders.contains(element) && size(element).text <= total * MOST && isNamed(element)) {
                removed.add(element);
            }
        }
        removed.forEach(Node::remove);
    }

    /** The elements that are never removed: the main part of the page, its longest article, its only {@code h1}, and their ancestors. */
    private Set<Element> holders(Element body) {
        Set<Element> holders = Collections.newSetFromMap(new IdentityHashMap<>());
        holders.add(body);
        List<Element> headings = body.select("h1");
        Element article = longest(body, ARTICLES);
        Stream.of(longest(body, MAIN), article != null && size(article).text > total * TEASER ? article : null,
                headings.size() == 1 ? headings.getFirst() : null).filter(Objects::nonNull).forEach(each -> {
                    for (Element element = each; element != null && holders.add(element);) {
                        element = element.parent();
                    }
                });
        return holders;
    }

    private Element longest(Element root, String kind) {
        return root.select(kind).stream().max(Comparator.comparingInt(element -> size(element).text)).orElse(null);
    }

    private static boolean isNamed(Element element) {
        String name = element.normalName();
        if (ELEMENTS.contains(name) || ROLES.contains(role(element))) {
            return true;
        }
        if (name.equals("header")) {
            return element.closest("article, main, [role=main]") == null;
        }
        if (Set.of("main", "article", "html", "body", "h1", "p", "pre", "code", "table", "tbody", "tr", "td", "span",
                "a").contains(name)) {
            return false;
        }
        return hasWord(element.className()) || hasWord(element.id());
    }

    private static boolean hasWord(String names) {
        return !names.isEmpty() && names.length() < 1000
                && PIECES.splitAsStream(names).anyMatch(piece -> WORDS.contains(piece.toLowerCase(Locale.ROOT)));
    }

    /** The article with most of the text, or what holds several of them, or the main part of the page, or all of it. */
    private Element main(Element body) {
        Element best = body;
        int left = size(body).text;
        for (String kind : List.of(MAIN, ARTICLES)) {
            Element longest = longest(best, kind);
            if (longest != null && size(longest).text >= left * ARTICLE) {
                best = longest;
                left = size(longest).text;
            }
        }
        return best;
    }

    private void removeLists(Element article, boolean isMarked) {
        List<Element> removed = new ArrayList<>();
        for (Element element : article.select("ul, ol, div, section, p")) {
            if (!element.equals(article) && isLinks(element)
                    && (isBelowHeading(element) || (!isMarked && !isReferences(element)))) {
                removed.add(element);
            }
        }
        for (Element heading : article.select("h2, h3, h4, h5, h6")) {
            Element next = heading.nextElementSibling();
            if (isHeading(heading) && (next == null || removed.contains(next))) {
                removed.add(heading);
            }
        }
        removed.forEach(Node::remove);
    }

    private boolean isLinks(Element element) {
        Size size = size(element);
        Element first = element.firstElementChild();
        int text = size.text - (isHeading(first) ? size(first).text : 0);
        return size.links > 2 && size.linked >= text * LINKED && text < total * MOST;
    }

    /** Whether it is a list of sources: it stands below a heading of a text. */
    private boolean isReferences(Element element) {
        Element before = element.previousElementSibling();
        Element text = element.parent();
        return before != null && RANKS.contains(before.normalName()) && text != null
                && size(text).text - size(text).linked > LEAST;
    }

    private boolean isBelowHeading(Element element) {
        Element before = element.previousElementSibling();
        Element first = element.firstElementChild();
        return isHeading(before) || isHeading(first);
    }

    private boolean isHeading(Element element) {
        return element != null && size(element).text < SHORT && HEADING.matcher(element.text().strip()).matches();
    }
}
