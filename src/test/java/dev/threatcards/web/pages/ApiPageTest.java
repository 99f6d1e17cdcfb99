package dev.threatcards.web.pages;

import java.nio.file.Path;
import java.util.List;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import dev.threatcards.web.RunningServer;
import dev.threatcards.web.api.Endpoint;
import dev.threatcards.web.api.Endpoints;

import static org.assertj.core.api.Assertions.assertThat;

/** What the page of the API tells is so, over the starter deck. */
final class ApiPageTest {

    @TempDir
    private static Path folder;
    @AutoClose
    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.overStarterDeck(folder);
    }

    static List<Endpoint> examples() {
        return Endpoints.ALL.stream().filter(endpoint -> !endpoint.example().isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsAnswered(Endpoint endpoint) throws Exception {
        // The starter deck has no cards of tools, and no techniques.
        boolean absent = endpoint.path().startsWith("/api/v1/tools/")
                || endpoint.path().startsWith("/api/v1/techniques/");
        assertThat(server.get(endpoint.example()).statusCode()).isEqualTo(absent ? 404 : 200);
        String head = endpoint.path().split("\\{", -1)[0];
        assertThat(endpoint.example()).startsWith(head);
    }

    @Test
    void thePageHasThemAll() throws Exception {
        var page = Jsoup.parse(server.get("/api").body());
        assertThat(page.select("h2 code").eachText())
                .containsExactlyElementsOf(Endpoints.ALL.stream().map(Endpoint::path).toList());
        assertThat(page.select(".example a").eachAttr("href"))
                .containsExactlyElementsOf(examples().stream().map(Endpoint::example).toList());
    }
}
