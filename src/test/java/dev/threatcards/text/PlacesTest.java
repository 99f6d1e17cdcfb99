package dev.threatcards.text;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.ibm.icu.util.ULocale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import dev.threatcards.analysis.CardAnalyzer;
import dev.threatcards.text.Places.Place;

import static org.assertj.core.api.Assertions.assertThat;

final class PlacesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RU                                     | Russia
            rus                                    | Russia
            Russian Federation                     | Russia
            russian                                | Russia
            Russland                               | Russia
            俄罗斯                                  | Russia
            UK                                     | UK
            The United States                      | USA
            U.S.A.                                 | USA
            Iran (Islamic Republic of)             | Iran
            Korea (Democratic People's Republic of) | North Korea
            southKorea                             | South Korea
            south-korea                            | South Korea
            Türkiye                                | Turkey
            Côte d’Ivoire                          | Cote d'Ivoire
            Viet Nam                               | Vietnam
            Naher Osten                            | Middle East
            中东地区                                 | Middle East
            印度等国家                               | India
            western-europe                         | Western Europe
            RU,BY                                  | Russia;Belarus
            Peru, Bolivia and Chile                | Peru;Bolivia;Chile
            Middle East and Africa                 | Middle East;Africa
            Bosnia and Herzegovina                 | Bosnia and Herzegovina
            Korea                                  | ''
            Congo                                  | ''
            Worldwide except South Korea           | ''
            Harbour Mutual, Norway                 | ''
            ''                                     | ''
            """)
    void everySpellingIsOnePlace(String written, String labels) {
        assertThat(Places.readAll(written).stream().map(Place::label).collect(Collectors.joining(";")))
                .isEqualTo(labels);
    }

    @ParameterizedTest
    @CsvSource({"Russia,RU,''", "UK,GB,''", "[Middle East],'',''", "Western Europe,'',155", "Worldwide,'',001"})
    void aLabelHasItsCode(String label, String iso, String m49) {
        Place place = Places.labelled(label).orElseThrow();
        assertThat(List.of(place.iso(), place.m49())).containsExactly(iso, m49);
    }

    static Stream<String> codes() {
        return Stream.of(Locale.getISOCountries());
    }

    /** ICU is the source of the names in German and Chinese, and is not part of the program. */
    @ParameterizedTest
    @MethodSource("codes")
    void everyCountryIsKnownByItsCodesAndItsNamesInGermanAndChinese(String code) {
        for (String written : List.of(code, Locale.of("", code).getISO3Country(),
                ULocale.getDisplayCountry("und-" + code, "de"), ULocale.getDisplayCountry("und-" + code, "zh"),
                ULocale.getDisplayCountry("und-" + code, "en"))) {
            assertThat(Places.read(written)).as(written)
                    .hasValueSatisfying(place -> assertThat(place.iso()).as(written).isEqualTo(code));
        }
    }

    /** Labels that a search holds to be one are one in an index too. */
    @Test
    void theWordsForAPeopleMeanTheSameInASearch() {
        for (String people : List.of("Russian", "Chinese", "American", "British", "Emirati", "Swiss", "Ivorian")) {
            Place place = Places.read(people).orElseThrow();
            assertThat(CardAnalyzer.key(people)).as(people).isEqualTo(CardAnalyzer.key(place.label()));
        }
    }
}
