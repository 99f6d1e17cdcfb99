package dev.threatcards.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import dev.threatcards.card.DeckCard;
import dev.threatcards.card.Reject;
import dev.threatcards.source.fetch.StubSite;
import dev.threatcards.source.form.CardSink;

import static org.assertj.core.api.Assertions.assertThat;

final class SourceReaderTest {

    /** More than is read ahead to tell a form. */
    private static final int CARDS = 3_000;

    @TempDir
    private Path folder;

    private final Steps steps = new Steps();

    private record Step(int cards, long bytes, OptionalLong total) {
    }

    /** Keeps how far the reading had come each time. */
    private static final class Steps implements CardSink {
        private final List<Step> all = new ArrayList<>();
        private int cards;

        @Override
        public void card(DeckCard card) {
            cards++;
        }

        @Override
        public void giver(UUID uuid, String name) {
            throw new AssertionError("there is no giver: " + name);
        }

        @Override
        public void reject(Reject reject) {
            throw new AssertionError("nothing is to be set aside: " + reject);
        }

        @Override
        public void at(long bytes, OptionalLong total) {
            all.add(new Step(cards, bytes, total));
        }
    }

    private static byte[] deck(int from, int cards) {
        return IntStream.range(from, from + cards)
                .mapToObj(card -> String.format(Locale.ROOT, "{\"actor\": \"Otter %d\", \"uuid\": \"%s\"}", card,
                        new UUID(0x4000L, card)))
                .collect(Collectors.joining(",\n", "{\"values\": [", "]}\n\n")).getBytes(StandardCharsets.UTF_8);
    }

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private void hasComeTo(long bytes, int cards) {
        assertThat(steps.all).extracting(Step::bytes).isSorted();
        assertThat(steps.all).extracting(Step::cards).isSorted();
        assertThat(steps.all.getLast()).isEqualTo(new Step(cards, bytes, OptionalLong.of(bytes)));
    }

    @Test
    void bytesOfSeveralSourcesAddUpToAllOfThem() throws IOException {
        Path one = file("one.json", deck(0, CARDS));
        Path other = file("other.json", deck(CARDS, 10));
        CardSources.read(List.of(one.toString(), other.toString()), steps);
        long all = Files.size(one) + Files.size(other);
        hasComeTo(all, CARDS + 10);
        assertThat(steps.all).extracting(Step::total).containsOnly(OptionalLong.of(all));
        assertThat(steps.all).contains(new Step(CARDS, Files.size(one), OptionalLong.of(all)))
                .anyMatch(step -> step.cards() > 0 && step.cards() < CARDS);
    }

    @Test
    void filesOfADirectoryAreKnownBeforeTheyAreRead() throws IOException {
        long all = Files.size(file("a.json", deck(0, 5))) + Files.size(file("b.json", deck(5, 7)));
        CardSources.read(List.of(folder.toString()), steps);
        hasComeTo(all, 12);
        assertThat(steps.all.getFirst().total()).hasValue(all);
    }

    enum Packing {
        GZIP {
            @Override
            byte[] pack(byte[] deck) throws IOException {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (OutputStream gzip = new GZIPOutputStream(bytes)) {
                    gzip.write(deck);
                }
                return bytes.toByteArray();
            }
        },
        ZIP {
            @Override
            byte[] pack(byte[] deck) throws IOException {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
                    zip.putNextEntry(new ZipEntry("deck.json"));
                    zip.write(deck);
                }
                return bytes.toByteArray();
            }
        },
        TAR {
            @Override
            byte[] pack(byte[] deck) throws IOException {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
                    TarArchiveEntry entry = new TarArchiveEntry("deck.json");
                    entry.setSize(deck.length);
                    tar.putArchiveEntry(entry);
                    tar.write(deck);
                    tar.closeArchiveEntry();
                }
                return bytes.toByteArray();
            }
        };

        abstract byte[] pack(byte[] deck) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void anArchivesBytesAreThoseOfItsFile(Packing packing) throws IOException {
        byte[] deck = deck(0, CARDS);
        byte[] packed = packing.pack(deck);
        assertThat(packed.length).isNotEqualTo(deck.length);
        CardSources.read(List.of(file("packed", packed).toString()), steps);
        hasComeTo(packed.length, CARDS);
        assertThat(steps.all).extracting(Step::total).containsOnly(OptionalLong.of(packed.length));
    }

    @Test
    void thereIsNoTotalBeforeTheLastSourceOfUnknownSizeHasBeenRead() throws IOException {
        byte[] unknown = deck(0, CARDS);
        Path sized = file("known.json", deck(CARDS, CARDS));
        SourceReader.of(List.of(new Input("a pipe", OptionalLong.empty(), () -> new ByteArrayInputStream(unknown)),
                Input.of(sized, "known")), steps);
        long all = unknown.length + Files.size(sized);
        hasComeTo(all, 2 * CARDS);
        int known = steps.all.indexOf(new Step(CARDS, unknown.length, OptionalLong.of(all)));
        assertThat(steps.all.subList(0, known)).isNotEmpty().extracting(Step::total).containsOnly(OptionalLong.empty());
        assertThat(steps.all.subList(known, steps.all.size())).hasSizeGreaterThan(2).extracting(Step::total)
                .containsOnly(OptionalLong.of(all));
    }

    @Test
    void whatIsAtAnAddressIsKnownToo() throws IOException {
        try (StubSite site = new StubSite()) {
            site.put("/deck", new String(deck(0, CARDS), StandardCharsets.UTF_8));
            Path file = file("deck.json", deck(CARDS, 10));
            CardSources.read(List.of(site.address() + "/deck", file.toString()), steps);
            long all = deck(0, CARDS).length + Files.size(file);
            hasComeTo(all, CARDS + 10);
            assertThat(steps.all).extracting(Step::total).containsOnly(OptionalLong.of(all));
        }
    }

    @Test
    void aFileThatGrowsMeanwhileIsNoMoreThanItWas() throws IOException {
        byte[] grown = deck(0, CARDS);
        SourceReader.of(List.of(new Input("a file", OptionalLong.of(100), () -> new ByteArrayInputStream(grown))),
                steps);
        hasComeTo(100, CARDS);
    }
}
