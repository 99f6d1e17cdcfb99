package dev.threatcards.source.form;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.TextNode;

import dev.threatcards.card.Card;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardReference.Kind;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard.Identity;
import dev.threatcards.card.Field;
import dev.threatcards.text.NameKeys;

/**
 * Builds a card from the labelled rows of its page, whether saved as HTML or as text. Labels are compared ignoring case, colon and white
 * space. Rows with the same label are joined, and unknown labels become unknown keys. Without a uuid, one is derived from the title.
 */
final class CardRows {

    /** The kinds of card as headings name them: an alternation for use in a pattern. */
    static final String KINDS = "(APT group|Other group|Unknown group|Tool)";

    private static final Map<String, Field> FIELDS = Map.ofEntries(Map.entry("names", Field.NAMES),
            Map.entry("sponsor", Field.SPONSOR), Map.entry("category", Field.CATEGORY),
            Map.entry("description", Field.DESCRIPTION), Map.entry("first seen", Field.FIRST_SEEN),
            Map.entry("country", Field.COUNTRY), Map.entry("motivation", Field.MOTIVATION),
            Map.entry("type", Field.TYPE), Map.entry("tools used", Field.TOOLS),
            Map.entry("operations performed", Field.OPERATIONS),
            Map.entry("counter operations", Field.COUNTER_OPERATIONS), Map.entry("information", Field.INFORMATION),
            Map.entry("playbook", Field.PLAYBOOK), Map.entry("malpedia", Field.MALPEDIA),
            Map.entry("mitre att&ck", Field.MITRE_ATTACK), Map.entry("alienvault otx", Field.ALIENVAULT_OTX));

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\u00A0]+");

    // The headings of the two lists in the "Observed" row, which may be cells of their own.
    private static final Pattern OBSERVED = Pattern.compile("\\b(Sectors|Countries) ?: ?|^(?:Sectors|Countries)$");

    private static final Pattern FULL_STOP = Pattern.compile("\\. ?$");

    // A link of an activity; archives write it in angle brackets.
    private static final Pattern BRACKETED = Pattern.compile("<+ ?(https?://[^\\s<>]+) ?>+");

    private static final Pattern UUID_PARAMETER = Pattern
            .compile("[?&]u=([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?![0-9a-zA-Z-])");

    /** The rows of a label in its first spelling. Each row is a list of cells. */
    private record Row(String label, List<List<HtmlFragment>> lines) {
    }

    private final String kind;
    private final String title;
    private final Map<String, Row> rows = new LinkedHashMap<>();
    private String uuid = "";
    private String lastChange = "";

    /** A card of one of the {@link #KINDS}. */
    CardRows(String kind, String title) {
        this.kind = kind;
        this.title = NameKeys.withoutListMarks(title);
    }

    /** Whether the text is a label of the encyclopedia's cards. */
    static boolean knows(String label) {
        String known = plain(label);
        return FIELDS.containsKey(known) || known.equals("uuid") || known.equals("observed");
    }

    /** The uuid in the address of a card's page ({@code showcard.cgi?u=…}) or export ({@code getcard.cgi?u=…}). */
    static Optional<String> uuidIn(String address) {
        Matcher parameter = UUID_PARAMETER.matcher(address);
        boolean ofCard = address.contains("showcard.cgi?") || address.contains("getcard.cgi?");
        return ofCard && parameter.find() ? Optional.of(parameter.group(1)) : Optional.empty();
    }

    /** Adds a row. A row of operations has a date and what happened, or a table of such rows. */
    void row(String label, List<HtmlFragment> cells) {
        rows.computeIfAbsent(plain(label), known -> new Row(label, new ArrayList<>())).lines().add(List.copyOf(cells));
    }

    /** Sets the uuid that the source has outside of the rows. A row with a uuid takes precedence. */
    void uuid(String text) {
        uuid = text;
    }

    /** Whether the source identifies the card by uuid or by title. */
    Identity identity() {
        return uuid.isEmpty() && !rows.containsKey("uuid") ? Identity.TITLE : Identity.UUID;
    }

    /** Sets the day of the line "Last change to this card:". */
    void lastChange(String text) {
        lastChange = text;
    }

    Card card(Deck deck) throws BadCard {
        boolean tool = kind.equals("Tool");
        CardBuilder card = new CardBuilder(tool ? Kind.TOOL : Kind.ACTOR, deck).title(title);
        if (uuid.isEmpty()) {
            card.uuidFromTitle();
        } else {
            card.uuid(uuid);
        }
        if (!tool) {
            card.text(Field.CATEGORY, kind.substring(0, kind.indexOf(' ')));
        }
        rows.forEach((label, row) -> put(label, row, card));
        if (!lastChange.isEmpty()) {
            card.text(Field.LAST_CHANGE, isoDay(lastChange));
        }
        return card.build();
    }

    private static String plain(String label) {
        String words = WHITE_SPACE.matcher(label.replace("&amp;", "&").replace("&nbsp;", " ")).replaceAll(" ").strip();
        String bare = words.endsWith(":") ? words.substring(0, words.length() - 1).strip() : words;
        return bare.toLowerCase(Locale.ROOT);
    }

    private static void put(String label, Row row, CardBuilder card) {
        List<List<HtmlFragment>> lines = row.lines();
        Field field = FIELDS.get(label);
        switch (field) {
            case null -> putOther(label, row, card);
            case NAMES -> all(lines, HtmlFragment::names).forEach(name -> card.name(name.name(), name.giver()));
            case SPONSOR, CATEGORY, DESCRIPTION, FIRST_SEEN -> card.text(field, text(lines));
            case OPERATIONS, COUNTER_OPERATIONS -> putActivities(field, lines, card);
            case COUNTRY, MOTIVATION, TYPE, TOOLS -> card.list(field, all(lines, HtmlFragment::entries));
            default -> card.list(field, all(lines, HtmlFragment::links));
        }
    }

    private static void putOther(String label, Row row, CardBuilder card) {
        switch (label) {
            case "uuid" -> card.uuid(text(row.lines()));
            case "observed" -> putObserved(all(row.lines(), HtmlFragment::entries), card);
            default -> card.unknown(row.label().strip(), TextNode.valueOf(text(row.lines())));
        }
    }

    private static String text(List<List<HtmlFragment>> lines) {
        return lines.stream().map(cells -> cells.stream().map(HtmlFragment::text).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n")).strip();
    }

    private static <T> List<T> all(List<List<HtmlFragment>> lines, Function<HtmlFragment, List<T>> part) {
        return lines.stream().flatMap(List::stream).map(part).flatMap(List::stream).toList();
    }

    /**
     * Reads two lists that begin with "Sectors:" and "Countries:". Entries before both become an unknown key.
     */
    private static void putObserved(List<String> entries, CardBuilder card) {
        List<String> before = new ArrayList<>();
        Field list = null;
        for (String entry : entries) {
            Matcher heading = OBSERVED.matcher(entry);
            int from = 0;
            while (heading.find()) {
                // On one line, a full stop ends the first list.
                putObserved(list, FULL_STOP.matcher(entry.substring(from, heading.start())).replaceAll(""), before,
                        card);
                list = heading.group().startsWith("Sectors") ? Field.SECTORS : Field.TARGETS;
                from = heading.end();
            }
            putObserved(list, entry.substring(from), before, card);
        }
        if (!before.isEmpty()) {
            card.unknown("Observed", TextNode.valueOf(String.join(", ", before)));
        }
    }

    private static void putObserved(Field list, String entry, List<String> before, CardBuilder card) {
        if (entry.isBlank()) {
            return;
        }
        if (list == null) {
            before.add(entry.strip());
        } else {
            card.add(list, entry.strip());
        }
    }

    private static void putActivities(Field field, List<List<HtmlFragment>> lines, CardBuilder card) {
        for (List<HtmlFragment> cells : lines) {
            List<HtmlFragment> filled = cells.stream().filter(cell -> !cell.text().isEmpty()).toList();
            List<List<HtmlFragment>> nested = filled.size() == 1 ? filled.getFirst().rows() : List.of();
            (nested.isEmpty() ? List.of(cells) : nested).forEach(row -> putRow(field, row, card));
        }
    }

    /**
     * Reads a row of dates, each followed by what happened. The first date may be empty, or missing if the row has a single cell.
     */
    private static void putRow(Field field, List<HtmlFragment> cells, CardBuilder card) {
        String date = "";
        List<HtmlFragment> what = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            HtmlFragment cell = cells.get(i);
            boolean first = i == 0 && cells.size() > 1;
            if (first || (!what.isEmpty() && CardDate.parse(cell.text()).isKnown())) {
                putActivity(field, date, what, card);
                date = cell.text();
                what.clear();
            } else {
                what.add(cell);
            }
        }
        putActivity(field, date, what, card);
    }

    private static void putActivity(Field field, String date, List<HtmlFragment> what, CardBuilder card) {
        String story = what.stream().map(HtmlFragment::text).collect(Collectors.joining("\n"));
        String text = Stream
                .concat(BRACKETED.matcher(story).replaceAll("\n$1\n").lines(),
                        what.stream().map(HtmlFragment::hiddenLinks).flatMap(List::stream))
                .map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
        if (!date.isEmpty() || !text.isEmpty()) {
            card.activity(field, date, text);
        }
    }

    /** Converts a day such as "14 April 2020" to the format of ETDA's JSON, "2020-04-14". Other texts are unchanged. */
    private static String isoDay(String text) {
        CardDate date = CardDate.parse(text);
        return date.precision() == CardDate.Precision.DAY ? date.from().toString() : text;
    }
}
