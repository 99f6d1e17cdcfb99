package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Reject;
import dev.threatcards.json.Encyclopedia;

/**
 * The encyclopedia's HTML page of one card ({@code showcard.cgi}): a heading with kind and title, "APT group: Safe", and a table whose
 * rows have a label in the first cell and values in the others. A row without a label continues the previous one.
 *
 * <p>The uuid is taken from a row, from the canonical link, or from the links outside of the table if all of them have the same uuid.
 */
public final class CardPageForm implements CardForm {

    public static final String FORM = "card page";

    /** The largest page, in bytes. The encyclopedia's list of all groups has 0.25 MB. */
    private static final int LARGEST = 32 * 1024 * 1024;

    private static final String HEADINGS = "h1, h2, h3, h4";
    private static final Pattern HEADING = Pattern.compile(CardRows.KINDS + " ?: ?(\\S.*)");
    private static final String DAY = " ?:? ?(\\d{1,2} \\p{L}{3,9} \\d{4}|\\d{4}-\\d{2}-\\d{2})";
    private static final Pattern LAST_CHANGE = Pattern.compile("Last change to this card" + DAY);
    private static final Pattern DATABASE_CHANGE = Pattern.compile("Last database change" + DAY);
    private static final String SITE_SEPARATOR = " - ";

    @Override
    public boolean recognises(String head) {
        String text = head.startsWith("\uFEFF") ? head.substring(1) : head;
        return text.stripLeading().startsWith("<") && !headings(Jsoup.parse(text)).isEmpty();
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            sink.reject(new Reject(location, "", "The page is larger than " + LARGEST / 1024 / 1024
                    + " MiB, so it is no card's, and was not read."));
            return;
        }
        Document page = Jsoup.parse(TextEncoding.page(bytes));
        try {
            List<Element> headings = headings(page);
            CardRows rows = rows(page, headings);
            Deck deck = deck(page, location);
            sink.card(new DeckCard(rows.card(deck), deck, rows.identity()));
            if (headings.size() > 1) {
                sink.reject(new Reject(location, "",
                        "Of the " + headings.size() + " cards on the page the first was read; not \""
                                + text(headings.get(1)) + "\" and what follows."));
            }
        } catch (BadCard e) {
            sink.reject(new Reject(location, "", e.getMessage()));
        }
    }

    /** The headings with a card's kind and title; if there are none, the page's title if it has them. */
    private static List<Element> headings(Document page) {
        List<Element> headings = page.select(HEADINGS).stream().filter(CardPageForm::isCardHeading).toList();
        return headings.isEmpty()
                ? page.select("head > title").stream().filter(CardPageForm::isCardHeading).toList()
                : headings;
    }

    private static boolean isCardHeading(Element heading) {
        return HEADING.matcher(text(heading)).matches();
    }

    private static String text(Element element) {
        return element.text().replace('\u00A0', ' ').strip();
    }

    private static CardRows rows(Document page, List<Element> headings) throws BadCard {
        if (headings.isEmpty()) {
            throw new BadCard("The page has no heading that says which card it is.");
        }
        Element heading = headings.getFirst();
        Matcher words = HEADING.matcher(text(heading));
        if (!words.matches()) {
            throw new IllegalStateException("not a heading of a card: " + heading);
        }
        String name = words.group(2);
        int separator = heading.nameIs("title") ? name.lastIndexOf(SITE_SEPARATOR) : -1;
        CardRows rows = new CardRows(words.group(1), separator < 0 ? name : name.substring(0, separator).strip());
        Element table = table(page, heading).orElseThrow(() -> new BadCard(
                "The page has no table with the rows of \"" + text(heading) + "\", so it is no card."));
        if (table.text().indexOf(TextEncoding.MALFORMED) >= 0) {
            throw new BadCard("The page has bytes that are no UTF-8 in the rows of \"" + text(heading) + "\".");
        }
        read(table, rows);
        uuid(page, table).ifPresent(rows::uuid);
        last(LAST_CHANGE, page).ifPresent(rows::lastChange);
        return rows;
    }

    /** The first table with rows of a card after the heading, or else around it. Of nested tables it is the outermost. */
    private static Optional<Element> table(Document page, Element heading) {
        boolean after = heading.nameIs("title");
        for (Element element : page.select(HEADINGS + ", table")) {
            if (element.equals(heading)) {
                after = true;
            } else if (after && element.nameIs("table") && isCard(element)) {
                return Optional.of(element);
            } else if (after && isCardHeading(element)) {
                break;
            }
        }
        return Optional.ofNullable(heading.closest("table")).filter(CardPageForm::isCard);
    }

    private static boolean isCard(Element table) {
        return HtmlFragment.rows(table).stream().map(HtmlFragment::cells)
                .anyMatch(cells -> cells.size() > 1 && CardRows.knows(cells.getFirst().text()));
    }

    private static void read(Element table, CardRows rows) {
        String label = "";
        int spanned = 0;
        for (Element row : HtmlFragment.rows(table)) {
            List<Element> cells = HtmlFragment.cells(row);
            if (cells.isEmpty()) {
                continue;
            }
            String first = HtmlFragment.of(cells.getFirst()).text();
            // The label's cell spans several rows, or the row continues a list and begins with a date.
            boolean unlabelled = spanned > 0 || CardDate.parse(first).isKnown();
            if (unlabelled) {
                spanned--;
            } else {
                label = first.isEmpty() ? label : first;
                spanned = rowSpan(cells.getFirst()) - 1;
            }
            List<Element> values = unlabelled ? cells : cells.subList(1, cells.size());
            if (!label.isEmpty() && !values.isEmpty()) {
                rows.row(label, values.stream().map(HtmlFragment::of).toList());
            }
        }
    }

    private static int rowSpan(Element cell) {
        String span = cell.attr("rowspan").strip();
        return span.matches("[0-9]{1,4}") ? Integer.parseInt(span) : 1;
    }

    private static Optional<String> uuid(Document page, Element table) {
        Optional<String> canonical = page.select("link[rel=canonical]").stream()
                .flatMap(link -> CardRows.uuidIn(link.attr("href")).stream()).findFirst();
        if (canonical.isPresent()) {
            return canonical;
        }
        List<String> own = page.select("a[href]").stream().filter(link -> !link.parents().contains(table))
                .flatMap(link -> CardRows.uuidIn(link.attr("href")).stream()).distinct().limit(2).toList();
        return own.size() == 1 ? Optional.of(own.getFirst()) : Optional.empty();
    }

    /** The day in the last match, since a similar line in the card's own text precedes it. */
    private static Optional<String> last(Pattern line, Document page) {
        return line.matcher(text(page)).results().reduce((before, next) -> next).map(result -> result.group(1));
    }

    private static Deck deck(Document page, String location) {
        String title = page.title().replace('\u00A0', ' ').strip();
        int separator = title.lastIndexOf(SITE_SEPARATOR);
        String source = separator < 0
                ? Encyclopedia.TITLE
                : title.substring(separator + SITE_SEPARATOR.length()).strip();
        CardDate date = last(DATABASE_CHANGE, page).map(CardDate::parse).orElse(CardDate.NONE);
        return Decks.of(FORM, source, Encyclopedia.collectionOf(source), source, date, Deck.Extent.PAGES,
                Encyclopedia.licenseOf(source), location, "");
    }
}
