package dev.threatcards.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

import dev.threatcards.card.Name;

/**
 * A value as a card page has it, an HTML fragment, read for what it means: paragraphs, a list, names with givers, links.
 * Whatever else the markup holds (scripts, styles, attributes) is not carried over.
 */
final class Fragment {

    // An address in running text, which ends at white space, a quote or an angle bracket.
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]+");

    // The conjunction before a list's last entry, and the full stop after it.
    private static final Pattern LIST_TAIL = Pattern.compile("^and\\s+|\\.$");

    private final String html;
    private final Element body;

    private Fragment(String html, Element body) {
        this.html = html;
        this.body = body;
    }

    private Fragment(Element element) {
        this(element.html(), element);
    }

    static Fragment of(String html) {
        Element body = Jsoup.parseBodyFragment(html).body();
        body.select("script, style").remove();
        return new Fragment(html, body);
    }

    /** Each top-level paragraph as a fragment; the whole as one if it has no paragraphs. */
    List<Fragment> paragraphs() {
        List<Element> paragraphs = body.select("> p");
        return paragraphs.isEmpty() ? List.of(this) : paragraphs.stream().map(Fragment::new).toList();
    }

    /** A nested table's rows, each as its cells; empty if there is none. */
    List<List<Fragment>> rows() {
        return body.select("tr").stream().map(row -> row.select("> td, > th").stream().map(Fragment::new).toList())
                .toList();
    }

    /**
     * The text, one empty line between paragraphs, line breaks kept, bullets as "•". A link to another card becomes
     * {@code {{Name}}}.
     */
    String text() {
        StringBuilder text = new StringBuilder();
        append(body, text);
        return text.toString().replaceAll("[ \\t\\x0B\\u00A0]+", " ").replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n{3,}", "\n\n").strip();
    }

    /** The entries of a list in which labels are links, parted by commas, the last one perhaps by "and". */
    List<String> entries() {
        List<String> entries = new ArrayList<>();
        StringBuilder entry = new StringBuilder();
        boolean afterLink = false;
        for (Node node : body.childNodes()) {
            if (node instanceof TextNode words) {
                String text = words.getWholeText();
                if (afterLink && text.matches("(?s)\\s+and\\s.*")) {
                    finish(entry, entries);
                }
                String[] pieces = text.split(",", -1);
                for (int i = 0; i < pieces.length; i++) {
                    if (i > 0) {
                        finish(entry, entries);
                    }
                    entry.append(pieces[i]);
                }
            } else if (node instanceof Element element) {
                entry.append(element.text());
            }
            afterLink = node instanceof Element;
        }
        finish(entry, entries);
        return entries;
    }

    private static void finish(StringBuilder entry, List<String> entries) {
        String text = LIST_TAIL.matcher(entry.toString().strip()).replaceAll("").strip();
        if (!text.isEmpty()) {
            entries.add(text);
        }
        entry.setLength(0);
    }

    /** Names, each followed by its giver in italics and brackets: {@code Safe ( <i>Trend Micro</i> )}. */
    List<Name> names() {
        List<Name> names = new ArrayList<>();
        StringBuilder before = new StringBuilder();
        for (Node node : body.childNodes()) {
            if (node instanceof Element element && element.normalName().equals("i")) {
                String name = before.toString().strip();
                names.add(new Name(withoutBracket(name), element.text().strip()));
                before.setLength(0);
            } else if (node instanceof Element element && element.normalName().equals("br")) {
                withoutGiver(before, names);
            } else {
                before.append(node instanceof TextNode words ? words.getWholeText() : ((Element) node).text());
            }
        }
        withoutGiver(before, names);
        return names;
    }

    private static void withoutGiver(StringBuilder before, List<Name> names) {
        String name = withoutBracket(before.toString().strip());
        if (!name.isEmpty()) {
            names.add(new Name(name, ""));
        }
        before.setLength(0);
    }

    /** The name without the bracket that the giver before it closed, and the one that its own giver opens. */
    private static String withoutBracket(String text) {
        String name = text.startsWith(")") ? text.substring(1).strip() : text;
        name = name.startsWith(",") ? name.substring(1).strip() : name;
        return name.endsWith("(") ? name.substring(0, name.length() - 1).strip() : name;
    }

    /**
     * The addresses that it links to or names, each once, in order; {@code http} and {@code https} alone. They are looked
     * for in the markup itself, since archives write them in angle brackets, which a parser takes for a tag.
     */
    List<String> links() {
        Set<String> links = new LinkedHashSet<>();
        Matcher address = ADDRESS.matcher(html);
        while (address.find()) {
            links.add(Parser.unescapeEntities(address.group(), true));
        }
        return List.copyOf(links);
    }

    private static void append(Node node, StringBuilder text) {
        if (node instanceof TextNode words) {
            text.append(words.getWholeText().replace('\n', ' '));
            return;
        }
        Element element = (Element) node;
        switch (element.normalName()) {
            case "br" -> text.append('\n');
            case "li" -> {
                text.append("\n• ");
                appendChildren(element, text);
            }
            case "p", "div", "ul", "ol", "table", "tr" -> {
                text.append("\n\n");
                appendChildren(element, text);
                text.append("\n\n");
            }
            case "a" -> {
                boolean toCard = element.attr("href").contains("showcard.cgi");
                text.append(toCard ? "{{" + element.text() + "}}" : element.text());
            }
            default -> appendChildren(element, text);
        }
    }

    private static void appendChildren(Element element, StringBuilder text) {
        element.childNodes().stream().filter(child -> child instanceof TextNode || child instanceof Element)
                .forEach(child -> append(child, text));
    }
}
