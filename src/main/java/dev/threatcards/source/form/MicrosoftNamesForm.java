package dev.threatcards.source.form;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import dev.threatcards.card.Deck;
import dev.threatcards.card.Reject;
import dev.threatcards.json.JsonSplitter;
import dev.threatcards.json.JsonSplitter.Ending;
import dev.threatcards.json.JsonSplitter.Value;

/**
 * Microsoft's mapping of the names of threat actors: an array of objects with {@code Threat actor name}, which is Microsoft's,
 * {@code Origin/Threat}, and {@code Other names}, whose givers it does not say. An origin is a country, or a kind of actor.
 */
public final class MicrosoftNamesForm implements CardForm {

    static final String FORM = "Microsoft's actor names";

    private static final String GIVER = "Microsoft";
    private static final String TITLE = "Microsoft's threat actor names";
    /** The licence of Microsoft's documentation, which the file does not state. */
    private static final String LICENSE = "CC BY 4.0";

    private static final String NAME = "Threat actor name";

    // [{"Threat actor name": …, the keys in any order.
    private static final Pattern BEGINNING = Pattern
            .compile("\\uFEFF?\\s*\\[\\s*\\{[^\\[\\]{}]{0,10000}?\"" + NAME + "\"\\s*:");

    @Override
    public boolean recognises(String head) {
        return BEGINNING.matcher(head).lookingAt();
    }

    @Override
    public void read(InputStream content, String location, CardSink sink) throws IOException {
        Deck deck = Decks.mapping(FORM, GIVER, TITLE, LICENSE, location, "");
        JsonSplitter json = new JsonSplitter(content, Long.MAX_VALUE);
        json.skip('[');
        int rejects = 0;
        for (int entry = 0; !json.skip(']'); entry++) {
            // After an entry without an end, the next one may follow without a comma.
            boolean isParted = entry == 0 || json.skip(',') || json.peek() == '{';
            Value value = json.value(false);
            String reason = reason(value, isParted, entry, json, deck, sink);
            if (!reason.isEmpty()) {
                sink.reject(new Reject(location, "entry " + (entry + 1) + ", line " + value.line, reason));
                rejects++;
            }
            if (!isParted || value.ending == Ending.CUT || isEmpty(value)) {
                return;
            }
            if (rejects > JsonEnvelope.MOST_REJECTS) {
                sink.reject(new Reject(location, "line " + json.line(), "More than " + JsonEnvelope.MOST_REJECTS
                        + " entries had to be set aside; what follows was not read."));
                return;
            }
        }
        if (json.peek() >= 0) {
            sink.reject(
                    new Reject(location, "line " + json.line(), "More follows the end of the JSON, and was not read."));
        }
    }

    private static boolean isEmpty(Value value) {
        return value.bytes.length == 0 && value.ending == Ending.WHOLE;
    }

    /** Passes an entry to the sink. Returns the reason if it is invalid, or else an empty text. */
    private static String reason(Value value, boolean isParted, int read, JsonSplitter json, Deck deck, CardSink sink)
            throws IOException {
        if (value.ending == Ending.CUT || (isEmpty(value) && json.peek() < 0)) {
            return JsonEnvelope.truncated(json.position(), read == 1 ? "1 entry" : read + " entries");
        }
        if (!isParted || isEmpty(value)) {
            return "This is not JSON: a comma or a closing bracket should be at byte " + value.start
                    + "; what follows was not read.";
        }
        try {
            JsonNode entry = JsonEntry.tree(value);
            if (!entry.isObject()) {
                throw new BadCard("This is no JSON object, so it is no entry.");
            }
            String name = text(entry, NAME);
            MappingEntry names = new MappingEntry(deck, name).name(name, GIVER)
                    .countriesAndNotes(text(entry, "Origin/Threat"));
            for (String other : text(entry, "Other names").split(",", -1)) {
                names.name(other, "");
            }
            sink.card(names.build());
            return "";
        } catch (BadCard e) {
            return e.getMessage();
        }
    }

    private static String text(JsonNode entry, String key) throws BadCard {
        JsonNode value = entry.path(key);
        if (!value.isTextual() && !value.isMissingNode() && !value.isNull()) {
            throw new BadCard("The entry's \"" + key + "\" is no text.");
        }
        return value.asText("");
    }
}
