package dev.threatcards.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.NeedsRealDecks;
import dev.threatcards.RealDecks;
import dev.threatcards.card.ActorCard;
import dev.threatcards.card.Card;
import dev.threatcards.card.Listing.Kind;
import dev.threatcards.card.ToolCard;
import dev.threatcards.error.SourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class CardSourcesTest {

    private static final String JSON = """
            {"actor": "Blue Otter", "uuid": "11111111-2222-4333-8444-555555555555"}""";

    private static final String TEXT = "## APT group: Red Fox\n\nNames\tRed Fox ( <i>Acme</i> )\n";

    private static final String PAGE = "<h3>\nAPT group: Green Newt</h3>\n\t<table><tr><td>Names</td><td>x</td></tr></table>";

    @TempDir
    private Path folder;

    private static ReadCards read(String... sources) {
        ReadCards read = new ReadCards();
        CardSources.read(List.of(sources), read);
        return read;
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    @Test
    void theFormIsToldFromTheContentNotTheName() throws IOException {
        ReadCards read = read(file("a.txt", JSON), file("b.json", TEXT), file("c", "\uFEFF" + JSON),
                file("d.txt", PAGE));
        assertThat(read.rejects).isEmpty();
        assertThat(read.cards).extracting(Card::name).containsExactly("Blue Otter", "Red Fox", "Blue Otter",
                "Green Newt");
    }

    @Test
    void aDirectoryIsReadByNameWithoutHiddenFiles() throws IOException {
        Files.createDirectories(folder.resolve("z"));
        file("b.json", JSON);
        file("a.txt", TEXT);
        file(".hidden", JSON);
        file("z/c.txt", TEXT.replace("Red Fox", "Green Newt"));
        assertThat(read(folder.toString()).cards).extracting(Card::name).containsExactly("Red Fox", "Blue Otter",
                "Green Newt");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"''|empty", "%PDF-1.7 x|PDF",
            "{\"values\": [{\"value\": \"x\"}]}|JSON holds no cards", "a\u0000b|binary", "hello|No card was found"})
    void whatIsNoDeckIsSetAsideWithAReason(String content, String reason) throws IOException {
        ReadCards read = read(file("x", content), file("y", JSON));
        assertThat(read.cards).hasSize(1);
        assertThat(read.rejects).singleElement().satisfies(reject -> {
            assertThat(reject.location()).endsWith("x");
            assertThat(reject.place()).isEmpty();
            assertThat(reject.reason()).contains(reason);
        });
    }

    @Test
    void aSourceThatIsNotThereIsToldBeforeAnythingIsRead() throws IOException {
        ReadCards read = new ReadCards();
        List<String> sources = List.of(file("a", JSON), folder.resolve("missing.json").toString());
        assertThatThrownBy(() -> CardSources.read(sources, read)).isInstanceOf(SourceException.class)
                .hasMessageContaining("missing.json");
        assertThat(read.cards).isEmpty();
    }

    @Test
    @NeedsRealDecks
    void theRealDecksAreReadWithoutARejectAndWithoutALoss() {
        ReadCards groups = read(RealDecks.groups());
        assertThat(groups.rejects).isEmpty();
        assertThat(groups.cards).hasSize(483).allMatch(ActorCard.class::isInstance);
        assertThat(groups.cards).extracting(Card::uuid).doesNotHaveDuplicates();
        assertThat(groups.cards).allMatch(card -> card.unknown().isEmpty());
        ReadCards tools = read(RealDecks.tools());
        assertThat(tools.rejects).isEmpty();
        assertThat(tools.cards).hasSize(2121).allMatch(ToolCard.class::isInstance);
        assertThat(tools.cards).extracting(Card::uuid).doesNotHaveDuplicates();
    }

    @Test
    @NeedsRealDecks
    void everyDateOfTheRealDeckIsKnownButTheEmptyOne() {
        long unknown = read(RealDecks.groups()).cards.stream().map(ActorCard.class::cast).flatMap(
                card -> java.util.stream.Stream.concat(card.operations().stream(), card.counterOperations().stream()))
                .filter(activity -> !activity.date().isKnown()).count();
        assertThat(unknown).isEqualTo(1);
    }

    @Test
    @NeedsRealDecks
    void theArchivedPageAndTheJsonAreOneCard() {
        ActorCard archived = read(RealDecks.safe()).onlyActor();
        ActorCard json = (ActorCard) read(RealDecks.groups()).cards.stream().filter(card -> card.name().equals("Safe"))
                .findFirst().orElseThrow();
        assertThat(archived).usingRecursiveComparison().ignoringFields("category").isEqualTo(json);
        assertThat(archived.category()).isEqualTo("APT");
        assertThat(archived.tools().entries().getLast().kind()).isEqualTo(Kind.PROSE);
    }
}
