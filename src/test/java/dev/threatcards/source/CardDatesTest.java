package dev.threatcards.source;

import java.time.Year;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import dev.threatcards.Inputs;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardDate.Precision;

import static org.assertj.core.api.Assertions.assertThat;

final class CardDatesTest {

    @ParameterizedTest
    @CsvSource({"2014-10,       2014-10-01, 2014-10-31, MONTH", "2016-02,       2016-02-01, 2016-02-29, MONTH",
            "2014,          2014-01-01, 2014-12-31, YEAR", "1919,          1919-01-01, 1919-12-31, YEAR",
            "2014 Early,    2014-01-01, 2014-04-30, THIRD_OF_YEAR",
            "2014 Mid,      2014-05-01, 2014-08-31, THIRD_OF_YEAR",
            "2014 Late,     2014-09-01, 2014-12-31, THIRD_OF_YEAR", "2016 Spring,   2016-03-01, 2016-05-31, SEASON",
            "2016 Summer,   2016-06-01, 2016-08-31, SEASON", "2016 Autumn,   2016-09-01, 2016-11-30, SEASON",
            "2016 Winter,   2016-12-01, 2017-02-28, SEASON", "2011/2012,     2011-01-01, 2012-12-31, YEARS",
            "2020-04-14,    2020-04-14, 2020-04-14, DAY", "14 April 2020, 2020-04-14, 2020-04-14, DAY",
            "May 2016,      2016-05-01, 2016-05-31, MONTH", "Oct 2014,      2014-10-01, 2014-10-31, MONTH"})
    void aDateIsTheDaysThatItMayMean(String text, String from, String to, Precision precision) {
        CardDate date = CardDate.parse(text);
        assertThat(date.text()).isEqualTo(text);
        assertThat(date.isoFrom()).isEqualTo(from);
        assertThat(date.isoTo()).isEqualTo(to);
        assertThat(date.precision()).isEqualTo(precision);
    }

    @ParameterizedTest
    @CsvSource({"''", "soon", "2014-13", "2012/2011", "31 February 2020", "2014 Earlyish", "0000", "0000-05",
            "0000/0001", "9999 Winter", "+12345"})
    void whatIsNoDateIsKeptAndNotKnown(String text) {
        CardDate date = CardDate.parse(text);
        assertThat(date.text()).isEqualTo(text);
        assertThat(date.isKnown()).isFalse();
        assertThat(date.years()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2018-Jun 2022, Jun 2022", "Oct 2014–Mar 2019, Mar 2019", "2011/2012, 2012", "2020 Late, 2020 Late",
            "2020-04-14, 2020-04-14", "soon, soon", "'', ''"})
    void theEndOfASpanIsADateOfItsOwn(String text, String end) {
        assertThat(CardDate.parse(text).end()).isEqualTo(CardDate.parse(end));
    }

    @Test
    void aSpanTouchesAllOfItsYears() {
        assertThat(CardDate.parse("2011/2013").years()).containsExactly(Year.of(2011), Year.of(2012), Year.of(2013));
    }

    @Test
    void noTextIsAnError() {
        Inputs.forAll(1_000, inputs -> {
            String text = inputs.text();
            assertThat(CardDate.parse(text).text()).isEqualTo(text);
        });
    }
}
