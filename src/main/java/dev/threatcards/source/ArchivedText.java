package dev.threatcards.source;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Name;
import dev.threatcards.card.Reject;

/**
 * A card page as an archive holds it: text in which each row of the card is a line, label and value parted by a tab, the
 * value an HTML fragment. Several cards may follow each other in a file.
 *
 * <pre>
 * # title of the deck
 * Archived: 2026-04-05 17:35:39 UTC
 * Licence: name                                  (if the deck is not under ETDA's)
 * ## APT group: name                             (or Other group, Unknown group, Tool)
 * UUID &lt;tab&gt; uuid                          (if known)
 * Names &lt;tab&gt; Name ( &lt;i&gt;Giver&lt;/i&gt; )&lt;br&gt;Name ( &lt;i&gt;Giver&lt;/i&gt; )
 * Observed &lt;tab&gt; &lt;p&gt;Sectors: …&lt;/p&gt; &lt;p&gt;Countries: …&lt;/p&gt;
 * Operations performed &lt;tab&gt; 2014-10 &lt;tab&gt; what happened
 * &lt;tab&gt; 2015 &lt;tab&gt; what happened next         (a row without a label goes on with the one before)
 * Last change to this card: 14 April 2020
 * </pre>
 *
 * A page as archived has no uuid: the card then has one made from its kind and title, the same each time it is read.
 */
final class ArchivedText implements Form {

    static final String FORM = "archived text";

    // The heading that begins a card: its kind and its title, perhaps behind Markdown's "#".
    private static final Pattern HEADING = Pattern
            .compile("^#{0,6} *(APT group|Other group|Unknown group|Tool): *(.+)$", Pattern.MULTILINE);
    // "Archived: 2026-04-05 17:35:39 UTC": the day alone.
    private static final Pattern ARCHIVED = Pattern.compile("^Archived: *(\\d{4}-\\d{2}-\\d{2}).*$");
    private static final Pattern LICENSE = Pattern.compile("^Licence: *(.+)$");
    private static final Pattern LAST_CHANGE = Pattern.compile("^Last change to this card: *(.+)$");
    private static final Pattern DECK_TITLE = Pattern.compile("^#(?!#) *(.+)$");
    // A row: a label of letters and spaces, a tab, a value.
    private static final Pattern ROW = Pattern.compile("^(\\p{L}[\\p{L} &;'-]*)\\t(.*)$");
    private static final String FOOTER = "Download this ";

    private static final String ENCYCLOPEDIA = "Threat Group Cards: A Threat Actor Encyclopedia";

    @Override
    public boolean recognises(String head) {
        return HEADING.matcher(head).find() && head.contains("\t");
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
        new Reading(location, sink).read(lines);
    }

    /** One file being read, line by line. */
    private static final class Reading {
        private final String location;
        private final CardSink sink;
        private String deckTitle = ENCYCLOPEDIA;
        private String license = "";
        private CardDate archived = CardDate.NONE;
        private Page page;

        Reading(String location, CardSink sink) {
            this.location = location;
            this.sink = sink;
        }

        void read(BufferedReader lines) throws IOException {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                line(number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line, number);
            }
            finish();
        }

        private void line(String line, int number) {
            Matcher heading = HEADING.matcher(line);
            if (heading.matches()) {
                finish();
                page = new Page(heading.group(1), heading.group(2).strip(), number);
            } else if (page == null || page.ended) {
                header(line);
            } else {
                page.line(line);
            }
        }

        private void header(String line) {
            Matcher title = DECK_TITLE.matcher(line);
            Matcher date = ARCHIVED.matcher(line);
            Matcher name = LICENSE.matcher(line);
            if (title.matches() || date.matches()) {
                finish();
            }
            if (title.matches()) {
                deckTitle = title.group(1).strip();
                license = "";
            } else if (date.matches()) {
                archived = CardDates.parse(date.group(1));
            } else if (name.matches()) {
                license = name.group(1).strip();
            }
        }

        private void finish() {
            if (page == null) {
                return;
            }
            try {
                Deck deck = deck();
                sink.card(DeckCard.identified(EtdaCard.of(page.json(), deck), deck));
            } catch (BadCard e) {
                sink.reject(new Reject(location, "line " + page.lineNumber, e.getMessage()));
            }
            page = null;
        }

