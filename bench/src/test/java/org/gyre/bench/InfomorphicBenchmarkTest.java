package org.gyre.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class InfomorphicBenchmarkTest {
    private static final InfomorphicCase TWO = new InfomorphicCase(2, 5, 0, 10, 2, 1);
    private static final InfomorphicCase THREE = new InfomorphicCase(3, 6, 3, 10, 2, 1);
    private static final InfomorphicBenchmark.Options ALONE = new InfomorphicBenchmark.Options(1, 1, 1, false, 1);

    private static InfomorphicReport.Row row(Time step, Optional<Double> difference) {
        Time part = new Time(1e6, 1e6);
        return new InfomorphicReport.Row(
                THREE,
                step,
                new InfomorphicReport.Parts(part, part, part, part),
                31.5,
                20e6,
                OptionalDouble.of(90e6),
                difference.map(value -> new InfomorphicPeer.Answer("NumPy 2", new Time(8e6, 6e6), 50e6)),
                difference);
    }

    @Test
    void thePixelsHaveMeanZeroAndDeviationOneAndAllClassesOccur() {
        DrawnImages images = DrawnImages.of(500, RandomStream.of(4));
        double sum = 0;
        double squares = 0;
        for (float pixel : images.pixels()) {
            sum += pixel;
            squares += (double) pixel * pixel;
        }
        assertThat(sum / images.pixels().length).isCloseTo(0, within(1e-5));
        assertThat(squares / images.pixels().length).isCloseTo(1, within(1e-5));
        for (int figure = 0; figure < DrawnImages.CLASSES; figure++) {
            assertThat(images.classes()).contains(figure);
        }
    }

    @Test
    void imagesOfAClassAreMoreAlikeThanImagesOfTwo() {
        DrawnImages images = DrawnImages.of(200, RandomStream.of(4));
        double[] sums = new double[2];
        int[] pairs = new int[2];
        for (int k = 0; k < 200; k++) {
            for (int l = 0; l < k; l++) {
                int same = images.classes()[k] == images.classes()[l] ? 1 : 0;
                double product = 0;
                for (int p = 0; p < DrawnImages.PIXELS; p++) {
                    product += (double) images.pixels()[k * DrawnImages.PIXELS + p]
                            * images.pixels()[l * DrawnImages.PIXELS + p];
                }
                sums[same] += product / DrawnImages.PIXELS;
                pairs[same]++;
            }
        }
        assertThat(sums[1] / pairs[1]).isGreaterThan(sums[0] / pairs[0] + 0.2);
    }

    @Test
    void theDifferenceIsRelativeToTheLargestValue() {
        assertThat(InfomorphicBenchmark.difference(new double[] {1, -4}, new double[] {1.5, -4}))
                .isEqualTo(0.125);
        assertThatThrownBy(() -> InfomorphicBenchmark.difference(new double[] {1}, new double[] {1, 2}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theNumPyProgramDifferentiatesTheSameGoal() {
        Optional<InfomorphicPeer> peer = InfomorphicPeer.find();
        assumeTrue(peer.isPresent(), "skipped: no python3 with NumPy");
        for (InfomorphicCase which : List.of(TWO, THREE)) {
            InfomorphicKernels kernels = new InfomorphicKernels(which, 3, Team.alone());
            kernels.learn(which.training());
            InfomorphicKernels.Goals goals = kernels.goals();
            double[] theirs = peer.orElseThrow().slopes(which, goals.inputs());
            assertThat(InfomorphicBenchmark.difference(goals.slopes(), theirs))
                    .as(which.title())
                    .isLessThan(InfomorphicReport.TOLERANCE);
        }
    }

    @Test
    void theNumPyProgramPrintsTheTimeOfAStep() {
        Optional<InfomorphicPeer> peer = InfomorphicPeer.find();
        assumeTrue(peer.isPresent(), "skipped: no python3 with NumPy");
        InfomorphicPeer.Answer answer = peer.orElseThrow().time(THREE, 3, 1);
        assertThat(answer.implementation()).startsWith("NumPy ");
        assertThat(answer.step().cpu()).isPositive();
        assertThat(answer.step().wall()).isPositive();
    }

    @Test
    void aQuickRunMeasuresEveryCase() {
        InfomorphicReport report = InfomorphicBenchmark.run(List.of(TWO, THREE), ALONE, sentence -> {});
        String json = report.json().toString();
        assertThat(json).contains("neurons=5", "neurons=6").doesNotContain("numpy", "NaN", "Infinity", "null");
        assertThat(report.table()).anyMatch(line -> line.startsWith("3 sources, 6 neurons, 3 laterals "));
        // Both cases have some.
        assertThat(json.split("occupied_cells=[1-9]", -1)).hasSize(3);
    }

    @Test
    void ratiosAreOfCpuTimeOnOneThreadAndOfTheClockOnTheWallOnTwo() {
        InfomorphicReport.Row row = row(new Time(2e6, 2e6), Optional.of(1e-6));
        InfomorphicReport one = new InfomorphicReport(List.of(row), ALONE, List.of());
        InfomorphicReport two =
                new InfomorphicReport(List.of(row), new InfomorphicBenchmark.Options(1, 1, 2, true, 1), List.of());
        assertThat(one.json().toString()).contains("ratio=3.0", "relative_difference=1.0E-6", "program_peak_mb=90.0");
        assertThat(two.json().toString()).contains("ratio=4.0");
        assertThat(one.warnings()).isEmpty();
    }

    @Test
    void aDifferenceBeyondTheToleranceAndABusyMachineAreToldInTheWarnings() {
        InfomorphicReport report =
                new InfomorphicReport(List.of(row(new Time(6e6, 2e6), Optional.of(Double.NaN))), ALONE, List.of());
        assertThat(report.warnings()).hasSize(2);
        assertThat(report.warnings().getFirst()).contains("3.0 times its CPU time");
        assertThat(report.warnings().getLast()).contains("3 sources, 6 neurons, 3 laterals", "differ from NumPy's");
    }
}
