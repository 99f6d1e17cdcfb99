package dev.threatcards.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import dev.threatcards.card.ActorCard;
import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Reject;
import dev.threatcards.error.SourceException;
import dev.threatcards.source.CardSources;
import dev.threatcards.source.form.CardSink;
import dev.threatcards.text.IoReason;

/**
 * The deck that comes with the program: well-documented actors, described in the project's own words. Its files are resources that a
 * listing names, so that they are found in a folder, a jar, a nested jar or a module image.
 */
public final class StarterDeck {

    /** Not {@code /cards}, which another library on the class path may also have. */
    private static final String FOLDER = "/dev/threatcards/cards/";

    /** The names of the files in the folder, one per line. */
    private static final String LISTING = "listing";

    private StarterDeck() {
    }

    /**
     * The actors of the deck, in the order of their files' names.
     *
     * @return an unmodifiable list
     * @throws SourceException if the program's own files cannot be read
     */
    public static List<ActorCard> actors() {
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
                // Card pages do not have uuids of name-givers.
            }

            @Override
            public void reject(Reject reject) {
                throw new SourceException("Cannot read the starter deck: " + reject + ".");
            }
        });
        return List.copyOf(actors);
    }

    static void read(CardSink sink) {
        List<byte[]> files = new String(bytes(LISTING), StandardCharsets.UTF_8).lines().map(StarterDeck::bytes)
                .toList();
        CardSources.readFiles(files, IndexBuild.STARTER_DECK, sink);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = StarterDeck.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new SourceException("The program is incomplete: its resource " + FOLDER + name
                        + " is missing. Build or download it again.");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new SourceException("Cannot read the starter deck: " + IoReason.of(e) + ".");
        }
    }
}
