package dev.threatcards;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.IoReason;
import dev.threatcards.card.Reject;
import dev.threatcards.source.CardSink;
import dev.threatcards.source.CardSources;
import dev.threatcards.source.SourceException;

/** The deck that comes with the program: well-documented actors, in the project's own words. */
final class StarterDeck {

    private StarterDeck() {
    }

    static void read(CardSink sink) {
        URL cards = StarterDeck.class.getResource("/cards");
        try {
            if (cards.openConnection() instanceof JarURLConnection connection) {
                Path jar = Path.of(connection.getJarFileURL().toURI());
                try (FileSystem files = FileSystems.newFileSystem(jar)) {
                    CardSources.read(List.of(files.getPath("/cards")), file -> IndexBuild.STARTER_DECK, sink);
                }
            } else {
                CardSources.read(List.of(Path.of(cards.toURI())), file -> IndexBuild.STARTER_DECK, sink);
            }
        } catch (IOException | URISyntaxException e) {
            throw new SourceException("Cannot read the starter deck: " + IoReason.of(e) + ".");
        }
    }

    static List<ActorCard> actors() {
        List<ActorCard> actors = new ArrayList<>();
        read(new CardSink() {
            @Override
            public void card(DeckCard card) {
                if (card.card() instanceof ActorCard actor) {
                    actors.add(actor);
                }
            }

            @Override
            public void giver(UUID uuid, String name) {
                // No deck of pages has any.
            }

            @Override
            public void reject(Reject reject) {
                throw new SourceException("Cannot read the starter deck: " + reject + ".");
            }
        });
        return actors;
    }
}
