package dev.threatcards.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins the lines of a PDF into paragraphs: a line that fills the column is joined to the next one of its paragraph, and a word
 * that was hyphenated at the end of a line becomes whole. Lines that are repeated at the top or bottom of pages are left out.
 */
final class PdfLines {

    // The word at the end of a line that a hyphen breaks, and the first one of the next line.
    private static final Pattern BROKEN = Pattern.compile("([\\p{L}\\p{N}]+)[-\u2010\u00AD]$");
    private static final Pattern FIRST_WORD = Pattern.compile("^[\\p{L}\\p{N}]+");

    private static final Pattern HYPHENATED = Pattern.compile("[\\p{L}\\p{N}]+-[\\p{L}\\p{N}]+");

    private static final Pattern DIGITS = Pattern.compile("\\d+");

    // The sign or number before an entry of a list.
    private static final Pattern ENTRY = Pattern
            .compile("(?:[•●▪◦‣■□–*o-]|\\(?(?:\\d{1,3}|[a-z])[.)]|\\d{1,2}(?:\\.\\d{1,2}){1,3}\\.?)\\s.*");

    // The dots and the page at the end of an entry of a table of contents.
    private static final Pattern LEADER = Pattern.compile("\\.(?: ?\\.){2,}\\s*\\d+$");

    /** A line that has less of the usual length than this ends its paragraph, or is a heading or a cell. */
    private static final double FULL = 0.7;

    /** Which of a page's lines may be a header or a footer: so many at the top and at the bottom. */
    private static final int EDGE = 2;

    /** Pages from which on repeated lines are looked for. */
    private static final int PAGES = 3;

    private final Set<String> hyphenated = new HashSet<>();
    private final int full;
    private final StringBuilder text = new StringBuilder();

    private PdfLines(List<List<String>> pages) {
        List<Integer> lengths = new ArrayList<>();
        for (List<String> page : pages) {
            for (String line : page) {
                lengths.add(line.length());
                HYPHENATED.matcher(line).results().map(word -> word.group().toLowerCase(Locale.ROOT))
                        .forEach(hyphenated::add);
            }
        }
        Collections.sort(lengths);
        // Most lines of a text are full; of a table, none is.
        this.full = lengths.isEmpty() ? 0 : (int) (FULL * lengths.get(lengths.size() * 9 / 10));
    }

    /** @param pages the lines of each page, with {@link PdfPages#PARAGRAPH} where a paragraph begins */
    static String of(List<String> pages) {
        List<List<String>> lines = new ArrayList<>();
        for (String page : pages) {
            lines.add(page.lines().map(line -> line.replace('\u00A0', ' ').stripTrailing())
                    .filter(line -> !line.isBlank()).toList());
        }
        List<List<String>> bodies = withoutEdges(lines);
        PdfLines joined = new PdfLines(bodies);
        String last = "";
        for (List<String> page : bodies) {
            boolean first = true;
            for (String line : page) {
                joined.add(last, line, first);
                last = line;
                first = false;
            }
        }
        return joined.text.toString().strip();
    }

    /** The lines of each page without those that most pages have at their edges, up to numbers; the first page that has one keeps it. */
    private static List<List<String>> withoutEdges(List<List<String>> pages) {
        Map<String, Integer> counts = new HashMap<>();
        for (List<String> page : pages) {
            Set<String> edges = new HashSet<>();
            for (int i = 0; i < page.size(); i++) {
                if (isEdge(i, page)) {
                    edges.add(form(page.get(i)));
                }
            }
            edges.forEach(edge -> counts.merge(edge, 1, Integer::sum));
        }
        int most = Math.max(PAGES, (pages.size() + 1) / 2);
        Set<String> seen = new HashSet<>();
        List<List<String>> bodies = new ArrayList<>();
        for (List<String> page : pages) {
            List<String> body = new ArrayList<>();
            for (int i = 0; i < page.size(); i++) {
                String line = page.get(i);
                if (!isEdge(i, page) || counts.get(form(line)) < most || (seen.add(form(line)) && !isNumber(line))) {
                    body.add(line);
                }
            }
            bodies.add(body);
        }
        return bodies;
    }

    /** Whether it is the number of a page. */
    private static boolean isNumber(String line) {
        return plain(line).codePoints().noneMatch(Character::isLetter);
    }

    private static boolean isEdge(int line, List<String> page) {
        return line < EDGE || line >= page.size() - EDGE;
    }

    private static String form(String line) {
        return DIGITS.matcher(plain(line)).replaceAll("#");
    }

    private static String plain(String line) {
        return line.replace(String.valueOf(PdfPages.PARAGRAPH), "").strip();
    }

    private void add(String last, String marked, boolean firstOfPage) {
        String line = plain(marked);
        boolean begins = marked.indexOf(PdfPages.PARAGRAPH) >= 0 || ENTRY.matcher(line).matches();
        boolean goesOn = Character.isLowerCase(line.codePointAt(0));
        String before = plain(last);
        Matcher broken = BROKEN.matcher(before);
        boolean hyphen = broken.find() && FIRST_WORD.matcher(line).find();
        boolean joins = before.length() >= full && !LEADER.matcher(before).find()
                && (firstOfPage ? goesOn : !begins || (hyphen && goesOn));
        if (text.isEmpty()) {
            text.append(line);
        } else if (joins && hyphen) {
            join(broken.group(1), line);
        } else if (joins) {
            text.append(' ').append(line);
        } else {
            text.append(begins || firstOfPage ? "\n\n" : "\n").append(line);
        }
    }

    /** Takes the hyphen away, unless the word has it elsewhere in the text, or it is part of a name such as "APT-28". */
    private void join(String start, String line) {
        Matcher word = FIRST_WORD.matcher(line);
        String rest = word.find() ? word.group() : "";
        char sign = text.charAt(text.length() - 1);
        boolean isWord = Character.isLowerCase(rest.codePointAt(0))
                && Character.isLowerCase(start.codePointBefore(start.length()))
                && !hyphenated.contains((start + "-" + rest).toLowerCase(Locale.ROOT));
        if (isWord || sign == '\u00AD') {
            text.setLength(text.length() - 1);
        }
        text.append(line);
    }
}
