package dev.threatcards.source;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.Listing.Kind;
import dev.threatcards.json.Encyclopedia;
import dev.threatcards.source.form.Labels;

/**
 * Writes a card, given in the shape of ETDA's JSON, in the other forms that cards come in. The archived text is written in
 * the manner of a page that an archive holds; the card page is synthetic: what the encyclopedia's own pages look like is
 * known from descriptions alone.
 */
final class CardForms {

    private static final String SITE = "https://apt.etda.or.th";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    // A link to another card, in text as it is once escaped.
    private static final Pattern CARD = Pattern.compile("\\{\\{([^{}]*)\\}\\}");

    private final JsonNode json;

    private CardForms(ObjectNode json) {
        this.json = json;
    }

    /** The card as archived text, all of a file. */
    static String archivedText(ObjectNode card) {
        return new CardForms(card).archivedText();
    }

    /** The card as a synthetic HTML page. */
    static String page(ObjectNode card) {
        return new CardForms(card).page();
    }

    private String archivedText() {
        StringBuilder text = new StringBuilder(
                "# " + Encyclopedia.TITLE + "\n\nArchived: 2026-04-05 17:35:39 UTC\n\n## " + heading() + "\n\n");
        rows().forEach((label, html) -> text.append(label).append('\t').append(html).append('\n'));
        activities()
                .forEach((label, activities) -> text
                        .append(label).append('\t').append(activities.stream()
                                .map(row -> row.date() + "\t" + row.what()).collect(Collectors.joining("\n\t")))
                        .append('\n'));
        links().forEach((label, links) -> text.append(label).append('\t').append(archivedLinks(links)).append("\n\n"));
        return text + "Last change to this card: " + lastChange()
                + "\n\nDownload this actor card in [PDF](#) or [JSON](#) format\n\n---\n\nSource: <" + SITE
                + "/cgi-bin/showcard.cgi?u=" + uuid() + ">";
    }

    /** The first as a link, those after it in angle brackets, as the archive writes them; with spaces none can be. */
    private static String archivedLinks(List<String> links) {
        StringBuilder text = new StringBuilder("< " + link(links.getFirst()) + " >");
        links.stream().skip(1).forEach(link -> text.append("\n\n")
                .append(link.matches("https?://[^\\s<>]+") ? "<<" + link + ">>" : "< " + link(link) + " >"));
        return text.toString();
    }

    private String page() {
        StringBuilder rows = new StringBuilder();
        rows().forEach((label, html) -> rows.append(row(label, "<td colspan=\"2\">" + html + "</td>")));
        activities().forEach((label, activities) -> {
            for (int i = 0; i < activities.size(); i++) {
                rows.append(row(i == 0 ? label : "&nbsp;",
                        "<td nowrap>" + activities.get(i).date() + "</td>\n<td>" + activities.get(i).what() + "</td>"));
            }
        });
        links().forEach((label, links) -> rows.append(row(label, "<td colspan=\"2\">"
                + links.stream().map(CardForms::link).collect(Collectors.joining("<br />\n")) + "</td>")));
        String title = escape(title());
        String get = "/cgi-bin/getcard.cgi?g=" + URLEncoder.encode(title(), StandardCharsets.UTF_8);
        return String.format(Locale.ROOT, """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8" /><title>%s - %s</title></head>
                <body>
                <table border="0"><tr><td><a href="https://www.etda.or.th">ETDA</a></td><td>Agency</td></tr></table>
                <h1>%s</h1>
                <h3>%s</h3>
                <table class="tborder">
                %s</table>
                <p>Last change to this card: %s</p>
                <p>Download this actor card in <a href="%s&amp;o=p">PDF</a> or <a href="%s&amp;o=j">JSON</a> format</p>
                <p><a href="/cgi-bin/showcard.cgi?u=%s">Link to this card</a></p>
                <script>document.title = "x";</script>
                </body>
                </html>
                """, title, Encyclopedia.TITLE, Encyclopedia.TITLE, heading(), rows, lastChange(), get, get, uuid());
    }

    private static String row(String label, String cells) {
        return "<tr><td class=\"thead\">" + label + "</td>\n" + cells + "</tr>\n";
    }

    private boolean isTool() {
        return json.has("tool");
    }

    private String title() {
        return json.path(isTool() ? "tool" : "actor").asText();
    }

    private String heading() {
        return (isTool() ? "Tool: " : json.path("category").asText("APT") + " group: ") + escape(title());
    }

    private String uuid() {
        return json.path("uuid").asText().replace(" ", "");
    }

