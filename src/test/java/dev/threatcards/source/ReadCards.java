package dev.threatcards.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.Reject;

/** A sink that keeps what it is given. */
public final class ReadCards implements CardSink {

    public final List<Card> cards = new ArrayList<>();
    public final List<Deck> decks = new ArrayList<>();
    public final List<Reject> rejects = new ArrayList<>();

    static ReadCards from(Form form, String content) throws IOException {
        ReadCards read = new ReadCards();
        form.read(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), "the deck", "file", read);
        return read;
    }

    ActorCard onlyActor() {
        if (cards.size() != 1 || !rejects.isEmpty()) {
            throw new AssertionError("expected one card and no rejects: " + cards + rejects);
        }
        return (ActorCard) cards.getFirst();
    }

    @Override
    public void card(Card card, Deck deck) {
        cards.add(card);
        decks.add(deck);
    }

    @Override
    public void reject(Reject reject) {
        rejects.add(reject);
    }
}
