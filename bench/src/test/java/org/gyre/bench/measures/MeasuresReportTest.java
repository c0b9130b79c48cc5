package org.gyre.bench.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gyre.bench.measures.MeasureCase.Quote;
import org.junit.jupiter.api.Test;

class MeasuresReportTest {
    private static final MeasureCase CASE = MeasureCase.of(
                    "sums", "no-such-case", Map.of("count", 3), () -> team -> new double[] {6})
            .quoting(new Quote("slower", 9), new Quote("faster", 8));

    @Test
    void ratiosAreThoseToTheReferenceAndToTheFastestQuote() {
        MeasuresReport.Row row = new MeasuresReport.Row(
                CASE, 0.5, 0.25, 1, new double[] {6}, OptionalDouble.of(2), OptionalDouble.of(1e-9));
        assertThat(row.line().split(" +"))
                .containsExactly("sums", "faster", "8.00", "2.00", "0.500", "0.250", "4.0", "16.0", "1e-09");
        assertThat(row.json()).containsEntry("ratio_to_reference", 4.0).containsEntry("ratio_to_elsewhere", 16.0);
    }

    @Test
    void withoutAReferenceTheReportShowsGyreAloneAndSaysWhy() {
        MeasuresReport report =
                MeasuresBenchmark.run(List.of(CASE), new MeasuresBenchmark.Options(1, true, false), sentence -> {});
        assertThat(report.table()).last().asString().startsWith("sums").doesNotContain("null", "NaN");
        assertThat(String.join("\n", report.table())).contains("reference: not measured");
        assertThat(report.json().toString())
                .contains("case=sums", "values=[6.0]")
                .doesNotContain("difference");
        MeasuresReport missing =
                new MeasuresReport(report.rows(), 1, Optional.empty(), List.of("python3 was not found"));
        assertThat(missing.warnings()).contains("python3 was not found");
    }

    @Test
    void aBusyMachineIsToldInTheWarnings() {
        MeasuresReport.Row row =
                new MeasuresReport.Row(CASE, 1, 1, 3, new double[] {6}, OptionalDouble.empty(), OptionalDouble.empty());
        assertThat(new MeasuresReport(List.of(row), 1, Optional.empty(), List.of()).warnings())
                .singleElement()
                .asString()
                .contains("3.0 times");
    }

    @Test
    void differencesAreRelativeToValuesAboveOne() {
        assertThat(MeasuresBenchmark.difference(new double[] {0.5, 201}, new double[] {0.25, 200}))
                .isEqualTo(0.25);
        assertThat(MeasuresBenchmark.difference(new double[] {201}, new double[] {200}))
                .isEqualTo(0.005);
        assertThat(MeasuresBenchmark.difference(new double[] {1}, new double[] {1, 2}))
                .isInfinite();
    }
}