    private String lastChange() {
        return LocalDate.parse(json.path("last-card-change").asText()).format(DAY);
    }

    /** The rows that hold neither operations nor links: label to HTML. */
    private Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        rows.put("Names", names());
        put("Country", list("country"), rows);
        put("Sponsor", inline(json.path("sponsor").asText("")), rows);
        put("Motivation", list("motivation"), rows);
        put("First seen", escape(json.path("first-seen").asText("")), rows);
        put("Category", isTool() ? escape(json.path("category").asText("")) : "", rows);
        put("Type", list("type"), rows);
        put("Description", paragraphs(json.path("description").asText("")), rows);
        put("Observed",
                sentence("Sectors", list("observed-sectors")) + sentence("Countries", list("observed-countries")),
                rows);
        put("Tools used", list("tools"), rows);
        return rows;
    }

    private static void put(String label, String html, Map<String, String> rows) {
        if (!html.isEmpty()) {
            rows.put(label, html);
        }
    }

    private static String sentence(String what, String list) {
        return list.isEmpty() ? "" : "<p>" + what + ": " + list + "</p> ";
    }

    private String names() {
        List<String> names = new ArrayList<>();
        for (JsonNode name : json.path("names")) {
            String giver = name.path("name-giver").asText("");
            names.add(
                    escape(name.path("name").asText()) + (giver.isEmpty() ? "" : " ( <i>" + escape(giver) + "</i> )"));
        }
        return String.join("<br>", names);
    }

    /** A sentence: labels are links, prose is none; the last piece follows "and" if it is prose after a label. */
    private String list(String key) {
        StringBuilder list = new StringBuilder();
        boolean afterLabel = false;
        for (int i = 0; i < json.path(key).size(); i++) {
            String entry = json.path(key).get(i).asText();
            boolean label = Labels.kind(entry) == Kind.LABEL;
            boolean last = i == json.path(key).size() - 1;
            list.append(i == 0 ? "" : last && afterLabel && !label ? " and " : ", ");
            list.append(label
                    ? "<a href=\"/cgi-bin/listgroups.cgi?x=" + i + "\">" + escape(entry) + "</a>"
                    : inline(entry));
            afterLabel = label;
        }
        return list.isEmpty() ? "" : list + ".";
    }

    private Map<String, List<Row>> activities() {
        Map<String, List<Row>> activities = new LinkedHashMap<>();
        putActivities("Operations performed", "operations", activities);
        putActivities("Counter operations", "counter-operations", activities);
        return activities;
    }

    private void putActivities(String label, String key, Map<String, List<Row>> activities) {
        List<Row> rows = new ArrayList<>();
        json.path(key).forEach(activity -> rows
                .add(new Row(escape(activity.path("date").asText("")), inline(activity.path("activity").asText()))));
        if (!rows.isEmpty()) {
            activities.put(label, rows);
        }
    }

    /** An activity: its date, and what happened as HTML. */
    private record Row(String date, String what) {
    }

    private Map<String, List<String>> links() {
        Map<String, List<String>> links = new LinkedHashMap<>();
        putLinks("Information", "information", links);
        putLinks("MITRE ATT&amp;CK", "mitre-attack", links);
        putLinks("Playbook", "playbook", links);
        putLinks("Malpedia", "malpedia", links);
        putLinks("AlienVault OTX", "alienvault-otx", links);
        return links;
    }

    private void putLinks(String label, String key, Map<String, List<String>> links) {
        List<String> addresses = new ArrayList<>();
        json.path(key).forEach(address -> addresses.add(address.asText()));
        if (!addresses.isEmpty()) {
            links.put(label, addresses);
        }
    }

    private static String paragraphs(String text) {
        return Arrays.stream(text.split("\n\n", -1)).map(paragraph -> "<p>" + inline(paragraph) + "</p>")
                .collect(Collectors.joining(" "));
    }

    /** Lines parted by breaks; those that are addresses are links, and so are other cards' names. */
    private static String inline(String text) {
        return text.lines().map(line -> line.matches("https?://.*") ? link(line) : cards(escape(line)))
                .collect(Collectors.joining("<br>"));
    }

    private static String cards(String html) {
        return CARD.matcher(html).replaceAll("<a href=\"/cgi-bin/showcard.cgi?g=$1\">$1</a>");
    }

    private static String link(String address) {
        return "<a href=\"" + escape(address) + "\">" + escape(address) + "</a>";
    }

    /** White space that parts rows and cells in archived text is a space in HTML. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replaceAll("[\\t\\r\\n]", " ");
    }
}
