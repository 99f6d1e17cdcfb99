package dev.threatcards.web;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The addresses in the documentation, for {@code curl} and for the browser, answer over the starter deck as they are printed. */
final class DocumentedAddressesTest {

    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:7070(/[^'>)\\s]*)");

    // An address to which a file is sent; only those that are opened are tried.
    private static final Pattern SENT = Pattern.compile("curl[^\\n]*(?:--data-binary|-F )[^\\n]*");

    @Test
    void everyAddressAnswersWithSomethingFound(@TempDir Path folder) throws Exception {
        StringBuilder documents = new StringBuilder(Files.readString(Path.of("README.md")));
        try (DirectoryStream<Path> pages = Files.newDirectoryStream(Path.of("docs"))) {
            for (Path page : pages) {
                documents.append(Files.readString(page));
            }
        }
        List<String> addresses = ADDRESS.matcher(SENT.matcher(documents).replaceAll("")).results()
                .map(address -> address.group(1)).toList();
        assertThat(addresses).hasSizeGreaterThan(6);
        try (RunningServer server = RunningServer.overStarterDeck(folder)) {
            for (String address : addresses) {
                HttpResponse<String> answer = server.get(address);
                assertThat(answer.statusCode()).as(address).isEqualTo(200);
                assertThat(answer.body()).as(address).doesNotContain("\"total\":0", "0 actors match", "0 tools match",
                        "No actor matches", "No tool matches");
                assertThat(URI.create(address).toString()).isEqualTo(address);
            }
        }
    }
}
