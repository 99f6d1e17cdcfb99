package dev.threatcards.source.form;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/**
 * A run of the flattened HTML of a value on a card page.
 *
 * @param text the words with single spaces; may be empty
 * @param address the target of a link to a report ({@code http} or {@code https}); otherwise empty
 * @param italic whether it is in italics, like name-givers
 */
record HtmlRun(Kind kind, String text, String address, boolean italic) {

    /** Kinds of runs. {@code CARD} is a link to a card; the kinds after it end a line. */
    enum Kind {
        WORDS, LINK, CARD, BREAK, BLOCK, ITEM, CELL
    }

    // The encyclopedia's own pages, by absolute or relative URLs.
    private static final Pattern OWN_PAGE = Pattern
            .compile("/cgi-bin/(showcard|listgroups|listtools|getcard|aptsearch|aptstats|aptgroups)\\.cgi");

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\u00A0]+");

    /** The runs of everything inside {@code root}. This is not recursive, because markup may be nested deeply. */
    static List<HtmlRun> of(Element root) {
        Flattening flattening = new Flattening();
        root.filter(flattening);
        return flattening.runs;
    }

    /** Whether the run ends a list, a name or a line. */
    boolean ends() {
        return kind.compareTo(Kind.CARD) > 0;
    }

    /** Whether {@link #shown} may have URLs. */
    boolean showsAddress() {
        return address.isEmpty() || isAddress(text);
    }

    String shown() {
        return switch (kind) {
            case WORDS -> text;
            // The text may be a shortened URL.
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

    private static final class Flattening implements NodeFilter {
        private final List<HtmlRun> runs = new ArrayList<>();
        private int italics;
        // Whether the text so far ends with white space, so that more white space is dropped.
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
                    // Without href it is an anchor, which may enclose everything that follows.
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
                        // They only mark a beginning.
                    }
                    default -> block(element);
                }
            }
            return FilterResult.CONTINUE;
        }

        private void words(String text) {
            String words = spaced && text.startsWith(" ") ? text.substring(1) : text;
            if (!words.isEmpty()) {
                runs.add(new HtmlRun(Kind.WORDS, words, "", italics > 0));
                spaced = words.endsWith(" ");
            }
        }

        private void link(Element link) {
            String text = WHITE_SPACE.matcher(link.wholeText()).replaceAll(" ").strip();
            String target = link.attr("href").strip();
            if (target.contains("showcard.cgi") && !text.isEmpty()) {
                runs.add(new HtmlRun(Kind.CARD, text, "", italics > 0));
            } else {
                String report = isAddress(target) && !OWN_PAGE.matcher(target).find() ? target : "";
                runs.add(new HtmlRun(Kind.LINK, text, report, italics > 0));
            }
            spaced = false;
        }

        private void block(Element element) {
            if (element.isBlock()) {
                end(Kind.BLOCK);
            }
        }

        private void end(Kind kind) {
            runs.add(new HtmlRun(kind, "", "", false));
            spaced = true;
        }
    }
}
