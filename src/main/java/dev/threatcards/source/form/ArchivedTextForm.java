package dev.threatcards.source.form;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jsoup.parser.Parser;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Reject;
import dev.threatcards.json.Encyclopedia;

/**
 * Card pages that an archive saved as text. Each row of a card is a line with a label, a tab and a value, which is an HTML fragment. A
 * file may have several cards.
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
 * &lt;tab&gt; 2015 &lt;tab&gt; what happened next         (a row without a label continues the previous one)
 * Last change to this card: 14 April 2020
 * Download this actor card in …
 * ---
 * Source: &lt;https://apt.etda.or.th/cgi-bin/showcard.cgi?u=uuid&gt;
 * </pre>
 *
 * Any other heading ends the card. The lines after it, up to the next card or deck, are rejected.
 */
public final class ArchivedTextForm implements CardForm {

    public static final String FORM = "archived text";

    // The heading of a card: kind and title, with or without Markdown's "#".
    private static final Pattern HEADING = Pattern.compile("^#{0,6} *" + CardRows.KINDS + ": *(.+)$",
            Pattern.MULTILINE);
    // Any other heading within the deck: "## Malware: Anchor".
    private static final Pattern OTHER_HEADING = Pattern.compile("^#{2,6} *([^#\\s].*)$");
    // "Archived: 2026-04-05 17:35:39 UTC": the day alone.
    private static final Pattern ARCHIVED = Pattern.compile("^Archived: *(\\d{4}-\\d{2}-\\d{2}).*$");
    private static final Pattern LICENSE = Pattern.compile("^Licence: *(.+)$");
    private static final Pattern LAST_CHANGE = Pattern.compile("^Last change to this card: *(.+)$");
    private static final Pattern DECK_TITLE = Pattern.compile("^#(?!#) *(.+)$");
    // A row: a label of letters and spaces, a tab, a value.
    private static final Pattern ROW = Pattern.compile("^(\\p{L}[\\p{L} &;'-]*)\\t(.*)$");
    private static final String FOOTER = "Download this ";
    // "Source: <https://…/showcard.cgi?u=uuid>": where the card was archived from.
    private static final String SOURCE = "Source:";

    @Override
    public boolean recognises(String head) {
        return HEADING.matcher(head).find() && head.contains("\t");
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        BufferedReader lines = new BufferedReader(TextEncoding.reader(content));
        new Reading(location, sink).read(lines);
    }

    private static final class Reading {
        private final String location;
        private final CardSink sink;
        private String deckTitle = Encyclopedia.TITLE;
        private String license = "";
        private CardDate archived = CardDate.NONE;
        private Page page;
        private boolean skipping;

        Reading(String location, CardSink sink) {
            this.location = location;
            this.sink = sink;
        }

        void read(BufferedReader lines) throws IOException {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                String text = number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line;
                read(text.replace(TextEncoding.MALFORMED, '\uFFFD'), number);
                if (page != null && page.malformedAt == 0 && text.indexOf(TextEncoding.MALFORMED) >= 0) {
                    page.malformedAt = number;
                }
            }
            finish();
        }

        private void read(String line, int number) {
            Matcher heading = HEADING.matcher(line);
            Matcher other = OTHER_HEADING.matcher(line);
            if (heading.matches()) {
                finish();
                skipping = false;
                page = new Page(heading.group(1), Parser.unescapeEntities(heading.group(2), true).strip(), number);
            } else if (other.matches()) {
                finish();
                skipping = true;
                sink.reject(new Reject(location, "line " + number, "\"" + other.group(1).strip()
                        + "\" is no card of a known kind; what follows it was not read."));
            } else if (line.startsWith("# ") && !line.substring(1).isBlank()) {
                skipping = false;
                header(line);
            } else if (!skipping && (page == null || !page.line(line))) {
                header(line);
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
                archived = CardDate.parse(date.group(1));
            } else if (name.matches()) {
                license = name.group(1).strip();
            }
        }

        private void finish() {
            if (page == null) {
                return;
            }
            try {
                if (page.malformedAt > 0) {
                    throw new BadCard("Line " + page.malformedAt + " of the card has bytes that are no UTF-8.");
                }
                String terms = license.isEmpty() ? Encyclopedia.licenseOf(deckTitle) : license;
                Deck deck = Decks.of(FORM, deckTitle, Encyclopedia.collectionOf(deckTitle), deckTitle, archived,
                        Deck.Extent.PAGES, terms, location, "");
                sink.card(new DeckCard(page.card(deck), deck, page.rows.identity()));
            } catch (BadCard e) {
                sink.reject(new Reject(location, "line " + page.lineNumber, e.getMessage()));
            }
            page = null;
        }
    }

    private static final class Page {
        private final CardRows rows;
        private final int lineNumber;
        private final StringBuilder value = new StringBuilder();
        // The label of the current row; empty before the first and after the last.
        private String label = "";
        private boolean ended;
        // The number of the first line with malformed bytes; 0 if there is none.
        private int malformedAt;

        Page(String kind, String title, int lineNumber) {
            this.rows = new CardRows(kind, title);
            this.lineNumber = lineNumber;
        }

        /** Reads a line. Returns false if the card has already ended. */
        boolean line(String line) {
            if (line.startsWith(SOURCE) && CardRows.uuidIn(line).isPresent()) {
                rows.uuid(CardRows.uuidIn(line).get());
                return true;
            }
            if (ended) {
                return false;
            }
            Matcher row = ROW.matcher(line);
            Matcher change = LAST_CHANGE.matcher(line);
            if (change.matches()) {
                begin("", "");
                rows.lastChange(change.group(1).strip());
            } else if (line.startsWith(FOOTER)) {
                begin("", "");
                ended = true;
            } else if (row.matches()) {
                begin(row.group(1).strip(), row.group(2));
            } else if (line.startsWith("\t") && !label.isEmpty()) {
                begin(label, line.substring(1));
            } else if (!label.isEmpty()) {
                value.append('\n').append(line);
            }
            return true;
        }

        /** Ends the current row and begins the next. */
        private void begin(String next, String start) {
            if (!label.isEmpty()) {
                rows.row(label, Arrays.stream(value.toString().split("\t", -1)).map(HtmlFragment::of).toList());
            }
            label = next;
            value.setLength(0);
            value.append(start);
        }

        /** Ends the last row and builds the card. */
        Card card(Deck deck) throws BadCard {
            begin("", "");
            return rows.card(deck);
        }
    }
}
