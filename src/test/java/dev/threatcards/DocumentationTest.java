package dev.threatcards;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The documentation: short where it should be, with a contents list on each page and no dead links. */
final class DocumentationTest {

    private static final int README_LINES = 150;

    /** The target of a Markdown link within the project: a path, an anchor or both. */
    private static final Pattern LINK = Pattern.compile("\\]\\((?!\\w+:)([^)#\\s]*)(?:#([^)\\s]+))?\\)");

    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

    private static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(Path.of("docs"))) {
            return docs.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    private static Stream<Path> documents() throws IOException {
        return Stream.concat(Stream.of("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md",
                "BENCHMARKS.md", "RELIABILITY.md").map(Path::of), pages());
    }

    @Test
    void theReadmeIsShortAndLeadsToEveryPage() throws IOException {
        assertThat(Files.readAllLines(Path.of("README.md"))).hasSizeLessThanOrEqualTo(README_LINES);
        assertThat(Path.of("README.md")).content()
                .contains(pages().map(page -> "(docs/" + page.getFileName() + ")").toList());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void noLinkIsDead(Path document) throws IOException {
        for (MatchResult link : LINK.matcher(Files.readString(document)).results().toList()) {
            Path target = link.group(1).isEmpty() ? document : document.resolveSibling(link.group(1)).normalize();
            assertThat(target).as("link to %s", link.group(1)).exists();
            if (link.group(2) != null) {
                assertThat(anchors(target)).as("anchors of %s", target).contains(link.group(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void aPageListsItsContents(Path page) throws IOException {
        List<String> anchors = anchors(page);
        assertThat(anchors.subList(1, 2)).containsExactly("contents");
        assertThat(LINK.matcher(Files.readString(page)).results().filter(link -> link.group(1).isEmpty())
                .map(link -> link.group(2)).distinct()).containsExactlyElementsOf(anchors.subList(2, anchors.size()));
    }

    /** The anchors that Markdown gives headings. */
    private static List<String> anchors(Path document) throws IOException {
        return HEADING.matcher(Files.readString(document)).results().map(
                heading -> heading.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }
}