        private Deck deck() {
            String terms = license.isEmpty() && deckTitle.equals(ENCYCLOPEDIA) ? Licenses.ETDA : license;
            return new Deck(FORM + ": " + deckTitle, deckTitle.equals(ENCYCLOPEDIA) ? Deck.ETDA : deckTitle, deckTitle,
                    archived, terms, FORM, location, "");
        }
    }

    /** The rows of one card as they come in, and the shape of ETDA's JSON as they go out. */
    private static final class Page {
        private final String kind;
        private final String title;
        private final int lineNumber;
        private final Map<String, List<String>> rows = new LinkedHashMap<>();
        private List<String> values;
        private String lastChange = "";
        private boolean ended;

        Page(String kind, String title, int lineNumber) {
            this.kind = kind;
            this.title = title;
            this.lineNumber = lineNumber;
        }

        void line(String line) {
            Matcher row = ROW.matcher(line);
            Matcher change = LAST_CHANGE.matcher(line);
            if (change.matches()) {
                lastChange = change.group(1).strip();
                values = null;
            } else if (line.startsWith(FOOTER)) {
                ended = true;
            } else if (row.matches()) {
                values = rows.computeIfAbsent(row.group(1).strip(), label -> new ArrayList<>());
                values.add(row.group(2));
            } else if (line.startsWith("\t") && values != null) {
                values.add(line.substring(1));
            } else if (values != null && !values.isEmpty()) {
                values.set(values.size() - 1, values.getLast() + "\n" + line);
            }
        }

        ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            boolean tool = kind.equals("Tool");
            json.put(tool ? "tool" : "actor", title);
            if (!tool) {
                json.put("category", kind.substring(0, kind.indexOf(' ')));
            }
            rows.forEach((label, cells) -> put(label, cells, json));
            if (!lastChange.isEmpty()) {
                json.put("last-card-change", isoDay(lastChange));
            }
            if (!json.has("uuid")) {
                json.put("uuid",
                        UUID.nameUUIDFromBytes((kind + ": " + title).getBytes(StandardCharsets.UTF_8)).toString());
            }
            return json;
        }

        private static void put(String label, List<String> cells, ObjectNode json) {
            String html = String.join("\n", cells);
            Fragment value = Fragment.of(html);
            switch (label.replace("&amp;", "&").toLowerCase(Locale.ROOT)) {
                case "uuid" -> json.put("uuid", value.text());
                case "names" -> putNames(value, json);
                case "country" -> putAll("country", value.entries(), json);
                case "sponsor" -> json.put("sponsor", value.text());
                case "motivation" -> putAll("motivation", value.entries(), json);
                case "category" -> json.put("category", value.text());
                case "type" -> putAll("type", value.entries(), json);
                case "first seen" -> json.put("first-seen", value.text());
                case "description" -> json.put("description", value.text());
                case "observed" -> putObserved(value, json);
                case "tools used" -> putAll("tools", value.entries(), json);
                case "operations performed" -> putActivities("operations", cells, json);
                case "counter operations" -> putActivities("counter-operations", cells, json);
                case "information" -> putAll("information", value.links(), json);
                case "mitre att&ck" -> putAll("mitre-attack", value.links(), json);
                case "playbook" -> putAll("playbook", value.links(), json);
                case "malpedia" -> putAll("malpedia", value.links(), json);
                case "alienvault otx" -> putAll("alienvault-otx", value.links(), json);
                default -> json.put(label, value.text());
            }
        }

        private static void putNames(Fragment value, ObjectNode json) {
            ArrayNode names = json.putArray("names");
            for (Name name : value.names()) {
                names.addObject().put("name", name.name()).put("name-giver", name.giver());
            }
        }

        /** Two sentences, one that begins with "Sectors:" and one with "Countries:". */
        private static void putObserved(Fragment value, ObjectNode json) {
            for (Fragment paragraph : value.paragraphs()) {
                List<String> entries = new ArrayList<>(paragraph.entries());
                if (entries.isEmpty()) {
                    continue;
                }
                String first = entries.getFirst();
                int colon = first.indexOf(':');
                String what = colon < 0 ? "" : first.substring(0, colon).strip();
                entries.set(0, first.substring(colon + 1).strip());
                switch (what) {
                    case "Sectors" -> putAll("observed-sectors", entries, json);
                    case "Countries" -> putAll("observed-countries", entries, json);
                    default -> json.put("Observed", value.text());
                }
            }
        }

        /** Each cell "date, tab, what happened"; or all in one cell as a table of such rows. */
        private static void putActivities(String key, List<String> cells, ObjectNode json) {
            ArrayNode activities = json.putArray(key);
            for (String cell : cells) {
                List<List<Fragment>> nested = Fragment.of(cell).rows();
                if (nested.isEmpty()) {
                    int tab = cell.indexOf('\t');
                    putActivity(cell.substring(0, Math.max(tab, 0)), Fragment.of(cell.substring(tab + 1)), activities);
                } else {
                    nested.stream().filter(row -> row.size() > 1)
                            .forEach(row -> putActivity(row.get(0).text(), row.get(1), activities));
                }
            }
        }

        private static void putActivity(String date, Fragment what, ArrayNode activities) {
            StringBuilder activity = new StringBuilder(what.text().replaceAll("\\n\\n+", "\n"));
            what.links().stream().filter(link -> activity.indexOf(link) < 0)
                    .forEach(link -> activity.append('\n').append(link));
            activities.addObject().put("date", date.strip()).put("activity", activity.toString());
        }

        private static void putAll(String key, List<String> values, ObjectNode json) {
            ArrayNode array = json.putArray(key);
            values.forEach(array::add);
        }

        /** "14 April 2020" as ETDA's JSON writes it, 2020-04-14; what is no day stays as it is. */
        private static String isoDay(String text) {
            CardDate date = CardDates.parse(text);
            return date.precision() == CardDate.Precision.DAY ? date.from().toString() : text;
        }
    }
}
