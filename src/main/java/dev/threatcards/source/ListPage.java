package dev.threatcards.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.NameKeys;
import dev.threatcards.card.Reject;
import dev.threatcards.card.Relation;

/**
 * ETDA's list of groups ({@code listgroups.cgi}), an HTML page with one table: changed, name, country, observed, and a ball
 * for groups that had counter operations. What only this page says: the category, by the heading above a row ("APT groups",
 * "Other groups", "Unknown groups"); which groups are parts of which, by rows that begin with "↳" below the group; and from
 * when to when a group was seen ("2018-Jun 2022"), the first of which is ETDA's "first seen".
 *
 * <p>The page knows no uuids: its rows are cards known by title.
 */
final class ListPage implements Form {

    static final String FORM = "list page";

    // What the page is named: "All groups - Threat Group Cards: A Threat Actor Encyclopedia".
    private static final Pattern TITLE = Pattern.compile("^(.*?) - (.+)$");
    private static final Pattern SECTION = Pattern.compile("^(APT|Other|Unknown) groups$");
    private static final Pattern LAST_CHANGE = Pattern.compile("^Last database change: (.+)$");
    private static final Pattern STATEMENT = Pattern.compile("^\\d+ groups? listed.*$");

    // How many groups that is.
    private static final Pattern STATED = Pattern.compile("^\\d{1,9}");

    // The arrow before a subgroup.
    private static final String ARROW = "↳";

    // "2018-Jun 2022": when it was seen first, and last. Years joined by "/" belong together.
    private static final Pattern SPAN = Pattern.compile("^([^-–]+?)\\s*[-–].*$");

    /** A page of a million characters is four times ETDA's. */
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    @Override
    public boolean recognises(String head) {
        return head.contains("class=\"thead\"") && head.contains("showcard.cgi");
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        byte[] bytes = content.readNBytes(MOST_BYTES);
        Document page = Jsoup.parse(TextEncoding.page(bytes));
        new Reading(deck(page, location), location, sink).rows(page);
        if (bytes.length == MOST_BYTES && content.read() >= 0) {
            sink.reject(new Reject(location, "byte " + MOST_BYTES,
                    "The page is longer than any list; the rest was not read."));
        }
    }

    private static Deck deck(Document page, String location) {
        Matcher title = TITLE.matcher(page.title());
        String list = title.matches() ? title.group(1) : page.title();
        String source = title.matches() ? title.group(2) : Encyclopedia.TITLE;
        CardDate date = CardDate.NONE;
        String statement = "";
        for (Element paragraph : page.select("p")) {
            String text = paragraph.text();
            Matcher change = LAST_CHANGE.matcher(text);
            if (change.matches()) {
                date = CardDates.parse(change.group(1));
            } else if (STATEMENT.matcher(text).matches()) {
                statement = text;
            }
        }
        return Decks.of(FORM, list, Deck.ETDA, source, date, Deck.Extent.EDITION, Encyclopedia.LICENSE, location,
                statement);
    }

    /** One page being read, row by row. */
    private static final class Reading {
        private final Deck deck;
        private final String location;
        private final CardSink sink;
        private String category = "";
        private String parent = "";
        private int count;

        Reading(Deck deck, String location, CardSink sink) {
            this.deck = deck;
            this.location = location;
            this.sink = sink;
        }

        void rows(Document page) {
            for (Element row : page.select("table tr")) {
                Matcher section = SECTION.matcher(row.text());
                Element link = row.selectFirst("td a[href*=showcard.cgi]");
                if (section.matches()) {
                    category = section.group(1);
                } else if (link != null && row.selectFirst("table") == null) {
                    count++;
                    card(row, link);
                }
            }
            Matcher stated = STATED.matcher(deck.statement());
            if (stated.find() && count > 0 && Integer.parseInt(stated.group()) != count) {
                sink.reject(new Reject(location, "after row " + count,
                        "The list says \"" + deck.statement() + "\", and has " + count + " rows that could be read."));
            }
            if (count == 0) {
                sink.reject(new Reject(location, "", "The list has no rows with groups."));
            }
        }

        private void card(Element row, Element link) {
            ObjectNode json = json(row, link);
            try {
                if (row.text().indexOf(TextEncoding.MALFORMED) >= 0) {
                    throw new BadCard("The row has bytes that are no UTF-8.");
                }
                sink.card(DeckCard.titled(EtdaCard.of(json, deck), deck));
            } catch (BadCard e) {
                sink.reject(new Reject(location, "row " + count, e.getMessage()));
            }
        }

        private ObjectNode json(Element row, Element link) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            String title = NameKeys.withoutListMarks(link.text());
            json.put("actor", title).put("uuid", EtdaCard.madeUuid("actor", title)).put("category", category);
            ArrayNode names = json.putArray("names");
            List.of(title.split(", ", -1)).forEach(name -> names.addObject().put("name", name));
            List<Element> cells = row.select("> td");
            int name = cells.indexOf(link.closest("td"));
            countries(cells, name + 1).forEach(json.putArray("country")::add);
            observed(text(cells, name + 2), json);
            if (name > 0 && !text(cells, name - 1).isEmpty()) {
                json.put("last-card-change", text(cells, name - 1));
            }
            Element ball = row.selectFirst("td img[title*=counter operations]");
            if (ball != null) {
                json.put(ball.attr("title"), "yes");
            }
            relate(link.parent().text().strip().startsWith(ARROW), title, json);
            return json;
        }

        /** A row with an arrow is a part of the nearest row above that has none. */
        private void relate(boolean subgroup, String title, ObjectNode json) {
            if (!subgroup) {
                parent = title;
            } else if (!parent.isEmpty()) {
                json.putArray("related").addObject().put("type", Relation.SUBGROUP_OF).put("dest-name", parent);
            }
        }

        private static void observed(String text, ObjectNode json) {
            if (text.isEmpty()) {
                return;
            }
            Matcher span = SPAN.matcher(text);
            boolean month = CardDates.parse(text).precision() == CardDate.Precision.MONTH;
            json.put("observed", text).put("first-seen", span.matches() && !month ? span.group(1) : text);
        }

        /** Flags by their names, or words where there is no flag: "[Unknown]". */
        private static List<String> countries(List<Element> cells, int index) {
            if (index >= cells.size()) {
                return List.of();
            }
            List<String> flags = cells.get(index).select("img[alt]").eachAttr("alt");
            String words = text(cells, index);
            return !flags.isEmpty() ? flags : words.isEmpty() ? List.of() : List.of(words);
        }

        private static String text(List<Element> cells, int index) {
            return index < cells.size() ? cells.get(index).text().replace('\u00A0', ' ').strip() : "";
        }
    }

}
