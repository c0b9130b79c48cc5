package org.gyre.lab.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Conduct;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.ResumeRequest;
import org.gyre.lab.experiment.RunListener;
import org.gyre.lab.experiment.RunRequest;
import org.gyre.lab.experiment.RunResult;
import org.gyre.lab.experiment.Runner;
import org.gyre.lab.experiment.StopSignal;
import org.gyre.lab.storage.DiskStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExactFluxRunTest {
    private static final String PROXY = """
            kind = "flux-proxy"
            networks = 40
            repeats = 2
            units = 4
            couplings = [0.01, 4]
            weak_networks = 5
            weak_deviation = 0.01
            """;

    private static final String MAP = """
            kind = "flux-map"
            networks = 12
            units = 3
            balances = [-1, 0, 1]
            densities = [0.5, 1]
            widths = [0, 1]
            deviations = [0.001, 1]
            sizes = [2, 4]
            """;

    private static final String ROOKS = """
            kind = "flux-rooks"
            networks = 3
            sizes = [1, 4]
            weights = [2, 40]
            enumerated = 4
            bracket_units = 8
            bracket_weight = 12.0
            bracket_pairs = 200
            """;

    @TempDir
    private Path folder;

    private RunResult run(String toml, String out, int threads) throws IOException {
        return run(toml, out, threads, new StopSignal(), RunListener.NONE);
    }

    private RunResult run(String toml, String out, int threads, StopSignal stop, RunListener listener)
            throws IOException {
        Path file = folder.resolve("experiment.toml");
        Files.writeString(file, toml);
        return new Runner(new DiskStorage(), Experiments.installed(), listener, stop)
                .run(RunRequest.of(file.toString())
                        .withOut(folder.resolve(out))
                        .withConduct(Conduct.DEFAULT.withThreads(threads)));
    }

    private Map<String, Double> values(String toml) throws IOException {
        RunResult result = run(toml, "run", 1);
        assertThat(result.exitCode()).as(result.sentence()).isZero();
        return result.result().values();
    }

    /// At σ = .01 the law of weak coupling holds to a share of order w², which leaves no room for another order; at
    /// σ = 4 it is reversed (claim of the specification).
    @Test
    void correlationsOrderWeakNetworksAndReverseStrongOnes() throws IOException {
        Map<String, Double> values = values(PROXY);
        assertThat(values.get("weak_law_smallest")).isCloseTo(1, within(1e-3));
        assertThat(values.get("weak_law_largest")).isCloseTo(1, within(1e-3));
        assertThat(values.get("spearman_correlation_smallest_coupling_0_01")).isGreaterThan(0.999);
        assertThat(values.get("spearman_correlation_largest_coupling_4")).isNegative();
        // The input size is σ √N.
        assertThat(values.get("strength_order_kept")).isCloseTo(0.02, within(1e-12));
        assertThat(values.get("strength_order_reversed")).isCloseTo(8, within(1e-12));
    }

    @Test
    void logNormalWeightsAndTheOtherCodingAreMeasuredToo() throws IOException {
        Map<String, Double> values = values("""
                kind = "flux-proxy"
                networks = 40
                repeats = 1
                units = 3
                weights = "log-normal"
                couplings = [-6, -5.5]
                width = 0.5
                coding = "binary"
                weak_networks = 0
                """);
        assertThat(values).doesNotContainKey("weak_law_smallest");
        assertThat(values.get("spearman_correlation_median_coupling_minus_5_5")).isGreaterThan(0.999);
        // e^(−5.5 + ¼) √3, halved.
        assertThat(values.get("strength_order_kept")).isCloseTo(Math.exp(-5.25) * Math.sqrt(3) / 2, within(1e-12));
        assertThat(values.get("strength_order_reversed")).isNaN();
    }

    /// From W to −W only the pairs' inner order changes: equal flux, exactly. All weights positive: every state leads
    /// to a fixed point unless a cycle of weights dominates, so that the period of most is one, and two for −W.
    @Test
    void theFluxIsBlindToTheSignOfAllWeightsAndThePeriodIsNot() throws IOException {
        Map<String, Double> values = values(MAP);
        assertThat(values.get("information_mirror_difference_bits")).isLessThan(1e-9);
        assertThat(values.get("information_median_balance_minus_1_bits"))
                .isCloseTo(values.get("information_median_balance_1_bits"), within(1e-9));
        assertThat(values.get("period_mean_balance_1")).isBetween(1.0, 2.0);
        assertThat(values.get("period_ends_ratio")).isGreaterThan(1);
        // No network has more than N bits, and the largest has four units.
        assertThat(values.get("information_largest_bits")).isBetween(0.1, 4.0);
        // At balance 0 the density map and the balance map hold the same networks.
        assertThat(values.get("information_median_density_1_bits"))
                .isEqualTo(values.get("information_median_balance_0_bits"));
    }

    /// Closed forms, and the enumeration of the specification: mean periods 1.5, 2.25, 3, 4.125.
    @Test
    void rooksHaveTheirClosedFormsAndPeriods() throws IOException {
        Map<String, Double> values = values(ROOKS);
        for (String error : List.of("information_error_bits", "correlation_error", "pair_information_error_bits")) {
            assertThat(values.get(error)).as(error).isBetween(0.0, 1e-10);
        }
        double[] means = {1.5, 2.25, 3, 4.125};
        double[] largest = {2, 4, 5, 8};
        double[] longest = {2, 4, 6, 8};
        for (int n = 1; n <= 4; n++) {
            assertThat(values.get("period_mean_units_" + n)).isEqualTo(means[n - 1]);
            assertThat(values.get("period_mean_largest_units_" + n)).isEqualTo(largest[n - 1]);
            assertThat(values.get("period_longest_units_" + n)).isEqualTo(longest[n - 1]);
        }
        assertThat(values.get("rooks_box_2_bits")).isCloseTo(1.418804, within(1e-6));
        assertThat(values.get("dense_gain_box_2_bits")).isPositive();
        assertThat(values.get("dense_gain_box_10_bits")).isNegative();
        assertThat(values.get("dense_crossing_weight")).isBetween(2.0, 10.0);
        // 8 bits of flux from 200 pairs.
        assertThat(values.get("bracket_saturated")).isEqualTo(1);
        assertThat(values.get("bracket_lower_bits")).isLessThanOrEqualTo(values.get("bracket_limit_bits"));
    }

    @ParameterizedTest
    @ValueSource(strings = {PROXY, MAP, ROOKS})
    void twoThreadsAndAStopInBetweenGiveTheSameBytes(String toml) throws IOException {
        run(toml, "whole", 1);
        StopSignal stop = new StopSignal();
        RunListener stopper = new RunListener() {
            @Override
            public void advanced(Advance advance) {
                if (advance.step() == 2) {
                    stop.request();
                }
            }
        };
        assertThat(run(toml, "stopped", 2, stop, stopper).exitCode()).isEqualTo(3);
        RunResult resumed = new Runner(new DiskStorage(), Experiments.installed(), RunListener.NONE, new StopSignal())
                .resume(ResumeRequest.of(folder.resolve("stopped")));
        assertThat(resumed.exitCode()).as(resumed.sentence()).isZero();
        for (String file : List.of("scalars.csv", "figures.json")) {
            assertThat(Files.readAllBytes(folder.resolve("stopped").resolve(file)))
                    .as(file)
                    .isEqualTo(Files.readAllBytes(folder.resolve("whole").resolve(file)));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            flux-proxy | networks = 2                | at least 3
            flux-proxy | repeats = 0                 | at least 1
            flux-proxy | units = 11                  | from 2 to 10
            flux-proxy | couplings = []              | must ascend
            flux-proxy | couplings = [1, 1]          | must ascend
            flux-proxy | couplings = [0, 1]          | must be positive
            flux-proxy | width = -1                  | at least 0
            flux-proxy | density = 0                 | above 0
            flux-proxy | weak_networks = -1          | at least 0
            flux-proxy | weak_deviation = 0          | must be positive
            flux-map   | networks = 1                | at least 2
            flux-map   | units = 9                   | from 2 to 8
            flux-map   | width = -0.1                | at least 0
            flux-map   | balances = [-1, 1]          | 0 among them
            flux-map   | balances = [0, 1.5]         | from -1 to 1
            flux-map   | densities = [0, 1]          | above 0
            flux-map   | widths = [-1]               | at least 0
            flux-map   | deviations = [0]            | must be positive
            flux-map   | sizes = [4, 9]              | from 2 to 8
            flux-rooks | networks = 0                | at least 1
            flux-rooks | sizes = [11]                | from 1 to 10
            flux-rooks | weights = [0]               | must be positive
            flux-rooks | enumerated = 7              | from 0 to 6
            flux-rooks | bracket_units = 17          | from 1 to 16
            flux-rooks | bracket_weight = 0          | must be positive
            flux-rooks | bracket_pairs = 1           | from 2 to 10000
            """)
    void aKeyOutOfRangeIsRefusedWithItsRange(String kind, String line, String range) {
        assertThatThrownBy(() -> run("kind = \"" + kind + "\"\n" + line + "\n", "refused", 1))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(line.substring(0, line.indexOf(' ')))
                .hasMessageContaining(range);
    }
}
