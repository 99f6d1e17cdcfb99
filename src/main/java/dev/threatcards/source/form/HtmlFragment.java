package dev.threatcards.source.form;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.select.NodeFilter.FilterResult;

import dev.threatcards.card.Name;
import dev.threatcards.source.form.HtmlRun.Kind;

/**
 * A value as a card page has it, an HTML fragment, read for what it means: text, a list, names with givers, links.
 * Whatever else the markup holds (scripts, styles, attributes) is not carried over.
 */
final class HtmlFragment {

    // An address in running text, which ends at white space, a quote or an angle bracket.
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]+");

    // An address in angle brackets, as archives write links, and a parser would take for a tag; not in an attribute.
    private static final Pattern BRACKETED = Pattern.compile("(?<![\"'=])<(https?://[^\\s<>\"]+)>");

    // The conjunction before a list's last entry.
    private static final Pattern AND = Pattern.compile("^and\\s+");

    private final Element root;
    private final List<HtmlRun> pieces;

    private HtmlFragment(Element root) {
        this.root = root;
        this.pieces = HtmlRun.of(root);
    }

    static HtmlFragment of(String html) {
        String linked = BRACKETED.matcher(html).replaceAll("&lt;<a href=\"$1\">$1</a>&gt;");
        return new HtmlFragment(Jsoup.parseBodyFragment(linked).body());
    }

    /** What is inside an element of a page. */
    static HtmlFragment of(Element element) {
        return new HtmlFragment(element);
    }

    /** The rows of the outermost tables below an element; those of tables inside them are part of their cells. */
    static List<Element> rows(Element root) {
        List<Element> rows = new ArrayList<>();
        root.filter((node, depth) -> {
            boolean row = depth > 0 && node.nameIs("tr");
            if (row) {
                rows.add((Element) node);
            }
            return row ? FilterResult.SKIP_ENTIRELY : FilterResult.CONTINUE;
        });
        return rows;
    }

    /** The cells of a table's row. */
    static List<Element> cells(Element row) {
        return row.children().stream().filter(cell -> cell.nameIs("td") || cell.nameIs("th")).toList();
    }

    /** A nested table's rows, each as its cells; empty if there is none. */
    List<List<HtmlFragment>> rows() {
        return rows(root).stream().map(row -> cells(row).stream().map(HtmlFragment::new).toList()).toList();
    }

    /**
     * The text, one empty line between paragraphs, line breaks kept, bullets as "•". A link to another card becomes
     * {@code {{Name}}}; one that shows an address becomes the address that it leads to.
     */
    String text() {
        StringBuilder text = new StringBuilder();
        for (HtmlRun piece : pieces) {
            text.append(piece.shown());
        }
        return text.toString().replaceAll(" ?\\n ?", "\n").replaceAll("\\n{3,}", "\n\n").strip();
    }

    /**
     * The entries of lists in which labels are links, parted by commas, the last one perhaps by "and", and ended by a full
     * stop. Paragraphs, line breaks, items and cells end a list too.
     */
    List<String> entries() {
        List<String> entries = new ArrayList<>();
        Entry entry = new Entry();
        Kind before = Kind.BREAK;
        for (HtmlRun piece : pieces) {
            if (piece.ends()) {
                entry.finish(true, entries);
            } else if (piece.kind() != Kind.WORDS) {
                entry.link(piece);
            } else {
                if (before != Kind.WORDS && piece.text().startsWith(" and ")) {
                    entry.finish(false, entries);
                }
                String[] words = piece.text().split(",", -1);
                for (int i = 0; i < words.length; i++) {
                    if (i > 0) {
                        entry.finish(false, entries);
                    }
                    entry.words(words[i]);
                }
            }
            before = piece.kind();
        }
        entry.finish(true, entries);
        return entries;
    }

    /** An entry of a list as it comes in. A label's own full stop ("P.A.S.") is not the list's. */
    private static final class Entry {
        private final StringBuilder text = new StringBuilder();
        private String label = "";
        private boolean endsInLink;

        void words(String words) {
            text.append(words);
            endsInLink = endsInLink && words.isBlank();
        }

        void link(HtmlRun link) {
            label = link.text();
            text.append(link.kind() == Kind.CARD ? link.shown() : label);
            endsInLink = true;
        }

        void finish(boolean last, List<String> entries) {
            String bare = AND.matcher(text.toString().strip()).replaceAll("");
            if (last && !endsInLink && bare.endsWith(".")) {
                bare = bare.substring(0, bare.length() - 1).strip();
            }
            // A card's name amid other words is a link; one that is all there is, is a label.
            bare = bare.equals("{{" + label + "}}") ? label : bare;
            if (!bare.isEmpty()) {
                entries.add(bare);
            }
            text.setLength(0);
            label = "";
            endsInLink = false;
        }
    }

    /** Names, each followed by its giver in italics and brackets: {@code Safe ( <i>Trend Micro</i> )}. */
    List<Name> names() {
        List<Name> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        StringBuilder giver = new StringBuilder();
        for (HtmlRun piece : pieces) {
            if (piece.italic() && !piece.ends() && (!giver.isEmpty() || opens(name))) {
                giver.append(piece.text());
                continue;
            }
            if (piece.ends() || !giver.isEmpty()) {
                finish(name, giver, names);
            }
            if (!piece.ends()) {
                name.append(piece.text());
            }
        }
        finish(name, giver, names);
        return names;
    }

    /** Whether the last thing that it says is an opening bracket; white space comes in single spaces. */
    private static boolean opens(StringBuilder text) {
        int last = text.length() - 1;
        int end = last >= 0 && text.charAt(last) == ' ' ? last - 1 : last;
        return end >= 0 && text.charAt(end) == '(';
    }

    private static void finish(StringBuilder name, StringBuilder giver, List<Name> names) {
        String bare = withoutBracket(name.toString().strip(), !giver.isEmpty());
        if (!bare.isEmpty()) {
            names.add(new Name(bare, giver.toString().strip()));
        }
        name.setLength(0);
        giver.setLength(0);
    }

    /** The name without the bracket that the giver before it closed, and the one that its own giver opens. */
    private static String withoutBracket(String text, boolean given) {
        String name = text.startsWith(")") ? text.substring(1).strip() : text;
        name = name.startsWith(",") ? name.substring(1).strip() : name;
        return given && name.endsWith("(") ? name.substring(0, name.length() - 1).strip() : name;
    }

    /**
     * The addresses that it links to or names, in order; {@code http} and {@code https} alone, without those of the
     * encyclopedia's own pages.
     */
    List<String> links() {
        return pieces.stream().flatMap(HtmlFragment::addresses).toList();
    }

    /** Those links that its text does not show, each once. */
    List<String> hiddenLinks() {
        Set<String> shown = new HashSet<>();
        pieces.stream().filter(HtmlRun::showsAddress).flatMap(HtmlFragment::addresses).forEach(shown::add);
        return links().stream().filter(shown::add).toList();
    }

    private static Stream<String> addresses(HtmlRun piece) {
        if (!piece.address().isEmpty()) {
            return Stream.of(piece.address());
        }
        return piece.kind() == Kind.CARD
                ? Stream.empty()
                : ADDRESS.matcher(piece.text()).results().map(MatchResult::group);
    }
}
