package dev.threatcards.report;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown without its markup, line by line, so that names read as a reader sees them: {@code **Fancy** Bear} is "Fancy Bear", and
 * {@code [Fancy Bear](https://…)} is "Fancy Bear (https://…)". Code keeps its characters.
 */
final class MarkdownText {

    private static final Pattern HEADING = Pattern.compile("^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$");

    // "Title" above a line of "=" or "-".
    private static final Pattern UNDERLINE = Pattern.compile("^ {0,3}(?:={2,}|-{2,})\\s*$");

    private static final Pattern FENCE = Pattern.compile("^ {0,3}(?:```|~~~).*");
    private static final Pattern TABLE_RULE = Pattern.compile("^ {0,3}\\|?(?: {0,9}:?-{2,50}:? {0,9}\\|?){1,50}$");
    private static final Pattern QUOTE = Pattern.compile("^(?: {0,3}> ?)+");
    private static final Pattern COMMENT = Pattern.compile("(?s)<!--.{0,10000}?-->");

    // ![text](address) and [text](address), [text][label]
    private static final Pattern IMAGE = Pattern
            .compile("!\\[([^\\[\\]\n]{0,300})\\](?:\\([^()\n]{0,2000}\\)|\\[[^\\[\\]\n]{0,100}\\])");
    private static final Pattern LINK = Pattern.compile(
            "\\[([^\\[\\]\n]{1,300})\\]\\(\\s{0,9}<?([^()<>\\s]{0,2000}(?:\\([^()<>\\s]{0,200}\\)[^()<>\\s]{0,200})?)>?"
                    + "(?:\\s+(?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'))?\\s{0,9}\\)");
    private static final Pattern REFERENCE = Pattern.compile("\\[([^\\[\\]\n]{1,300})\\]\\[[^\\[\\]\n]{0,100}\\]");
    private static final Pattern AUTOLINK = Pattern.compile("<((?:https?://|mailto:)[^<>\\s]{1,2000})>");

    // Emphasis: ** __ * _ ~~ next to the text that they mark; an underscore within a word marks nothing.
    private static final Pattern STARS = Pattern
            .compile("(?<![\\\\*])(\\*{1,3})(?=[^\\s*])([^*\n]{1,300}?)(?<=[^\\s*\\\\])\\1(?!\\*)");
    private static final Pattern UNDERSCORES = Pattern
            .compile("(?<![\\\\\\p{L}\\p{N}_])(_{1,3})(?=[^\\s_])([^\n]{1,300}?)(?<=[^\\s\\\\])\\1(?![\\p{L}\\p{N}_])");
    private static final Pattern STRIKES = Pattern.compile("~~([^~\n]{1,300})~~");
    private static final Pattern CODE = Pattern.compile("(`{1,2})([^`\n]{1,1000})\\1");
    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][a-zA-Z0-9]{0,20}(?:\\s[^<>\n]{0,500})?/?>");
    private static final Pattern ESCAPE = Pattern.compile("\\\\([!-/:-@\\[-`{-~])");

    // The title in the block of properties before the text.
    private static final Pattern PROPERTY_TITLE = Pattern.compile("(?i)title:\\s*[\"']?(.*?)[\"']?\\s*");

    private MarkdownText() {
    }

    static Report read(String markdown, List<String> notes) {
        List<String> lines = COMMENT.matcher(markdown).replaceAll("").lines().toList();
        List<String> text = new ArrayList<>();
        String title = "";
        boolean code = false;
        int from = 0;
        if (!lines.isEmpty() && lines.getFirst().strip().equals("---")) {
            int end = lines.subList(1, lines.size()).indexOf("---");
            for (String property : lines.subList(1, Math.max(1, end + 1))) {
                Matcher stated = PROPERTY_TITLE.matcher(property);
                title = title.isEmpty() && stated.matches() ? stated.group(1) : title;
                text.add(property);
            }
            from = end < 0 ? 1 : end + 2;
        }
        for (String line : lines.subList(from, lines.size())) {
            if (FENCE.matcher(line).matches()) {
                code = !code;
            } else if (code) {
                text.add(line);
            } else if (UNDERLINE.matcher(line).matches()) {
                title = title.isEmpty() && line.contains("=") && !text.isEmpty() ? text.getLast() : title;
            } else if (!(line.contains("|") && TABLE_RULE.matcher(line).matches())) {
                Matcher heading = HEADING.matcher(line);
                boolean headed = heading.matches();
                text.add(inline(headed ? heading.group(1) : QUOTE.matcher(line).replaceFirst("")));
                title = title.isEmpty() && headed ? text.getLast() : title;
            }
        }
        return new Report(title.strip(), String.join("\n", text), ReportForm.MARKDOWN, notes);
    }

    private static String inline(String line) {
        StringBuilder text = new StringBuilder();
        Matcher code = CODE.matcher(line);
        int from = 0;
        while (code.find()) {
            text.append(plain(line.substring(from, code.start()))).append(code.group(2));
            from = code.end();
        }
        return text.append(plain(line.substring(from))).toString();
    }

    private static String plain(String line) {
        String text = IMAGE.matcher(line).replaceAll("$1");
        text = LINK.matcher(text).replaceAll(link -> Matcher.quoteReplacement(linked(link.group(1), link.group(2))));
        text = REFERENCE.matcher(text).replaceAll("$1");
        text = AUTOLINK.matcher(text).replaceAll("$1");
        text = TAG.matcher(text).replaceAll("");
        text = STARS.matcher(text).replaceAll("$2");
        text = UNDERSCORES.matcher(text).replaceAll("$2");
        text = STARS.matcher(text).replaceAll("$2");
        text = STRIKES.matcher(text).replaceAll("$1");
        return ESCAPE.matcher(text).replaceAll("$1");
    }

    private static String linked(String text, String address) {
        return address.isEmpty() || address.startsWith("#") || address.equals(text)
                ? text
                : text + " (" + address + ")";
    }
}
