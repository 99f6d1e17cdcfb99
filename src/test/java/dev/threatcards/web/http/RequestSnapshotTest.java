package dev.threatcards.web.http;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.TestCards;
import dev.threatcards.card.Card;
import dev.threatcards.web.RunningServer;

import static org.assertj.core.api.Assertions.assertThat;

/** A request reads one commit: no answer is of two. */
final class RequestSnapshotTest {

    private static final int PAGES = 60;

    @TempDir
    private Path folder;

    private static Card[] deck(String state) {
        return new Card[]{TestCards.actor("Blue Otter").description("is " + state).tools("Tool " + state).card(),
                TestCards.actor("Red Otter").description("is " + state).tools("Tool " + state).card()};
    }

    @Test
    void noAnswerMixesTwoCommits() throws Exception {
        try (RunningServer server = RunningServer.over(folder, deck("even"))) {
            Map<String, String> answers = new HashMap<>();
            AtomicBoolean asked = new AtomicBoolean();
            Thread ingesting = Thread.ofPlatform().start(() -> {
                for (int run = 0; !asked.get(); run++) {
                    TestCards.write(folder, deck(run % 2 == 0 ? "odd" : "even"));
                }
            });
            for (int i = 0; i < PAGES; i++) {
                for (String path : List.of("/cards/blue-otter", "/compare?a=blue-otter", "/api/v1/export.ndjson")) {
                    String answer = server.get(path).body();
                    assertThat(answer.contains("even") && answer.contains("odd")).as(answer).isFalse();
                }
                HttpResponse<String> tagged = server.get("/api/v1/cards/blue-otter/similar");
                String tag = tagged.headers().firstValue("ETag").orElseThrow();
                assertThat(tagged.body()).isEqualTo(answers.computeIfAbsent(tag, first -> tagged.body()));
            }
            asked.set(true);
            ingesting.join();
        }
    }
}
