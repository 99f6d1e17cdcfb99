package dev.threatcards.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.card.CardDate;
import dev.threatcards.card.DeckCard.Identity;
import dev.threatcards.card.NameKeys;

/**
 * The labelled rows of one card as they come in, in whatever form, and the shape of ETDA's JSON as they go out. Labels are
 * told apart without regard to case, colon and white space; rows of one label go on with each other. What is under a label
 * that is not known keeps it as its key.
 *
 * <p>A card whose source names no uuid has one made from its title, the same each time and in every form.
 */
final class CardRows {

    /** The kinds of card as headings say them, as an alternation of a pattern. */
    static final String KINDS = "(APT group|Other group|Unknown group|Tool)";

    private static final Set<String> LABELS = Set.of("uuid", "names", "country", "sponsor", "motivation", "category",
            "type", "first seen", "description", "observed", "tools used", "operations performed", "counter operations",
            "information", "mitre att&ck", "playbook", "malpedia", "alienvault otx");

    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\u00A0]+");

    // What the two halves of "Observed" begin with; in a table they are cells of their own.
    private static final Pattern OBSERVED = Pattern.compile("\\b(Sectors|Countries) ?: ?|^(?:Sectors|Countries)$");

    private static final Pattern FULL_STOP = Pattern.compile("\\. ?$");

    // The links of an activity, in the angle brackets that archives put round them.
    private static final Pattern BRACKETED = Pattern.compile("<+ ?(https?://[^\\s<>]+) ?>+");

    private static final Pattern UUID_PARAMETER = Pattern
            .compile("[?&]u=([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})(?![0-9a-zA-Z-])");

    /** A label in its first spelling, and its rows, each as its cells. */
    private record Row(String label, List<List<Fragment>> lines) {
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

    /** Whether it is a label of the encyclopedia's cards. */
    static boolean knows(String label) {
        return LABELS.contains(plain(label));
    }

    /** The uuid that an address of a card's page ({@code showcard.cgi?u=…}) or export ({@code getcard.cgi?u=…}) names. */
    static Optional<String> uuidIn(String address) {
        Matcher parameter = UUID_PARAMETER.matcher(address);
        boolean ofCard = address.contains("showcard.cgi?") || address.contains("getcard.cgi?");
        return ofCard && parameter.find() ? Optional.of(parameter.group(1)) : Optional.empty();
    }

    /** A row: its label and its values. A row of operations has a date and what happened, or a table of such rows. */
    void row(String label, List<Fragment> cells) {
        rows.computeIfAbsent(plain(label), known -> new Row(label, new ArrayList<>())).lines().add(List.copyOf(cells));
    }

    /** The uuid, where the source says it elsewhere than in a row; a row wins. */
    void uuid(String text) {
        uuid = text;
    }

    /** How the source says which card it is. */
    Identity identity() {
        return uuid.isEmpty() && !rows.containsKey("uuid") ? Identity.TITLE : Identity.UUID;
    }

    /** What follows "Last change to this card:". */
    void lastChange(String text) {
        lastChange = text;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        boolean tool = kind.equals("Tool");
        json.put(tool ? "tool" : "actor", title);
        if (!tool) {
            json.put("category", kind.substring(0, kind.indexOf(' ')));
        }
        rows.forEach((label, row) -> put(label, row, json));
        if (!lastChange.isEmpty()) {
            json.put("last-card-change", isoDay(lastChange));
        }
        if (!json.has("uuid")) {
            json.put("uuid", uuid.isEmpty() ? EtdaCard.madeUuid(tool ? "tool" : "actor", title) : uuid);
        }
        return json;
    }

    private static String plain(String label) {
        String words = WHITE_SPACE.matcher(label.replace("&amp;", "&").replace("&nbsp;", " ")).replaceAll(" ").strip();
        String bare = words.endsWith(":") ? words.substring(0, words.length() - 1).strip() : words;
        return bare.toLowerCase(Locale.ROOT);
    }

    private static void put(String label, Row row, ObjectNode json) {
        List<List<Fragment>> lines = row.lines();
        switch (label) {
            case "uuid", "sponsor", "category", "description" -> json.put(label, text(lines));
            case "first seen" -> json.put("first-seen", text(lines));
            case "names" -> putNames(lines, json);
            case "country", "motivation", "type" -> putAll(label, all(lines, Fragment::entries), json);
            case "observed" -> putObserved(all(lines, Fragment::entries), json);
            case "tools used" -> putAll("tools", all(lines, Fragment::entries), json);
            case "operations performed" -> putActivities("operations", lines, json);
            case "counter operations" -> putActivities("counter-operations", lines, json);
            case "information", "playbook", "malpedia" -> putAll(label, all(lines, Fragment::links), json);
            case "mitre att&ck" -> putAll("mitre-attack", all(lines, Fragment::links), json);
            case "alienvault otx" -> putAll("alienvault-otx", all(lines, Fragment::links), json);
            default -> json.put(EtdaCard.unknownKey(row.label().strip(), json), text(lines));
        }
    }

    private static String text(List<List<Fragment>> lines) {
        return lines.stream().map(cells -> cells.stream().map(Fragment::text).collect(Collectors.joining(" ")))
                .collect(Collectors.joining("\n")).strip();
    }

    private static <T> List<T> all(List<List<Fragment>> lines, Function<Fragment, List<T>> part) {
        return lines.stream().flatMap(List::stream).map(part).flatMap(List::stream).toList();
    }

    private static void putNames(List<List<Fragment>> lines, ObjectNode json) {
        ArrayNode names = json.putArray("names");
        all(lines, Fragment::names)
                .forEach(name -> names.addObject().put("name", name.name()).put("name-giver", name.giver()));
    }

    /** Two lists, one that begins with "Sectors:" and one with "Countries:"; what is before either stays as it is. */
    private static void putObserved(List<String> entries, ObjectNode json) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        String key = "";
        for (String entry : entries) {
            Matcher heading = OBSERVED.matcher(entry);
            int from = 0;
            while (heading.find()) {
                // In one line, the full stop of the first list is before the second.
                put(key, FULL_STOP.matcher(entry.substring(from, heading.start())).replaceAll(""), lists);
                key = heading.group().startsWith("Sectors") ? "observed-sectors" : "observed-countries";
                from = heading.end();
            }
            put(key, entry.substring(from), lists);
        }
        lists.forEach((list, values) -> {
            if (list.isEmpty()) {
                json.put("Observed", String.join(", ", values));
            } else {
                putAll(list, values, json);
            }
        });
    }

    private static void put(String key, String entry, Map<String, List<String>> lists) {
        if (!entry.isBlank()) {
            lists.computeIfAbsent(key, list -> new ArrayList<>()).add(entry.strip());
        }
    }

    private static void putActivities(String key, List<List<Fragment>> lines, ObjectNode json) {
        ArrayNode activities = json.putArray(key);
        for (List<Fragment> cells : lines) {
            List<Fragment> filled = cells.stream().filter(cell -> !cell.text().isEmpty()).toList();
            List<List<Fragment>> nested = filled.size() == 1 ? filled.getFirst().rows() : List.of();
            if (nested.isEmpty()) {
                putActivities(cells, activities);
            } else {
                nested.forEach(row -> putActivities(row, activities));
            }
        }
    }

    /** A row of dates, each followed by what happened; the first may be empty, or missing where there is but one cell. */
    private static void putActivities(List<Fragment> cells, ArrayNode activities) {
        String date = "";
        List<Fragment> what = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Fragment cell = cells.get(i);
            boolean first = i == 0 && cells.size() > 1;
            if (first || (!what.isEmpty() && CardDates.parse(cell.text()).isKnown())) {
                putActivity(date, what, activities);
                date = cell.text();
                what.clear();
            } else {
                what.add(cell);
            }
        }
        putActivity(date, what, activities);
    }

    private static void putActivity(String date, List<Fragment> what, ArrayNode activities) {
        String story = what.stream().map(Fragment::text).collect(Collectors.joining("\n"));
        String text = Stream
                .concat(BRACKETED.matcher(story).replaceAll("\n$1\n").lines(),
                        what.stream().map(Fragment::hiddenLinks).flatMap(List::stream))
                .map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
        if (!date.isEmpty() || !text.isEmpty()) {
            activities.addObject().put("date", date).put("activity", text);
        }
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
