package dev.threatcards.reliability;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The short form of the damages, each of which the long run makes by the thousand. */
final class DamageTest {

    @TempDir
    private Path folder;

    @Test
    void aDamagedIndexAnswersRightlyOrSaysThatItIsDamaged() throws Exception {
        Result result = new Damage(Settings.brief(folder)).run();
        assertThat(result.findings()).isEmpty();
        assertThat(result.tried()).isPositive();
        assertThat(result.told()).isPositive();
    }
}
