package dev.threatcards.index;

import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.threatcards.card.Activity;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Prose;

/** A card that was read, and its stories as they are highlighted. Safe for use by several threads. */
public final class HeldCard {

    private final Card card;
    // Made when they are first asked for; by two threads at once they are made twice, and are the same.
    private volatile CardText description;
    private volatile CardText operations;

    HeldCard(Card card) {
        this.card = card;
    }

    /** The card. */
    public Card card() {
        return card;
    }

    /** The description, as a reader sees it. */
    public CardText description() {
        CardText made = description;
        if (made == null) {
            made = new CardText(Prose.plain(card.description()));
            description = made;
        }
        return made;
    }

    /** Operations and counter operations, a line each, as a reader sees them. */
    public CardText operations() {
        CardText made = operations;
        if (made == null) {
            Stream<Activity> activities = card instanceof ActorCard actor
                    ? Stream.concat(actor.operations().stream(), actor.counterOperations().stream())
                    : Stream.empty();
            made = new CardText(activities.map(Activity::story).map(Prose::plain).collect(Collectors.joining("\n")));
            operations = made;
        }
        return made;
    }
}
