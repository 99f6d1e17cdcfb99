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
 * The HTML of a value on a card page, which can be read as text, a list, names or links. Scripts, styles and attributes are ignored.
 */
final class HtmlFragment {

    // An address in running text, which ends at white space, a quote or an angle bracket.
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]+");

    // A link in angle brackets, as archives write it. A parser would take it for a tag.
    private static final Pattern BRACKETED = Pattern.compile("(?<![\"'=])<(https?://[^\\s<>\"]+)>");

    // The conjunction before a list's last entry.
    private static final Pattern AND = Pattern.compile("^and\\s+");

    private final Element root;
    private final List<HtmlRun> runs;

    private HtmlFragment(Element root) {
        this.root = root;
        this.runs = HtmlRun.of(root);
    }

    static HtmlFragment of(String html) {
        String linked = BRACKETED.matcher(html).replaceAll("&lt;<a href=\"$1\">$1</a>&gt;");
        return new HtmlFragment(Jsoup.parseBodyFragment(linked).body());
    }

    static HtmlFragment of(Element element) {
        return new HtmlFragment(element);
    }

    /** The rows of the outermost tables in an element. */
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

    static List<Element> cells(Element row) {
        return row.children().stream().filter(cell -> cell.nameIs("td") || cell.nameIs("th")).toList();
    }

    /** The rows of nested tables, each as a list of cells. */
    List<List<HtmlFragment>> rows() {
        return rows(root).stream().map(row -> cells(row).stream().map(HtmlFragment::new).toList()).toList();
    }

    /**
     * The text, with an empty line between paragraphs, line breaks, and bullets as "•". A link to a card becomes {@code {{Name}}}; a
     * link whose text is a URL becomes its target.
     */
    String text() {
        StringBuilder text = new StringBuilder();
        for (HtmlRun run : runs) {
            text.append(run.shown());
        }
        return text.toString().replaceAll(" ?\\n ?", "\n").replaceAll("\\n{3,}", "\n\n").strip();
    }

    /**
     * The entries of lists, separated by commas or "and" before the last one, which may end with a full stop. Labels may be links.
     * Paragraphs, line breaks, items and cells end a list too.
     */
    List<String> entries() {
        List<String> entries = new ArrayList<>();
        Entry entry = new Entry();
        Kind before = Kind.BREAK;
        for (HtmlRun run : runs) {
            if (run.ends()) {
                entry.finish(true, entries);
            } else if (run.kind() != Kind.WORDS) {
                entry.link(run);
            } else {
                if (before != Kind.WORDS && run.text().startsWith(" and ")) {
                    entry.finish(false, entries);
                }
                String[] words = run.text().split(",", -1);
                for (int i = 0; i < words.length; i++) {
                    if (i > 0) {
                        entry.finish(false, entries);
                    }
                    entry.words(words[i]);
                }
            }
            before = run.kind();
        }
        entry.finish(true, entries);
        return entries;
    }

    /** Collects an entry of a list. A full stop that is part of a link ("P.A.S.") does not end the list. */
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
            // An entry that is only a link to a card is a label.
            bare = bare.equals("{{" + label + "}}") ? label : bare;
            if (!bare.isEmpty()) {
                entries.add(bare);
            }
            text.setLength(0);
            label = "";
            endsInLink = false;
        }
    }

    /** Names, each followed by its name-giver in italics and parentheses: {@code Safe ( <i>Trend Micro</i> )}. */
    List<Name> names() {
        List<Name> names = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        StringBuilder giver = new StringBuilder();
        for (HtmlRun run : runs) {
            if (run.italic() && !run.ends() && (!giver.isEmpty() || opens(name))) {
                giver.append(run.text());
                continue;
            }
            if (run.ends() || !giver.isEmpty()) {
                finish(name, giver, names);
            }
            if (!run.ends()) {
                name.append(run.text());
            }
        }
        finish(name, giver, names);
        return names;
    }

    /** Whether the text ends with an opening parenthesis, perhaps followed by a space. */
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

    /** The name without the parentheses around name-givers. */
    private static String withoutBracket(String text, boolean given) {
        String name = text.startsWith(")") ? text.substring(1).strip() : text;
        name = name.startsWith(",") ? name.substring(1).strip() : name;
        return given && name.endsWith("(") ? name.substring(0, name.length() - 1).strip() : name;
    }

    /**
     * The {@code http} and {@code https} links and URLs in the text, in order, without the encyclopedia's own pages.
     */
    List<String> links() {
        return runs.stream().flatMap(HtmlFragment::addresses).toList();
    }

    /** The distinct links that are not shown in {@link #text}. */
    List<String> hiddenLinks() {
        Set<String> shown = new HashSet<>();
        runs.stream().filter(HtmlRun::showsAddress).flatMap(HtmlFragment::addresses).forEach(shown::add);
        return links().stream().filter(shown::add).toList();
    }

    private static Stream<String> addresses(HtmlRun run) {
        if (!run.address().isEmpty()) {
            return Stream.of(run.address());
        }
        return run.kind() == Kind.CARD ? Stream.empty() : ADDRESS.matcher(run.text()).results().map(MatchResult::group);
    }
}
