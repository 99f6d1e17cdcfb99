package dev.threatcards.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.threatcards.Inputs;
import dev.threatcards.source.form.CardForm;

import static org.assertj.core.api.Assertions.assertThat;

/** Any bytes give cards or rejects in every reader: bytes at random, and well-formed files that have been damaged. */
final class AnyBytesTest {

    private static final Path SEEDS = Path.of("src/test/resources/dev/threatcards/source/ReaderFuzzTestInputs");

    private static void readInEveryForm(byte[] bytes) throws IOException {
        for (CardForm form : CardSources.FORMS) {
            ReadCards read = new ReadCards();
            form.read(new ByteArrayInputStream(bytes), "file", read);
            assertThat(read.cards).doesNotContainNull();
        }
        ReadCards read = new ReadCards();
        new SourceSniffer(CardSources.FORMS, read).read(new ByteArrayInputStream(bytes), "file");
        assertThat(read.cards.size() + read.rejects.size() + read.givers.size()).isPositive();
    }

    @Test
    void bytesAtRandom() {
        Inputs.forAll(200, inputs -> readInEveryForm(inputs.bytes(255)));
    }

    @Test
    void filesThatAreDamaged() throws IOException {
        List<Path> seeds = seeds();
        Inputs.forAll(500,
                inputs -> readInEveryForm(damaged(Files.readAllBytes(inputs.of(seeds)), new Random(inputs.anyLong()))));
    }

    /** Cuts out, doubles, moves or overwrites some pieces. */
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        for (int cut = random.nextInt(4); cut >= 0 && bytes.length > 1; cut--) {
            int from = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(1 << random.nextInt(8)));
            byte[] start = Arrays.copyOf(bytes, from);
            byte[] piece = Arrays.copyOfRange(bytes, from, to);
            byte[] end = Arrays.copyOfRange(bytes, to, bytes.length);
            bytes = switch (random.nextInt(4)) {
                case 0 -> joined(start, end);
                case 1 -> joined(start, piece, piece, end);
                case 2 -> joined(piece, start, end);
                default -> {
                    random.nextBytes(piece);
                    yield joined(start, piece, end);
                }
            };
        }
        return bytes;
    }

    private static byte[] joined(byte[]... parts) {
        byte[] joined = new byte[Stream.of(parts).mapToInt(part -> part.length).sum()];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, joined, at, part.length);
            at += part.length;
        }
        return joined;
    }

    private static List<Path> seeds() throws IOException {
        try (Stream<Path> files = Files.walk(SEEDS)) {
            List<Path> seeds = files.filter(Files::isRegularFile).sorted().toList();
            assertThat(seeds).isNotEmpty();
            return seeds;
        }
    }
}
