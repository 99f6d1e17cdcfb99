package dev.threatcards.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Deck;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Reject;
import dev.threatcards.source.form.CardForm;
import dev.threatcards.source.form.CardSink;

/** A sink that keeps what it is given. */
public final class ReadCards implements CardSink {

    public final List<Card> cards = new ArrayList<>();
    public final List<Deck> decks = new ArrayList<>();
    public final List<DeckCard> read = new ArrayList<>();
    public final Map<UUID, String> givers = new HashMap<>();
    public final List<Reject> rejects = new ArrayList<>();
    public final List<String> unattributed = new ArrayList<>();

    public static ReadCards from(CardForm form, String content) throws IOException {
        ReadCards sink = new ReadCards();
        form.read(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), "file", sink);
        return sink;
    }

    public ActorCard onlyActor() {
        if (cards.size() != 1 || !rejects.isEmpty()) {
            throw new AssertionError("expected one card and no rejects: " + cards + rejects);
        }
        return (ActorCard) cards.getFirst();
    }

    @Override
    public void card(DeckCard card) {
        cards.add(card.card());
        decks.add(card.deck());
        read.add(card);
    }

    @Override
    public void giver(UUID uuid, String name) {
        givers.put(uuid, name);
    }

    @Override
    public void reject(Reject reject) {
        rejects.add(reject);
    }

    @Override
    public void unattributed(String campaign, String location) {
        unattributed.add(campaign);
    }
}
