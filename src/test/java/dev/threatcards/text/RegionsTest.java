package dev.threatcards.text;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class RegionsTest {

    @ParameterizedTest
    @CsvSource({"Japan, East Asia", "UK, Europe", "Russia, Europe", "UAE, Middle East", "USA, North America",
            "Mexico, Latin America and Caribbean", "Middle East, Middle East", "Fiji, Oceania",
            "Worldwide, No one region", "Atlantis, No one region"})
    void aCountryLiesInARegion(String label, String region) {
        assertThat(Regions.of(label)).isEqualTo(region);
    }

    @Test
    void theRegionOfMostLabelsComesFirstAndWhatIsNowhereLast() {
        assertThat(Regions.group(List.of("Worldwide", "NATO", "Japan", "UK", "France"))).containsExactly(
                java.util.Map.entry("Europe", List.of("UK", "France")),
                java.util.Map.entry("East Asia", List.of("Japan")),
                java.util.Map.entry(Regions.ELSEWHERE, List.of("Worldwide", "NATO")));
    }
}
