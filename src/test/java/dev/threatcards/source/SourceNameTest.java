package dev.threatcards.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.card.Reject;
import dev.threatcards.error.SourceException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class SourceNameTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"ftp://x/y|Only http and https addresses are fetched, not ftp://x/y",
            "sftp://x/y|Only http and https", "s3://bucket/key|Only http and https",
            "http:/x/y|it is written http://host/path", "~/cards.json|The shell did not put your home folder for ~",
            "file://host/x|names no file of this machine", "/no/such/file|No such file or directory",
            "''|The name of a source is empty"})
    void whatIsNoSourceIsToldForWhatItIs(String source, String words) {
        assertThatThrownBy(() -> CardSources.read(List.of(source), new ReadCards())).isInstanceOf(SourceException.class)
                .message().contains(words).doesNotContain("Exception", "java.");
    }

    @Test
    void aNameThatNoFileCanHaveIsToldSo() {
        assertThatThrownBy(() -> CardSources.read(List.of("a\0b"), new ReadCards())).isInstanceOf(SourceException.class)
                .hasMessageContaining("NUL");
    }

    @Test
    void theAddressOfAFileIsThatFile() throws Exception {
        Path file = Files.writeString(folder.resolve("two words"), "x");
        assertThat(SourceName.path(file.toUri().toString())).isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{\"source\": \"A de|16 bytes", "{\"source\": \"A deck\"|19 bytes",
            "[{\"a\": 1},|10 bytes", "{\"values\": [{\"actor\": \"x\", \"uu|0 entries"})
    void jsonThatEndsEarlyIsToldSo(String json, String words) throws Exception {
        ReadCards read = new ReadCards();
        CardSources.read(List.of(Files.writeString(folder.resolve("cut.json"), json).toString()), read);
        assertThat(read.rejects).singleElement().extracting(Reject::reason).asString().contains("The JSON ends early",
                words, "the download was probably cut");
    }
}
