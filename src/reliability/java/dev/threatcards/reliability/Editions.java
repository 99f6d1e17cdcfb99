package dev.threatcards.reliability;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.threatcards.SyntheticDeck;

/**
 * A deck in edition after edition, such that every answer shows which it is of: each actor of an even edition is marked in its
 * names, countries and description with one word, of an odd edition with another, and the deck's date is the edition's.
 */
final class Editions {

    /** The marks of even and of odd editions; no card has them otherwise. */
    static final List<String> MARKS = List.of("qxheron", "qxnewt");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** No deck is from that time. */
    private static final LocalDate FIRST = LocalDate.of(2101, 1, 1);
    private static final Pattern DATE = Pattern.compile("\\b21\\d\\d-\\d\\d-\\d\\d\\b");

    private final List<ObjectNode> actors;

    private Editions(List<ObjectNode> actors) {
        this.actors = actors;
    }

    /** Of the actors in files of ETDA's JSON form, or of invented ones where there are none. */
    static Editions of(List<Path> decks, int invented, long seed) throws IOException {
        List<ObjectNode> actors = new ArrayList<>();
        for (Path deck : decks) {
            add(JSON.readTree(deck.toFile()), actors);
        }
        if (actors.isEmpty()) {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            SyntheticDeck.of(invented, seed).write(written);
            add(JSON.readTree(written.toByteArray()), actors);
        }
        return new Editions(actors);
    }

    private static void add(JsonNode deck, List<ObjectNode> actors) {
        for (JsonNode value : deck.path("values")) {
            if (value.has("actor")) {
                actors.add((ObjectNode) value);
            }
        }
    }

    /** How many actors each edition has. */
    int size() {
        return actors.size();
    }

    /** Writes an edition. */
    Path write(int edition, Path file) throws IOException {
        String mark = mark(edition);
        ObjectNode deck = JSON.createObjectNode().put("source", "Editions").put("license", "CC0-1.0")
                .put("last-db-change", FIRST.plusDays(edition).toString());
        ArrayNode values = deck.putArray("values");
        for (ObjectNode actor : actors) {
            ObjectNode marked = actor.deepCopy();
            marked.put("description", mark + " " + actor.path("description").asText(""));
            marked.withArray("country").add(land(edition));
            marked.withArray("names").addObject().put("name", mark + " " + actor.path("actor").asText())
                    .put("name-giver", mark + " labs");
            values.add(marked);
        }
        JSON.writeValue(file.toFile(), deck);
        return file;
    }

    static String mark(int edition) {
        return MARKS.get(edition % 2);
    }

    /** A country that every actor of the edition is from. */
    static String land(int edition) {
        return mark(edition) + "land";
    }

    /** What shows that a text is of more than one edition; empty if it is of one, or of none. */
    static Optional<String> mixture(String text) {
        boolean even = text.contains(MARKS.get(0));
        boolean odd = text.contains(MARKS.get(1));
        if (even && odd) {
            return Optional.of("marks of both editions");
        }
        String date = "";
        Matcher dates = DATE.matcher(text);
        while (dates.find()) {
            if (!date.isEmpty() && !date.equals(dates.group())) {
                return Optional.of("dates of two editions, " + date + " and " + dates.group());
            }
            date = dates.group();
        }
        if (!date.isEmpty() && (even || odd)) {
            long edition = ChronoUnit.DAYS.between(FIRST, LocalDate.parse(date));
            if ((edition % 2 == 0) != even) {
                return Optional.of("the date " + date + " and marks of the other edition");
            }
        }
        return Optional.empty();
    }

    /** Invented cards in ETDA's JSON form, unmarked. */
    static Path invented(int cards, long seed, Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (var out = Files.newOutputStream(file)) {
            SyntheticDeck.of(cards, seed).write(out);
        }
        return file;
    }
}
