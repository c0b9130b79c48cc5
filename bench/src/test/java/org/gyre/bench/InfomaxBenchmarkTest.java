package org.gyre.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InfomaxBenchmarkTest {
    private static final InfomaxCase SMALL = new InfomaxCase(20, 0.05, 0.95, 2048, 500, true);

    @Test
    void theMedianIsTakenOfEachClockByItself() {
        Time median = Time.median(List.of(new Time(1, 30), new Time(9, 10), new Time(4, 20)));
        assertThat(median).isEqualTo(new Time(4, 20));
        assertThat(Time.median(List.of(new Time(1, 1), new Time(2, 4)))).isEqualTo(new Time(1.5, 2.5));
    }

    @Test
    void theTimeOfWorkIsWhatEachClockAdvancedDuringIt() {
        AtomicLong wall = new AtomicLong(100);
        AtomicLong cpu = new AtomicLong(7);
        Time time = Time.of(
                () -> {
                    wall.addAndGet(50);
                    cpu.addAndGet(20);
                },
                wall::get,
                cpu::get);
        assertThat(time).isEqualTo(new Time(50, 20));
    }

    @Test
    void theClocksOfTheThreadRun() {
        AtomicLong sum = new AtomicLong();
        Time time = Time.of(() -> {
            // About 10 ms of work: processor clocks of some machines tick in milliseconds.
            for (int i = 0; i < 2_000_000; i++) {
                sum.addAndGet(i);
            }
        });
        assertThat(time.wall()).isPositive();
        assertThat(time.cpu()).isPositive();
    }

    @Test
    void aBlockIsBothHalvesAndTheAlgebra() {
        // 1000 steps at 2 ns and 1000 steps at 3 ns and 50 ns of algebra.
        InfomaxCase which = new InfomaxCase(10, 0.1, 0.9, 1000, 1000, true);
        InfomaxReport.Row row = new InfomaxReport.Row(
                which,
                new Time(1, 1),
                new Time(2, 2),
                new Time(3, 3),
                new Time(50, 50),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
        assertThat(row.block().cpu()).isEqualTo(5050);
    }

    @Test
    void withoutAPeerTheReportShowsGyreAloneAndSaysWhy() {
        InfomaxReport.Row row = new InfomaxReport.Row(
                SMALL,
                new Time(1, 1),
                new Time(2, 2),
                new Time(30, 3),
                new Time(50, 50),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
        InfomaxReport report =
                new InfomaxReport(List.of(row), InfomaxBenchmark.Options.DEFAULT, List.of("python3 was not found"));
        assertThat(report.warnings()).containsExactly("python3 was not found");
        assertThat(String.join("\n", report.table()))
                .contains("N = 20, rate 0.05, simulation")
                .doesNotContain("null");
        assertThat(report.json()).doesNotContainKey("peer").containsKey("cases");
    }

    @Test
    void aBusyMachineIsToldInTheWarnings() {
        InfomaxReport.Row row = new InfomaxReport.Row(
                SMALL,
                new Time(1, 1),
                new Time(6, 2),
                new Time(3, 3),
                new Time(5, 5),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty());
        assertThat(new InfomaxReport(List.of(row), InfomaxBenchmark.Options.DEFAULT, List.of()).warnings())
                .singleElement()
                .asString()
                .contains("3.0 times");
    }

    @Test
    void theNumPyProgramPrintsTimesThatAddUpToItsBlock() {
        Optional<NumPyPeer> peer = NumPyPeer.find();
        assumeTrue(peer.isPresent(), "skipped: no python3 with NumPy");
        NumPyPeer.PeerTimes times = peer.orElseThrow().time(SMALL, 3, 1);
        assertThat(times.implementation()).startsWith("NumPy ");
        assertThat(times.simulation().cpu()).isPositive();
        double block = 500 * (times.simulation().cpu() + times.counted().cpu())
                + times.algebra().cpu();
        assertThat(times.block().cpu()).isCloseTo(block, org.assertj.core.data.Percentage.withPercentage(1e-6));
    }

    @Test
    void aQuickRunMeasuresEveryCase() {
        InfomaxReport report = InfomaxBenchmark.run(
                List.of(SMALL, new InfomaxCase(70, 0.02, 0.5, 2048, 500, false)),
                new InfomaxBenchmark.Options(1, 20, false, 1),
                sentence -> {});
        String json = report.json().toString();
        assertThat(json).contains("units=20", "units=70").doesNotContain("numpy", "NaN", "Infinity", "null");
        // Blocks are timed where the case asks for them.
        assertThat(json.split("block_ns", -1)).hasSize(2);
        assertThat(json.split("block_on_two_threads_wall_ns", -1)).hasSize(2);
        assertThat(report.table()).anyMatch(line -> line.startsWith("N = 70, rate 0.02, simulation"));
    }
}
