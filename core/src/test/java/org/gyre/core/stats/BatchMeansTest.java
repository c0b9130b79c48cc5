package org.gyre.core.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

final class BatchMeansTest {
    /// 30 blocks of the constants 0 … 29: the means are those numbers, with variance 30 · 31 / 12.
    @Test
    void constantBlocksHaveTheErrorOfTheirConstants() {
        double[] series = new double[30 * 7 + 3];
        Arrays.setAll(series, t -> Math.floor(t / 7.0));
        assertThat(BatchMeans.standardError(series).orElseThrow())
                .isEqualTo(Math.sqrt(30 * 31 / 12.0 / 30), within(1e-12));
    }

    /// For x(t+1) = a x(t) + noise of variance one, T · variance of the mean → 1 / (1 − a)²; the naive
    /// error is smaller by √((1 − a) / (1 + a)). With 30 blocks the error is itself known to 1/√58 =
    /// 13 %.
    @Test
    void theErrorOfACorrelatedSeriesIsThatOfItsMean() {
        CounterRandom random = RandomStream.of(5).split("autoregression").generator();
        double a = 0.8;
        int steps = 60_000;
        double squares = 0;
        int runs = 20;
        for (int run = 0; run < runs; run++) {
            double[] series = new double[steps];
            for (int t = 1; t < steps; t++) {
                series[t] = a * series[t - 1] + random.nextGaussian();
            }
            double error = BatchMeans.standardError(series).orElseThrow();
            squares += error * error / runs;
        }
        assertThat(Math.sqrt(squares * steps)).isEqualTo(1 / (1 - a), within(0.6));
    }

    @Test
    void aShortSeriesHasNoError() {
        assertThat(BatchMeans.standardError(new double[59])).isEmpty();
        assertThat(BatchMeans.standardError(new double[60])).hasValue(0);
    }
}
