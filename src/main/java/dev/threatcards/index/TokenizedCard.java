package dev.threatcards.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Operation;
import dev.threatcards.text.Prose;

/** A card of the index and, analyzed when first asked for, its running texts. Thread-safe. */
public final class TokenizedCard {

    private static final String OPERATIONS = "operations";

    private final Card card;
    // Two threads may analyze the texts at the same time; both get the same.
    private volatile Analyzed analyzed;

    TokenizedCard(Card card) {
        this.card = card;
    }

    /**
     * @param texts see {@link #texts}
     * @param operations the operations and counter operations of an actor
     * @param starts where the line of each starts in the text "operations"
     */
    private record Analyzed(Map<String, TokenizedText> texts, List<Operation> operations, List<Integer> starts) {

        static Analyzed of(Card card) {
            List<Operation> operations = card instanceof ActorCard actor ? Operation.of(actor) : List.of();
            StringBuilder stories = new StringBuilder();
            List<Integer> starts = new ArrayList<>();
            for (Operation operation : operations) {
                stories.append(starts.isEmpty() ? "" : "\n");
                starts.add(stories.length());
                stories.append(Prose.plain(operation.activity().story()));
            }
            return new Analyzed(Map.of("description", TokenizedText.of(Prose.plain(card.description())), OPERATIONS,
                    TokenizedText.of(stories.toString())), operations, List.copyOf(starts));
        }
    }

    /**
     * An operation with its story.
     *
     * @param stories the text "operations" of the card
     * @param start where its story starts there
     * @param end where its story ends
     */
    public record TokenizedOperation(Operation operation, TokenizedText stories, int start, int end) {
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
        return analyzed().texts;
    }

    /**
     * An operation of an actor.
     *
     * @param place its place on the card, from 0, see {@link Operation#of(ActorCard)}
     */
    public TokenizedOperation operation(int place) {
        Analyzed all = analyzed();
        TokenizedText stories = all.texts.get(OPERATIONS);
        // The text of a very long card is cut.
        int longest = stories.text().length();
        int end = place + 1 < all.starts.size() ? all.starts.get(place + 1) - 1 : longest;
        return new TokenizedOperation(all.operations.get(place), stories, Math.min(all.starts.get(place), longest),
                Math.min(end, longest));
    }

    private Analyzed analyzed() {
        Analyzed known = analyzed;
        if (known == null) {
            known = Analyzed.of(card);
            analyzed = known;
        }
        return known;
    }
}
