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
import dev.threatcards.card.Deck;
import dev.threatcards.card.ToolCard;

/**
 * Validates cards that a program has made before they are indexed, so that they do not fail later in a search or an export. The rules are
 * those of {@link ActorCard.Builder} and {@link ToolCard.Builder}; in addition, unknown values must be JSON.
 */
public final class OwnCards {

    /** The deepest nesting of a value. Exports, which nest it further, are limited to 1,000 levels. */
    private static final int DEEPEST = 500;

    private static final ObjectMapper JSON = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private OwnCards() {
    }

    /**
     * Returns the card with well-formed texts.
     *
     * @throws IllegalArgumentException if it is invalid; the message names card and property
     */
    public static Card checked(Card card) {
        Card checked = switch (card) {
            case ActorCard actor -> actor.toBuilder().build();
            case ToolCard tool -> tool.toBuilder().build();
        };
        if (checked.collection().equals(Deck.MAPPINGS)) {
            throw new IllegalArgumentException("The card \"" + checked.name() + "\" cannot be taken: the collection \""
                    + Deck.MAPPINGS + "\" is that of mapping files, which have no cards.");
        }
        checked.unknown().forEach((key, value) -> {
            String why = reasonAgainst(value);
            if (!why.isEmpty()) {
                throw new IllegalArgumentException("The card \"" + checked.name()
                        + "\" cannot be taken: its \"unknown\" key \"" + key + "\" " + why + ".");
            }
        });
        return checked;
    }

    /** The reason why the value cannot be exported; empty if it can. */
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
