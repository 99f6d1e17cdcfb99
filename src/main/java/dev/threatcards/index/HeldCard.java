package dev.threatcards.index;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Prose;

/** A card that was read, and its stories as they are highlighted. Safe for use by several threads. */
public final class HeldCard {

    /** The longest text looked through, in characters; no card of the real deck comes near it. */
    private static final int LONGEST_TEXT = 200_000;

    private final Card card;
    // Made when they are first asked for; by two threads at once they are made twice, and are the same.
    private volatile AnalyzedText description;
    private volatile AnalyzedText operations;

    HeldCard(Card card) {
        this.card = card;
    }

    /** The card. */
    public Card card() {
        return card;
    }

    /** The description, as a reader sees it. */
    public AnalyzedText description() {
        AnalyzedText made = description;
        if (made == null) {
            made = AnalyzedText.of(Prose.plain(card.description()), LONGEST_TEXT);
            description = made;
        }
        return made;
    }

    /** Operations and counter operations, a line each, as a reader sees them. */
    public AnalyzedText operations() {
        AnalyzedText made = operations;
        if (made == null) {
            Stream<Activity> activities = card instanceof ActorCard actor
                    ? Stream.concat(actor.operations().stream(), actor.counterOperations().stream())
                    : Stream.empty();
            made = AnalyzedText.of(activities.map(Activity::story).map(Prose::plain).collect(Collectors.joining("\n")),
                    LONGEST_TEXT);
            operations = made;
        }
        return made;
    }
}
