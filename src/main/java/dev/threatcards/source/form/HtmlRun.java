package dev.threatcards.source.form;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * A piece of a value on a card page, in reading order: markup flattened to what it means.
 *
 * @param text its words, white space as single spaces; empty for what has none
 * @param address where a link leads, if that is a report ({@code http} or {@code https}); otherwise empty
 * @param italic whether it is in italics, as name-givers are
 */
record HtmlRun(Kind kind, String text, String address, boolean italic) {

    /** Words and links run on; a card is a link to another card of the encyclopedia; what else there is ends a line. */
    enum Kind {
        WORDS, LINK, CARD, BREAK, BLOCK, ITEM, CELL
    }

    // The encyclopedia's own pages, be their addresses whole or not.
    private static final Pattern OWN_PAGE = Pattern
            .compile("/cgi-bin/(showcard|listgroups|listtools|getcard|aptsearch|aptstats|aptgroups)\\.cgi");

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\u00A0]+");

    /** Everything inside {@code root}. Nothing here calls itself: markup may be nested as deep as the parser lets it. */
    static List<HtmlRun> of(Element root) {
        Flattening flattening = new Flattening();
        root.filter(flattening);
        return flattening.pieces;
    }

    /** Whether a list, a name or a line ends here. */
    boolean ends() {
        return kind != Kind.WORDS && kind != Kind.LINK && kind != Kind.CARD;
    }

    /** Whether the text itself is or may hold addresses. */
    boolean showsAddress() {
        return address.isEmpty() || isAddress(text);
    }

    /** The piece as running text has it. */
    String shown() {
        return switch (kind) {
            case WORDS -> text;
            // The address that is shown may be a shortened one.
            case LINK -> isAddress(text) && !address.isEmpty() ? address : text;
            case CARD -> "{{" + text + "}}";
            case BREAK -> "\n";
            case BLOCK -> "\n\n";
            case ITEM -> "\n• ";
            case CELL -> " ";
        };
    }

    private static boolean isAddress(String text) {
        return text.startsWith("http://") || text.startsWith("https://");
    }

    /** The walk through the markup. */
    private static final class Flattening implements NodeFilter {
        private final List<HtmlRun> pieces = new ArrayList<>();
        private int italics;
        // Whether white space would follow white space, which is one with it.
        private boolean spaced = true;

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode words) {
                words(WHITE_SPACE.matcher(words.getWholeText()).replaceAll(" "));
            } else if (node instanceof Element element && depth > 0) {
                return element(element);
            }
            return FilterResult.CONTINUE;
        }

        private FilterResult element(Element element) {
            switch (element.normalName()) {
                case "script", "style", "template" -> {
                    return FilterResult.SKIP_ENTIRELY;
                }
                case "a" -> {
                    // One without an address is an anchor, and may go round all that follows.
                    if (element.hasAttr("href")) {
                        link(element);
                        return FilterResult.SKIP_ENTIRELY;
                    }
                }
                case "i", "em" -> italics++;
                case "br" -> end(Kind.BREAK);
                case "li" -> end(Kind.ITEM);
                case "td", "th" -> end(Kind.CELL);
                default -> block(element);
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element && depth > 0) {
                switch (element.normalName()) {
                    case "i", "em" -> italics--;
                    case "li", "td", "th" -> {
                        // What follows begins anew by itself.
                    }
                    default -> block(element);
                }
            }
            return FilterResult.CONTINUE;
        }

        private void words(String text) {
            String words = spaced && text.startsWith(" ") ? text.substring(1) : text;
            if (!words.isEmpty()) {
                pieces.add(new HtmlRun(Kind.WORDS, words, "", italics > 0));
                spaced = words.endsWith(" ");
            }
        }

        private void link(Element link) {
            String text = WHITE_SPACE.matcher(link.wholeText()).replaceAll(" ").strip();
            String target = link.attr("href").strip();
            if (target.contains("showcard.cgi") && !text.isEmpty()) {
                pieces.add(new HtmlRun(Kind.CARD, text, "", italics > 0));
            } else {
                String report = isAddress(target) && !OWN_PAGE.matcher(target).find() ? target : "";
                pieces.add(new HtmlRun(Kind.LINK, text, report, italics > 0));
            }
            spaced = false;
        }

        private void block(Element element) {
            if (element.isBlock()) {
                end(Kind.BLOCK);
            }
        }

        private void end(Kind kind) {
            pieces.add(new HtmlRun(kind, "", "", false));
            spaced = true;
        }
    }
}
