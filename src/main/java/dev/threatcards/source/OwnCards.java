package dev.threatcards.source;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.ToolCard;

/**
 * Checks cards that a program made itself before they are indexed, so that none fails later, in a search, on a page or in the middle of
 * an export. The rules are those of {@link ActorCard.Builder} and {@link ToolCard.Builder}; that unknown values are JSON is checked
 * here.
 */
public final class OwnCards {

    /** How deep brackets may be nested in a value: an export nests it in its own, and writes a thousand levels at most. */
    private static final int DEEPEST = 500;

    private static final ObjectMapper JSON = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private OwnCards() {
    }

    /**
     * The card, its texts well-formed.
     *
     * @throws IllegalArgumentException if it lacks what every card has, or has what no export could write; the message names card and
     *     property
     */
    public static Card checked(Card card) {
        Card checked = switch (card) {
            case ActorCard actor -> actor.toBuilder().build();
            case ToolCard tool -> tool.toBuilder().build();
        };
        checked.unknown().forEach((key, value) -> {
            String why = reasonAgainst(value);
            if (!why.isEmpty()) {
                throw new IllegalArgumentException("The card \"" + checked.name()
                        + "\" cannot be taken: its \"unknown\" key \"" + key + "\" " + why + ".");
            }
        });
        return checked;
    }

    /** Why the value cannot be exported; empty if it can. */
    private static String reasonAgainst(String value) {
        try {
            return JSON.readTree(value).isMissingNode() ? "is empty, and has to be JSON" : "";
        } catch (StreamConstraintsException e) {
            return "is nested deeper than " + DEEPEST + " levels, or has a longer text or number than is read";
        } catch (JsonProcessingException e) {
            return "is no JSON";
        }
    }
}
