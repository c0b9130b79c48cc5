package org.gyre.core.optimise.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class SearchDistributionTest {
    private static final int N = 6;
    private static final int SIZE = 9;

    private static double[][] normal(int rows, CounterRandom random) {
        double[][] z = new double[rows][N];
        for (double[] row : z) {
            Arrays.setAll(row, i -> random.nextGaussian());
        }
        return z;
    }

    /// Turned steps turn the law and change nothing else (tutorial, section 5: invariance).
    @Test
    void theLawTurnsWithItsSteps() {
        Rotation rotation = new Rotation(N, RandomStream.of(1));
        SearchDistribution law = new SearchDistribution(new double[N], 0.3, SIZE);
        SearchDistribution turned = new SearchDistribution(new double[N], 0.3, SIZE);
        CounterRandom random = RandomStream.of(2).generator();
        for (int generation = 0; generation < 40; generation++) {
            double[][] z = normal(law.followed(), random);
            // Unequal lengths along the axes, so that the law is not round.
            for (double[] row : z) {
                for (int i = 0; i < N; i++) {
                    row[i] *= 0.4 + 0.2 * i;
                }
            }
            law.follow(Arrays.stream(z).map(law::shaped).toArray(double[][]::new));
            turned.follow(
                    Arrays.stream(z).map(rotation::apply).map(turned::shaped).toArray(double[][]::new));
        }
        assertThat(turned.step()).isCloseTo(law.step(), within(1e-12 * law.step()));
        double[] mean = rotation.apply(law.mean());
        double scale = Arrays.stream(law.covariance()).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < N; i++) {
            assertThat(turned.mean()[i]).isCloseTo(mean[i], within(1e-11));
            for (int j = 0; j < N; j++) {
                double sum = 0;
                for (int k = 0; k < N; k++) {
                    for (int l = 0; l < N; l++) {
                        sum += rotation.entry(i, k) * law.covariance()[k * N + l] * rotation.entry(j, l);
                    }
                }
                assertThat(turned.covariance()[i * N + j]).isCloseTo(sum, within(1e-11 * scale));
            }
        }
    }

    /// Followed at random, a law has nothing to learn: log σ stays in expectation (tutorial, section 5:
    /// stationarity under neutral selection), once the path that began at 0 has its length.
    @Test
    void stepsAtRandomLeadNowhere() {
        double sum = 0;
        double squares = 0;
        int runs = 400;
        for (int run = 0; run < runs; run++) {
            SearchDistribution law = new SearchDistribution(new double[N], 1, SIZE);
            CounterRandom random = RandomStream.of(3).split(run).generator();
            double settled = 0;
            for (int generation = 0; generation < 80; generation++) {
                if (generation == 40) {
                    settled = Math.log(law.step());
                }
                law.follow(Arrays.stream(normal(law.followed(), random))
                        .map(law::shaped)
                        .toArray(double[][]::new));
            }
            double log = Math.log(law.step()) - settled;
            sum += log;
            squares += log * log;
        }
        double mean = sum / runs;
        double error = Math.sqrt((squares / runs - mean * mean) / runs);
        assertThat(mean).isCloseTo(0, within(4 * error));
    }

    /// One generation by hand in one dimension, λ = 4: the summary in appendix A of the tutorial.
    @Test
    void oneGenerationByHand() {
        double w1 = Math.log(2.5) / (Math.log(2.5) + Math.log(1.25));
        double w2 = 1 - w1;
        double mass = 1 / (w1 * w1 + w2 * w2);
        double cs = (mass + 2) / (6 + mass);
        double cc = (4 + mass) / (5 + 2 * mass);
        double c1 = 2 / (2.3 * 2.3 + mass);
        double cmu = Math.min(1 - c1, 2 * (0.25 + mass + 1 / mass - 2) / (9 + mass));
        double damping = 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / 2) - 1) + cs;
        double chi = 1 - 1 / 4.0 + 1 / 21.0;
        double shift = w1 * 0.5 + w2 * -0.25;
        double stepPath = Math.sqrt(cs * (2 - cs) * mass) * shift;
        double path = Math.sqrt(cc * (2 - cc) * mass) * shift;

        SearchDistribution law = new SearchDistribution(new double[] {0.1}, 0.2, 4);
        law.follow(new double[][] {{0.5}, {-0.25}});
        assertThat(law.mean()[0]).isCloseTo(0.1 + 0.2 * shift, within(1e-15));
        assertThat(law.covariance()[0])
                .isCloseTo(1 - c1 - cmu + c1 * path * path + cmu * (w1 * 0.25 + w2 * 0.0625), within(1e-15));
        assertThat(law.step()).isCloseTo(0.2 * Math.exp(cs / damping * (Math.abs(stepPath) / chi - 1)), within(1e-15));
    }
}
