package dev.threatcards.source.fetch;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.error.SourceException;
import dev.threatcards.source.fetch.Fetch.Fetched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class FetchTest {

    private static final String GROUPS = "/cgi-bin/getcard.cgi?g=all&o=j";
    private static final String TOOLS = "/cgi-bin/getcard.cgi?t=all&o=j";
    private static final String MISP_GROUPS = "/cgi-bin/getmisp.cgi?o=g";
    private static final String MISP_TOOLS = "/cgi-bin/getmisp.cgi?o=t";
    private static final String LIST = "/cgi-bin/listgroups.cgi";

    @TempDir
    private Path cache;

    private StubSite site;
    private final List<Duration> waits = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        site = new StubSite();
        site.put(GROUPS, "{\"values\":[{\"actor\":\"Blue Otter\"}]}");
        site.put(TOOLS, "{\"values\":[{\"tool\":\"Spanner\"}]}");
        site.put(MISP_GROUPS, "{\"category\":\"actor\",\"values\":[{\"value\":\"Blue Otter\"}]}");
        site.put(MISP_TOOLS, "{\"category\":\"tool\",\"values\":[{\"value\":\"Spanner\"}]}");
        site.put(LIST, "<td class=\"thead\"><a href=\"/cgi-bin/showcard.cgi?g=Blue%20Otter\">Blue Otter</a></html>\n");
    }

    @AfterEach
    void close() {
        site.close();
    }

    private List<Fetched> fetch() {
        Download download = StubSite.download(InetAddress::getAllByName, waits::add, Download.LARGEST,
                Duration.ofSeconds(10));
        return new Fetch(site.address(), cache, (file, bytes, total) -> {
        }, download, waits::add).all();
    }

    /** The files of the cache by name, without what waits for the next fetch. */
    private Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(cache)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (!file.toString().contains(".part") && !file.endsWith(".lock")) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            }
        }
        return files;
    }

    @Test
    void allIsGotAtAPolitePaceAndKeptWithItsDate() throws IOException {
        List<Fetched> fetched = fetch();
        assertThat(fetched).hasSize(5).allMatch(Fetched::isNew);
        assertThat(fetched.getFirst().address()).hasToString(site.address() + GROUPS);
        assertThat(Files.readString(fetched.getFirst().file())).contains("Blue Otter");
        assertThat(files()).containsOnlyKeys("fetched.json", "groups.html", "groups.json", "misp-groups.json",
                "misp-tools.json", "tools.json");
        assertThat(files().get("fetched.json")).contains("\"fetched\"", "\"sha256\"", "\"etag\"");
        assertThat(waits).hasSize(4).allMatch(wait -> wait.compareTo(Duration.ofSeconds(1)) <= 0);
    }

    @Test
    void whatHasNotChangedIsNotGotAgain() throws IOException {
        List<Fetched> first = fetch();
        site.put(TOOLS, "{\"values\":[{\"tool\":\"Wrench\"}]}");
        List<Fetched> second = fetch();
        assertThat(second).filteredOn(Fetched::isNew).extracting(file -> file.file().getFileName().toString())
                .containsExactly("tools.json");
        assertThat(files().get("tools.json")).contains("Wrench");
        assertThat(second.getFirst().fetched()).isEqualTo(first.getFirst().fetched());
        assertThat(site.requests.getLast().etag()).isNotEmpty();
    }

    @Test
    void aFetchThatFailsChangesNothingAndTheNextGoesOn() throws IOException {
        fetch();
        Map<String, String> before = files();
        site.put(GROUPS, "{\"values\":[{\"actor\":\"Red Fox\"}]}");
        site.put(TOOLS, "{\"values\":[{\"tool\":\"Wrench\"}]}");
        site.mishap(MISP_GROUPS, StubSite.status(403));
        assertThatThrownBy(this::fetch).isInstanceOf(SourceException.class).hasMessageContaining("403");
        assertThat(files()).isEqualTo(before);

        int asked = site.requests.size();
        assertThat(fetch()).filteredOn(Fetched::isNew).hasSize(2);
        assertThat(files().get("groups.json")).contains("Red Fox");
        assertThat(files().get("tools.json")).contains("Wrench");
        // What the broken fetch had got already was asked for by its tag, and not sent again.
        assertThat(site.requests.subList(asked, asked + 2)).noneMatch(request -> request.etag().isEmpty());
    }

    @Test
    void aPartOfAFileWaitsForTheNextFetch() throws IOException {
        String large = "{\"values\":[{\"actor\":\"" + "x".repeat(100_000) + "\"}]}";
        site.put(GROUPS, large);
        for (int i = 0; i < 5; i++) {
            site.mishap(GROUPS, i == 0 ? site.cutAfter(60_000) : StubSite.status(500));
        }
        assertThatThrownBy(this::fetch).isInstanceOf(SourceException.class);
        assertThat(files()).isEmpty();
        fetch();
        assertThat(files().get("groups.json")).isEqualTo(large);
        assertThat(site.requests.get(5).range()).startsWith("bytes=");
    }

    @Test
    void aPageWhereTheCardsShouldBeIsAFailure() throws IOException {
        site.put(TOOLS, "<html><body>We are down for maintenance</body></html>");
        assertThatThrownBy(this::fetch).isInstanceOf(SourceException.class)
                .hasMessageContaining("something else than the whole of the cards");
        assertThat(files()).isEmpty();
    }

    @Test
    void halfAFileIsAFailureThoughNobodySaysThatItIsHalf() throws IOException {
        site.put(GROUPS, "{\"values\":[{\"actor\":\"Blue Otter\"},{\"act");
        assertThatThrownBy(this::fetch).isInstanceOf(SourceException.class).hasMessageContaining("the whole");
        assertThat(files()).isEmpty();
    }

    @Test
    void aBusyServerIsWaitedFor() throws IOException {
        site.mishap(LIST, StubSite.status(429, "Retry-After", "3"));
        fetch();
        assertThat(waits).contains(Duration.ofSeconds(3));
        assertThat(files()).hasSize(6);
    }

    @Test
    void aRedirectElsewhereIsAFailure() throws IOException {
        site.mishap(LIST, StubSite.status(302, "Location", "http://elsewhere.example/"));
        assertThatThrownBy(this::fetch).isInstanceOf(SourceException.class).hasMessageContaining("another host");
        assertThat(files()).isEmpty();
    }

    @Test
    void aFileThatWasTamperedWithIsGotAgain() throws IOException {
        Path groups = fetch().getFirst().file();
        Files.writeString(groups, "{\"actor\":");
        assertThat(fetch()).filteredOn(Fetched::isNew).hasSize(1);
        assertThat(Files.readString(groups)).contains("Blue Otter");
        Files.delete(groups);
        assertThat(fetch()).filteredOn(Fetched::isNew).hasSize(1);
    }

    @Test
    void aManifestThatCannotBeReadIsForgotten() throws IOException {
        Path folder = fetch().getFirst().file().getParent();
        Files.writeString(folder.resolve("fetched.json"), "[1,");
        assertThat(fetch()).hasSize(5).allMatch(Fetched::isNew);
    }

    @Test
    void whatAFetchThatWasKilledHasLeftIsRemovedByTheNext() throws IOException {
        Path folder = fetch().getFirst().file().getParent();
        Path parts = folder.resolve(".part");
        for (String left : List.of("groups.json.partial", "old-name.json.partial", "groups.json.json.next")) {
            Files.writeString(parts.resolve(left), "left");
        }
        Files.writeString(folder.resolve("fetched.json.next"), "left");
        fetch();
        try (Stream<Path> left = Files.list(parts)) {
            assertThat(left).isEmpty();
        }
        assertThat(folder.resolve("fetched.json.next")).doesNotExist();
    }

    @Test
    void downloadsOfAProcessThatWasKilledAreRemovedAndThoseInUseStay() throws IOException {
        Path left = Files.createDirectory(cache.resolve("threat-cards-download-1"));
        Files.writeString(left.resolve("content"), "left");
        Files.createFile(left.resolve(".lock"));
        Path used = Files.createDirectory(cache.resolve("threat-cards-download-2"));
        try (FileChannel lock = FileChannel.open(used.resolve(".lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock held = lock.lock()) {
            assertThat(held.isValid()).isTrue();
            DownloadedFiles.removeLeftovers(cache);
            assertThat(left).doesNotExist();
            assertThat(used).exists();
        }
    }
}
