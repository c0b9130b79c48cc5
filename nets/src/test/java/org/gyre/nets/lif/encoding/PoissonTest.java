package org.gyre.nets.lif.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.core.special.Gamma;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.layer.SpikeRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Trains against the laws of independent coins. A χ² is accepted unless its probability is below 10⁻⁴.
class PoissonTest {
    private static final RandomStream STREAM = RandomStream.of(11).split("poisson");

    private static SpikeRows rows(Encoder encoder, float[] values, int[] samples, RandomStream stream) {
        return ((LifInput.Spikes) encoder.encode(values, samples, stream)).rows();
    }

    /// `[sample][step][input]`.
    private static boolean[][][] spikes(SpikeRows rows, int steps) {
        boolean[][][] spikes = new boolean[rows.rows() / steps][steps][rows.inputs()];
        for (int r = 0; r < rows.rows(); r++) {
            for (int i = rows.starts()[r]; i < rows.starts()[r + 1]; i++) {
                spikes[r / steps][r % steps][rows.indices()[i]] = true;
            }
        }
        return spikes;
    }

    private static boolean[][][] draw(double[] p, int samples, int steps) {
        float[] values = new float[samples * p.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) p[i % p.length];
        }
        Encoder encoder = new Encoder(Encoding.Poisson.PLAIN, p.length, steps, Team.alone());
        return spikes(rows(encoder, values, IntStream.range(0, samples).toArray(), STREAM), steps);
    }

    private static double chiSquare(long[] seen, double[] law) {
        double n = Arrays.stream(seen).sum();
        double sum = 0;
        for (int k = 0; k < law.length; k++) {
            sum += (seen[k] - n * law[k]) * (seen[k] - n * law[k]) / (n * law[k]);
        }
        return Gamma.chiSquareSurvival(sum, law.length - 1.0);
    }

    /// Of 10⁶ draws with p = 0.3: four standard errors are 4 √(0.21 / 10⁶) = 0.0018 for the mean and 4 /
    /// √10⁶ = 0.004 for the correlation of successive steps.
    @Test
    void aMillionDrawsHaveTheirMeanAndNoCorrelationInTime() {
        int steps = 1_000_000;
        boolean[][] train = draw(new double[] {0.3}, 1, steps)[0];
        double mean = IntStream.range(0, steps).filter(t -> train[t][0]).count() / (double) steps;
        double both = IntStream.range(1, steps)
                        .filter(t -> train[t][0] && train[t - 1][0])
                        .count()
                / (steps - 1.0);
        assertThat(mean).isCloseTo(0.3, within(0.0018));
        assertThat((both - mean * mean) / (mean * (1 - mean))).isCloseTo(0, within(0.004));
        assertThat(draw(new double[] {0.3}, 1, steps)[0]).isDeepEqualTo(train);
    }

    /// Inputs of one sample that fire rarely and often, beside each other.
    private static final double[] MIXED = {0.02, 0.3, 0.005, 0, 0.03, 0.04, 0.9, 0.02};

    private static final int STEPS = 70;
    private static final int SAMPLES = 20_000;
    private static final boolean[][][] MANY = draw(MIXED, SAMPLES, STEPS);

    /// The number of spikes is binomial; counts of fewer than ten expected samples are one class.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 5, 6, 7})
    void countsAreBinomial(int input) {
        double p = (float) MIXED[input];
        double[] law = new double[STEPS + 1];
        for (int k = 0; k <= STEPS; k++) {
            law[k] = Math.exp(Gamma.logGamma(STEPS + 1.0)
                    - Gamma.logGamma(k + 1.0)
                    - Gamma.logGamma(STEPS - k + 1.0)
                    + k * Math.log(p)
                    + (STEPS - k) * Math.log1p(-p));
        }
        long[] seen = new long[STEPS + 1];
        for (boolean[][] sample : MANY) {
            seen[(int) Arrays.stream(sample).filter(step -> step[input]).count()]++;
        }
        assertAccepted(seen, law);
    }

    /// Puts what is rarer than ten samples into one class.
    private static void assertAccepted(long[] seen, double[] law) {
        double n = Arrays.stream(seen).sum();
        double[] p = new double[law.length + 1];
        long[] counts = new long[law.length + 1];
        int classes = 1;
        for (int k = 0; k < law.length; k++) {
            int to = n * law[k] < 10 ? 0 : classes++;
            p[to] += law[k];
            counts[to] += seen[k];
        }
        int from = n * p[0] < 1 ? 1 : 0;
        if (from == 1) {
            assertThat(counts[0]).isLessThan(10);
        }
        assertThat(chiSquare(Arrays.copyOfRange(counts, from, classes), Arrays.copyOfRange(p, from, classes)))
                .isGreaterThan(1e-4);
    }

    /// The first spike comes at step t with probability p (1 − p)ᵗ, and not at all with (1 − p)ᴺ.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 5, 6, 7})
    void firstSpikesAndGapsAreGeometric(int input) {
        double p = (float) MIXED[input];
        double[] law = new double[STEPS + 1];
        for (int t = 0; t < STEPS; t++) {
            law[t] = p * Math.exp(t * Math.log1p(-p));
        }
        law[STEPS] = Math.exp(STEPS * Math.log1p(-p));
        long[] first = new long[STEPS + 1];
        // The second spike of trains whose first came in the first half: gaps up to half the steps.
        int half = STEPS / 2;
        double[] gapLaw = Arrays.copyOf(law, half + 1);
        gapLaw[half] = Math.exp(half * Math.log1p(-p));
        long[] gap = new long[half + 1];
        for (boolean[][] sample : MANY) {
            int one = next(sample, input, 0);
            first[one]++;
            if (one < half) {
                gap[Math.min(next(sample, input, one + 1) - one - 1, half)]++;
            }
        }
        assertAccepted(first, law);
        assertAccepted(gap, gapLaw);
    }

    private static int next(boolean[][] sample, int input, int from) {
        int t = from;
        while (t < STEPS && !sample[t][input]) {
            t++;
        }
        return t;
    }

    /// Every step is as good as any other, the first and the last too.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 4, 5, 6, 7})
    void allStepsAreAlike(int input) {
        long[] at = new long[STEPS];
        for (boolean[][] sample : MANY) {
            for (int t = 0; t < STEPS; t++) {
                at[t] += sample[t][input] ? 1 : 0;
            }
        }
        double p = (float) MIXED[input];
        double sum = Arrays.stream(at)
                .mapToDouble(n -> Math.pow(n - SAMPLES * p, 2) / (SAMPLES * p * (1 - p)))
                .sum();
        assertThat(Gamma.chiSquareSurvival(sum, STEPS)).isGreaterThan(1e-4);
        assertThat(Gamma.regularisedLower(0.5 * STEPS, 0.5 * sum)).isGreaterThan(1e-4);
    }

    /// Inputs do not know of each other, not even the end of one train and the start of the next, which
    /// share the gap between them: within five standard errors.
    @Test
    void inputsAreIndependent() {
        for (int i = 0; i < MIXED.length; i++) {
            for (int j = i + 1; j < MIXED.length; j++) {
                double counts = 0;
                double ends = 0;
                double p = (float) MIXED[i];
                double q = (float) MIXED[j];
                for (boolean[][] sample : MANY) {
                    int a = i;
                    int b = j;
                    counts += (Arrays.stream(sample).filter(step -> step[a]).count() - STEPS * p)
                            * (Arrays.stream(sample).filter(step -> step[b]).count() - STEPS * q);
                    for (int t = 0; t < 5; t++) {
                        ends += ((sample[STEPS - 1 - t][i] ? 1 : 0) - p) * ((sample[t][j] ? 1 : 0) - q);
                    }
                }
                double variance = p * (1 - p) * q * (1 - q);
                assertThat(Math.abs(counts)).isLessThanOrEqualTo(5 * STEPS * Math.sqrt(SAMPLES * variance));
                assertThat(Math.abs(ends)).isLessThanOrEqualTo(5 * Math.sqrt(5.0 * SAMPLES * variance));
            }
        }
    }

    @Test
    void certainInputsFireAlwaysAndDarkOnesNever() {
        boolean[][][] spikes = draw(new double[] {0, 1, 0, 1, 0}, 3, 130);
        for (boolean[][] sample : spikes) {
            for (boolean[] step : sample) {
                assertThat(step).containsExactly(false, true, false, true, false);
            }
        }
    }

    /// factor · x = 1.5 is a probability of one; 0.005 · 1 gives 20 000 · 100 · 0.005 spikes within four
    /// standard errors, 4 √9950.
    @Test
    void theFactorGivesTheProbability() {
        Encoder clamped = new Encoder(new Encoding.Poisson(3), 1, 50, Team.alone());
        assertThat(rows(clamped, new float[] {0.5f}, new int[] {0}, STREAM).spikes())
                .isEqualTo(50);
        float[] ones = new float[20_000];
        Arrays.fill(ones, 1);
        Encoder rare = new Encoder(new Encoding.Poisson(0.005), 20_000, 100, Team.alone());
        assertThat((double) rows(rare, ones, new int[] {0}, STREAM).spikes())
                .isCloseTo(10_000, within(4 * Math.sqrt(9950)));
    }

    @Test
    void trainsDependOnNeitherThreadsNorBatches() {
        float[] values = new float[100 * 30];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 7 == 0 ? 0 : (i * 37 % 101) / 1000f;
        }
        int[] all = IntStream.range(0, 100).toArray();
        boolean[][][] alone =
                spikes(rows(new Encoder(Encoding.Poisson.PLAIN, 30, 40, Team.alone()), values, all, STREAM), 40);
        try (Team team = Team.of(3)) {
            Encoder encoder = new Encoder(Encoding.Poisson.PLAIN, 30, 40, team);
            assertThat(spikes(rows(encoder, values, all, STREAM), 40)).isDeepEqualTo(alone);
            int[] some = {99, 3, 41, 3};
            boolean[][][] chosen = spikes(rows(encoder, values, some, STREAM), 40);
            for (int k = 0; k < some.length; k++) {
                assertThat(chosen[k]).isDeepEqualTo(alone[some[k]]);
            }
            assertThat(spikes(rows(encoder, values, all, STREAM.split("other")), 40))
                    .isNotEqualTo(alone);
        }
        assertThat(alone[0]).isNotEqualTo(alone[1]);
    }

    /// The series against the logarithm of the standard library.
    @Test
    void hazardsAreLogarithms() {
        for (double p = 1e-300; p < BernoulliTrains.OFTEN; p *= 1.37) {
            assertThat(BernoulliTrains.hazard(p) / -StrictMath.log1p(-p)).isCloseTo(1, within(1e-15));
        }
    }
}
