package dev.threatcards.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

/** Any bytes give cards or rejects in every reader: bytes at random, and well-formed files that have been damaged. */
final class AnyBytesTest {

    private static final Path SEEDS = Path.of("src/test/resources/dev/threatcards/source/ReaderFuzzTestInputs");

    private static void readInEveryForm(byte[] bytes) throws IOException {
        for (Form form : CardSources.FORMS) {
            ReadCards read = new ReadCards();
            form.read(new ByteArrayInputStream(bytes), "file", read);
            assertThat(read.cards).doesNotContainNull();
        }
        ReadCards read = new ReadCards();
        new Content(CardSources.FORMS, read).read(new ByteArrayInputStream(bytes), "file");
        assertThat(read.cards.size() + read.rejects.size() + read.givers.size()).isPositive();
    }

    @Property(tries = 200)
    void bytesAtRandom(@ForAll byte[] bytes) throws IOException {
        readInEveryForm(bytes);
    }

    @Property(tries = 500)
    void filesThatAreDamaged(@ForAll("seeds") Path seed, @ForAll long random) throws IOException {
        readInEveryForm(damaged(Files.readAllBytes(seed), new Random(random)));
    }

    /** Some pieces cut out, doubled, moved or overwritten. */
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

    @Provide
    Arbitrary<Path> seeds() throws IOException {
        try (Stream<Path> files = Files.walk(SEEDS)) {
            List<Path> seeds = files.filter(Files::isRegularFile).sorted().toList();
            assertThat(seeds).isNotEmpty();
            return Arbitraries.of(seeds);
        }
    }
}
