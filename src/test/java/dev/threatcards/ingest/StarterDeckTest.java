package dev.threatcards.ingest;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.threatcards.ThreatCards;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Facet;
import dev.threatcards.query.CardQuery;
import dev.threatcards.result.FacetValue;
import dev.threatcards.result.Hit;
import dev.threatcards.result.SearchResult;

import static org.assertj.core.api.Assertions.assertThat;

/** The deck that comes with the program. */
final class StarterDeckTest {

    @TempDir
    private Path folder;

    @Test
    void itIsIndexedWithoutARejectAndCoversTheField() {
        IngestReport report = ThreatCards.build(folder).fromStarterDeck();
        assertThat(report.rejects()).isEmpty();
        assertThat(report.added()).isGreaterThanOrEqualTo(60);
        try (ThreatCards cards = ThreatCards.open(folder)) {
            SearchResult all = cards.search(CardQuery.all().page(1, 100).facets(java.util.Set.of(Facet.values()), 100));
            assertThat(all.facets().get(Facet.COUNTRY)).hasSizeGreaterThanOrEqualTo(12);
            assertThat(all.facets().get(Facet.MOTIVATION)).extracting(FacetValue::value).containsExactlyInAnyOrder(
                    "Information theft and espionage", "Financial gain", "Financial crime", "Sabotage and destruction");
            assertThat(all.hits()).extracting(Hit::card).allSatisfy(StarterDeckTest::isWhole);
            assertThat(cards.search(CardQuery.of("Office 0-day China")).hits().getFirst().card().name())
                    .isEqualTo("Safe");
            assertThat(cards.provenance().license()).isEqualTo("Apache-2.0");
        }
    }

    @Test
    void theListingNamesTheFilesOfTheFolder() throws IOException {
        Path cards = Path.of("src/main/resources/dev/threatcards/cards");
        try (Stream<Path> files = Files.list(cards)) {
            assertThat(Files.readAllLines(cards.resolve("listing")))
                    .containsExactlyElementsOf(files.map(file -> file.getFileName().toString())
                            .filter(name -> !name.equals("listing")).sorted().toList());
        }
        assertThat(StarterDeck.actors()).hasSameSizeAs(Files.readAllLines(cards.resolve("listing")));
    }

    @Test
    void anotherLibraryMayHaveAFolderOfCardsAndComeFirst() throws Exception {
        Path other = folder.resolve("other.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(other))) {
            for (String name : List.of("cards/", "cards/listing", "cards/turla.txt")) {
                jar.putNextEntry(new JarEntry(name));
                jar.write(name.getBytes(StandardCharsets.UTF_8), 0, name.endsWith("/") ? 0 : name.length());
                jar.closeEntry();
            }
        }
        try (URLClassLoader loader = new URLClassLoader(classPath(other), ClassLoader.getPlatformClassLoader())) {
            assertThat(loader.getResource("cards/turla.txt").toString()).contains("other.jar");
            assertThat(actorsBy(loader)).hasSameSizeAs(StarterDeck.actors());
        }
    }

    @Test
    void aClassLoaderThatGivesStreamsAloneIsEnough() throws Exception {
        try (URLClassLoader loader = new StreamsAlone(classPath())) {
            assertThat(loader.getResource("dev/threatcards/cards/turla.txt")).isNull();
            assertThat(actorsBy(loader)).hasSameSizeAs(StarterDeck.actors());
        }
    }

    /** The deck as the classes of that loader read it. */
    private static List<?> actorsBy(ClassLoader loader) throws ReflectiveOperationException {
        Class<?> deck = loader.loadClass(StarterDeck.class.getName());
        assertThat(deck).isNotSameAs(StarterDeck.class);
        return (List<?>) deck.getMethod("actors").invoke(null);
    }

    private static URL[] classPath(Path... first) {
        return Stream
                .concat(Stream.of(first),
                        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of))
                .map(StarterDeckTest::url).toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the loaders of nested jars and of application servers may be: no resource has an address, or a file behind it. */
    private static final class StreamsAlone extends URLClassLoader {

        StreamsAlone(URL[] classPath) {
            super(classPath, ClassLoader.getPlatformClassLoader());
        }

        @Override
        public URL getResource(String name) {
            return null;
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            URL url = findResource(name);
            try {
                return url == null ? null : url.openStream();
            } catch (IOException e) {
                return null;
            }
        }
    }

    private static void isWhole(ActorCard card) {
        assertThat(card.names()).as(card.name()).isNotEmpty().allMatch(name -> !name.giver().isEmpty());
        assertThat(card.country()).as(card.name()).isNotEmpty();
        assertThat(card.description()).as(card.name()).hasSizeGreaterThan(100);
        assertThat(Stream.concat(card.information().stream(),
                card.operations().stream().flatMap(activity -> activity.links().stream()))).as(card.name())
                .isNotEmpty();
        assertThat(card.firstSeen().isKnown()).as(card.name()).isTrue();
        assertThat(card.lastChange().isKnown()).as(card.name()).isTrue();
        assertThat(card.unknown()).as(card.name()).isEmpty();
        assertThat(card.operations()).as(card.name()).allMatch(activity -> activity.date().isKnown());
    }
}
