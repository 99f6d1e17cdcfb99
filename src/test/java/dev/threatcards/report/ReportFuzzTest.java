package dev.threatcards.report;

import com.code_intelligence.jazzer.junit.FuzzTest;

import dev.threatcards.error.SourceException;
import dev.threatcards.text.Indicators;

/**
 * Any bytes give a report or a {@link SourceException}. An ordinary test run replays the seeds in {@code ReportFuzzTestInputs}; new inputs
 * are sought with {@code JAZZER_FUZZ=1 mvn test-compile surefire:test@fuzz -Dtest=ReportFuzzTest#anyReport}.
 */
final class ReportFuzzTest {

    @FuzzTest
    void anyReport(byte[] bytes) {
        try {
            Report report = Report.of(bytes);
            for (Indicators.Region region : Indicators.in(report.text())) {
                if (region.start() >= region.end() || region.end() > report.text().length()) {
                    throw new AssertionError(region + " in a text of " + report.text().length());
                }
            }
        } catch (SourceException e) {
            if (!e.getMessage().endsWith(".")) {
                throw new AssertionError("no sentence: " + e.getMessage());
            }
        }
    }
}
