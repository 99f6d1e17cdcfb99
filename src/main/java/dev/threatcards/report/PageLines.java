package dev.threatcards.report;

import java.util.Set;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The text of an element in lines: one for each block, an empty one around paragraphs and headings, tabs between cells. */
final class PageLines implements NodeVisitor {

    private static final Set<String> PARAGRAPHS = Set.of("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre",
            "table", "ul", "ol", "dl", "figure", "section", "article", "hr");

    private final StringBuilder text = new StringBuilder();
    private int preformatted;

    /** Whether white space was passed over that separates the next word from the last one. */
    private boolean space;

    private PageLines() {
    }

    static String of(Element element) {
        PageLines lines = new PageLines();
        element.traverse(lines);
        return lines.text.toString().strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            add(words.getWholeText());
        } else if (node instanceof Element element) {
            switch (element.normalName()) {
                case "br" -> lines(1);
                case "td", "th" -> cell(element);
                case "pre" -> {
                    lines(2);
                    preformatted++;
                }
                default -> block(element);
            }
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (node instanceof Element element && !element.normalName().equals("br")) {
            preformatted -= element.normalName().equals("pre") ? 1 : 0;
            if (!Set.of("td", "th").contains(element.normalName())) {
                block(element);
            }
        }
    }

    private void block(Element element) {
        if (PARAGRAPHS.contains(element.normalName())) {
            // A paragraph in a cell or a list item has no empty line around it, so that the row or the item stays together.
            lines(element.parent() != null && Set.of("td", "th", "li").contains(element.parent().normalName()) ? 1 : 2);
        } else if (element.isBlock()) {
            lines(1);
        }
    }

    private void cell(Element element) {
        if (element.previousElementSibling() != null) {
            // Line breaks at the end of the cell before are removed, so that the row stays one line.
            int end = text.length();
            while (end > 0 && "\n ".indexOf(text.charAt(end - 1)) >= 0) {
                end--;
            }
            text.setLength(end);
            text.append('\t');
        }
        space = false;
    }

    private void lines(int wanted) {
        space = false;
        int end = text.length();
        if (end > 0 && text.charAt(end - 1) == '\t') {
            return;
        }
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        int breaks = 0;
        while (breaks < wanted && breaks < end && text.charAt(end - 1 - breaks) == '\n') {
            breaks++;
        }
        if (end > 0) {
            text.append("\n".repeat(wanted - breaks));
        }
    }

    private void add(String words) {
        if (preformatted > 0) {
            text.append(words.replace("\r\n", "\n"));
            return;
        }
        for (int i = 0; i < words.length(); i++) {
            char character = words.charAt(i);
            if (Character.isWhitespace(character) || character == '\u00A0') {
                space = true;
            } else if (character != '\u00AD' && character != '\u200B') {
                if (space && !text.isEmpty() && "\n\t ".indexOf(text.charAt(text.length() - 1)) < 0) {
                    text.append(' ');
                }
                space = false;
                text.append(character);
            }
        }
    }
}
