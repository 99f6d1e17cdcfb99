package dev.threatcards.server;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;
import dev.threatcards.card.Card;

import static org.assertj.core.api.Assertions.assertThat;

/** A request reads one commit: no answer is of two. */
final class RequestSnapshotTest {

    private static final int PAGES = 150;

    @TempDir
    private Path folder;

    private static Card[] deck(String state) {
        return new Card[]{TestCards.actor("Blue Otter").description("state " + state).tools("PlugX").card(),
                TestCards.actor("Red Otter").description("state " + state).tools("PlugX").card(),
                TestCards.tool("PlugX")};
    }

    @Test
    void noAnswerMixesTwoCommits() throws Exception {
        try (RunningServer server = RunningServer.over(folder, deck("even"))) {
            AtomicBoolean asked = new AtomicBoolean();
            Thread ingesting = Thread.ofPlatform().start(() -> {
                for (int run = 0; !asked.get(); run++) {
                    TestCards.write(folder, deck(run % 2 == 0 ? "odd" : "even"));
                }
            });
            for (int i = 0; i < PAGES; i++) {
                String compared = server.get("/api/v1/export.ndjson").body();
                assertThat(compared.contains("state even") && compared.contains("state odd")).isFalse();
                Document page = Jsoup.parse(server.get("/?q=otter").body());
                String found = page.select("main").text();
                assertThat(found.contains("state even") && found.contains("state odd")).as(found).isFalse();
                assertThat(server.get("/cards/blue-otter").statusCode()).isEqualTo(200);
                assertThat(server.get("/compare?a=blue-otter&b=red-otter").statusCode()).isEqualTo(200);
            }
            asked.set(true);
            ingesting.join();
        }
    }
}
