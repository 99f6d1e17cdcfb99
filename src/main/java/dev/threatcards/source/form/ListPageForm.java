package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.TextNode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Field;
import dev.threatcards.card.Reject;
import dev.threatcards.card.Relation;
import dev.threatcards.json.Encyclopedia;
import dev.threatcards.text.NameKeys;

/**
 * ETDA's list of groups ({@code listgroups.cgi}), an HTML page with the columns changed, name, country, observed, and a ball for groups
 * with counter operations. Only this page has the category, in the heading above the rows ("APT groups", "Other groups", "Unknown
 * groups"), subgroups, whose rows begin with "↳" below their group, and the period in which a group was seen ("2018-Jun 2022").
 *
 * <p>The page has no uuids, so that its cards are identified by title.
 */
public final class ListPageForm implements CardForm {

    public static final String FORM = "list page";

    // The page's title: "All groups - Threat Group Cards: A Threat Actor Encyclopedia".
    private static final Pattern TITLE = Pattern.compile("^(.*?) - (.+)$");
    private static final Pattern SECTION = Pattern.compile("^(APT|Other|Unknown) groups$");
    private static final Pattern LAST_CHANGE = Pattern.compile("^Last database change: (.+)$");
    private static final Pattern STATEMENT = Pattern.compile("^\\d+ groups? listed.*$");

    private static final Pattern NUMBER = Pattern.compile("^\\d{1,9}");

    private static final String ARROW = "↳";

    // "2018-Jun 2022": two dates. Years joined by "/" are one date.
    private static final Pattern SPAN = Pattern.compile("^([^-–]+?)\\s*[-–].*$");

    /** The most bytes that are read. ETDA's list has 250,000. */
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
                date = CardDate.parse(change.group(1));
            } else if (STATEMENT.matcher(text).matches()) {
                statement = text;
            }
        }
        return Decks.of(FORM, list, Deck.ETDA, source, date, Decks.ofList(title.matches() ? list : ""),
                Encyclopedia.LICENSE, location, statement);
    }

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
            Matcher stated = NUMBER.matcher(deck.statement());
            if (stated.find() && count > 0 && Integer.parseInt(stated.group()) != count) {
                sink.reject(new Reject(location, "after row " + count,
                        "The list says \"" + deck.statement() + "\", and has " + count + " rows that could be read."));
            }
            if (count == 0) {
                sink.reject(new Reject(location, "", "The list has no rows with groups."));
            }
        }

        private void card(Element row, Element link) {
            try {
                if (row.text().indexOf(TextEncoding.MALFORMED) >= 0) {
                    throw new BadCard("The row has bytes that are no UTF-8.");
                }
                sink.card(DeckCard.titled(read(row, link).build(), deck));
            } catch (BadCard e) {
                sink.reject(new Reject(location, "row " + count, e.getMessage()));
            }
        }

        private CardBuilder read(Element row, Element link) {
            String title = NameKeys.withoutListMarks(link.text());
            CardBuilder card = new CardBuilder(Kind.ACTOR, deck).title(title).uuidFromTitle().text(Field.CATEGORY,
                    category);
            List.of(title.split(", ", -1)).forEach(name -> card.name(name, ""));
            List<Element> cells = row.select("> td");
            int name = cells.indexOf(link.closest("td"));
            card.list(Field.COUNTRY, countries(cells, name + 1));
            observed(text(cells, name + 2), card);
            card.text(Field.LAST_CHANGE, text(cells, name - 1));
            Element ball = row.selectFirst("td img[title*=counter operations]");
            if (ball != null) {
                card.unknown(ball.attr("title"), TextNode.valueOf("yes"));
            }
            relate(link.parent().text().strip().startsWith(ARROW), title, card);
            return card;
        }

        /** A row with an arrow is a subgroup of the nearest row above without an arrow. */
        private void relate(boolean subgroup, String title, CardBuilder card) {
            if (!subgroup) {
                parent = title;
            } else if (!parent.isEmpty()) {
                card.relation(Relation.SUBGROUP_OF, "", parent, "");
            }
        }

        private static void observed(String text, CardBuilder card) {
            Matcher span = SPAN.matcher(text);
            boolean month = CardDate.parse(text).precision() == CardDate.Precision.MONTH;
            card.text(Field.OBSERVED, text).text(Field.FIRST_SEEN, span.matches() && !month ? span.group(1) : text);
        }

        /** The countries of the flags, or else the text of the cell: "[Unknown]". */
        private static List<String> countries(List<Element> cells, int index) {
            if (index >= cells.size()) {
                return List.of();
            }
            List<String> flags = cells.get(index).select("img[alt]").eachAttr("alt");
            String words = text(cells, index);
            return !flags.isEmpty() ? flags : words.isEmpty() ? List.of() : List.of(words);
        }

        private static String text(List<Element> cells, int index) {
            return index >= 0 && index < cells.size() ? cells.get(index).text().replace('\u00A0', ' ').strip() : "";
        }
    }

}
