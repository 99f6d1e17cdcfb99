package dev.threatcards.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

final class SectorsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            financial-services         | Financial
            Finance                    | Financial
            Government, Administration | Government
            Energy, Telecoms           | Energy;Telecommunications
            NGO                        | NGOs
            non-profit                 | Non-profit organizations
            technology                 | Technology
            High tech                  | High-Tech
            国防军工                     | Defense
            Civil Society              | Civil society
            Energy and lighthouses     | ''
            """)
    void everySpellingIsOneSector(String written, String labels) {
        assertThat(String.join(";", Sectors.labels(written))).isEqualTo(labels);
    }

    /** The values of STIX's industry-sector-ov. */
    @ParameterizedTest
    @ValueSource(strings = {"agriculture", "aerospace", "automotive", "chemical", "commercial", "communications",
            "construction", "dams", "defense", "education", "emergency-services", "energy", "entertainment",
            "financial-services", "government", "government-local", "government-national", "government-public-services",
            "government-regional", "healthcare", "hospitality-leisure", "infrastructure", "insurance", "manufacturing",
            "mining", "non-profit", "nuclear", "pharmaceuticals", "retail", "technology", "telecommunications",
            "transportation", "utilities", "water"})
    void everyValueOfStixIsASector(String value) {
        assertThat(Sectors.label(value)).isPresent();
    }

    @Test
    void theDocumentationShowsTheTable() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs", "labels.md"));
        for (Table.Row row : Table.read("sectors.txt")) {
            assertThat(rows)
                    .contains("| "
                            + IntStream.range(0, 4).mapToObj(column -> row.text(column).replace("=", ""))
                                    .map(cell -> cell.isEmpty() ? "–" : cell).collect(Collectors.joining(" | "))
                            + " |");
        }
    }
}
