package dev.threatcards.web.pages;

import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.Test;

import dev.threatcards.card.Activity;
import dev.threatcards.card.CardDate;
import dev.threatcards.card.CardDate.Precision;
import dev.threatcards.web.pages.Timeline.Mark;

import static dev.threatcards.TestCards.year;
import static org.assertj.core.api.Assertions.assertThat;

final class TimelineTest {

    private static Activity activity(CardDate date) {
        return new Activity(date, "Breach of {{Red Fox}}\nhttps://example.org/");
    }

    private static CardDate month(int year, int month) {
        LocalDate from = LocalDate.of(year, month, 1);
        return new CardDate(year + "-" + month, from, from.plusMonths(1).minusDays(1), Precision.MONTH);
    }

    @Test
    void aVagueDateIsAWideMark() {
        List<Mark> marks = Timeline.of(List.of(activity(year(2014)), activity(month(2016, 10))), List.of()).marks();
        assertThat(marks.get(0).width()).isGreaterThan(5 * marks.get(1).width());
    }

    @Test
    void whatWouldBeCoveredLiesInALaneOfItsOwn() {
        List<Mark> marks = Timeline
                .of(List.of(activity(year(2014)), activity(month(2014, 3)), activity(month(2016, 1))), List.of())
                .marks();
        assertThat(marks).extracting(Mark::y).satisfies(y -> {
            assertThat(y.get(1)).isLessThan(y.get(0));
            assertThat(y.get(2)).isEqualTo(y.get(0));
        });
    }

    @Test
    void counterOperationsAreUnderTheLine() {
        Timeline timeline = Timeline.of(List.of(activity(year(2014))), List.of(activity(year(2014))));
        assertThat(timeline.marks()).filteredOn(Mark::counter).allMatch(mark -> mark.y() > timeline.axis());
        assertThat(timeline.marks()).filteredOn(mark -> !mark.counter()).allMatch(mark -> mark.y() < timeline.axis());
        assertThat(timeline.marks()).allMatch(mark -> mark.y() + Timeline.THICK <= timeline.height());
    }

    @Test
    void aMarkSaysWhatHappenedAndLeadsThere() {
        Mark mark = Timeline.of(List.of(activity(CardDate.NONE), activity(year(2014))), List.of()).marks().getFirst();
        assertThat(mark.title()).isEqualTo("2014: Breach of Red Fox");
        assertThat(mark.anchor()).isEqualTo("operation-2014");
    }

    @Test
    void whatIsNotInThePictureIsCounted() {
        assertThat(Timeline.of(List.of(activity(CardDate.NONE)), List.of())).satisfies(timeline -> {
            assertThat(timeline.isEmpty()).isTrue();
            assertThat(timeline.hidden()).isEqualTo(1);
        });
        Timeline crowded = Timeline.of(Collections.nCopies(500, activity(year(2014))), List.of());
        assertThat(crowded.marks().size() + crowded.hidden()).isEqualTo(500);
        assertThat(crowded.height()).isLessThan(200);
    }

    @Test
    void yearsDoNotTouch() {
        Timeline timeline = Timeline.of(List.of(activity(year(1919)), activity(year(2024))), List.of());
        assertThat(timeline.ticks()).hasSizeBetween(2, 13);
        assertThat(timeline.ticks().getFirst().year()).isEqualTo(1919);
    }
}
