package dev.threatcards.index;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;

import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

final class DeflatedTest {

    private static final String CARD = "Blue Otter, an actor of China, goes after Government and Telecommunications.";

    /** {@link #CARD} as an index of this schema has it. */
    private static final String STORED = "0000004c0395390afec0d1c2221da0426897341fd8bd0419a6031c47018d68823b1f088d6013315dab0700";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 1_000, 70_000})
    void bytesComeBackAsTheyWere(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        assertThat(Deflated.inflated(Deflated.of(bytes))).isEqualTo(bytes);
    }

    /** If this fails, indexes that were made before cannot be read: the schema has to become another one. */
    @Test
    void whatAnIndexHasCanBeReadByTheNextVersion() {
        assertThat(Deflated.inflated(new BytesRef(HexFormat.of().parseHex(STORED))))
                .isEqualTo(CARD.getBytes(StandardCharsets.UTF_8));
    }

    /** The same if this fails: a card refers back to places in that file, and nothing says that others are there now. */
    @Test
    void whatCardsReferBackToStaysAsItWas() throws Exception {
        try (InputStream frequent = Deflated.class.getResourceAsStream("frequent.txt")) {
            assertThat(MessageDigest.getInstance("SHA-256").digest(frequent.readAllBytes())).isEqualTo(
                    HexFormat.of().parseHex("54448d19ccce3ea605e6d93629478d4329c9c91a25682e4736be40665ed3039c"));
        }
    }

    @Test
    void whatCardsOftenHaveTakesFewBytes() {
        byte[] often = "Information theft and espionage, South Korea, Telecommunications"
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Deflated.of(often).length).isLessThan(often.length / 2);
    }

    @Test
    void whatIsCutOffIsToldFromACard() {
        BytesRef stored = Deflated.of(CARD.getBytes(StandardCharsets.UTF_8));
        BytesRef cut = new BytesRef(stored.bytes, stored.offset, stored.length - 8);
        assertThatThrownBy(() -> Deflated.inflated(cut)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("damaged");
    }
}
