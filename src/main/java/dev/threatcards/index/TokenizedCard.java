package dev.threatcards.index;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.text.Prose;

/** A card of the index and, analyzed when first asked for, its running texts. Thread-safe. */
public final class TokenizedCard {

    private final Card card;
    // Two threads may analyze the texts at the same time; both get the same.
    private volatile Map<String, TokenizedText> texts;

    TokenizedCard(Card card) {
        this.card = card;
    }

    /** The card. */
    public Card card() {
        return card;
    }

    /**
     * The texts that hits are highlighted in, without markup, by name: "description", and "operations", which has a line for each operation
     * and counter operation.
     */
    public Map<String, TokenizedText> texts() {
        Map<String, TokenizedText> known = texts;
        if (known == null) {
            known = Map.of("description", TokenizedText.of(Prose.plain(card.description())), "operations",
                    TokenizedText.of(operations()));
            texts = known;
        }
        return known;
    }

    private String operations() {
        return card instanceof ActorCard actor
                ? Stream.concat(actor.operations().stream(), actor.counterOperations().stream()).map(Activity::story)
                        .map(Prose::plain).collect(Collectors.joining("\n"))
                : "";
    }
}
