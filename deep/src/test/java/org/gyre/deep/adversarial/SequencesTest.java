package org.gyre.deep.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.deep.torch.Draws;
import org.gyre.deep.torch.NeedsTorch;
import org.gyre.deep.torch.Precision;
import org.gyre.measure.posterior.KalmanFilter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Dreams of sequences, and units that read frame by frame.
final class SequencesTest {
    private static final double[] A = {.8, .3, -.2, .6};
    private static final double[] Q = {.4, .1, .1, .3};
    private static final double[] C = {1, -.5, .2, 1, .7, 0};
    private static final double[] R = {.3, 0, .1, 0, .2, 0, .1, 0, .4};

    @BeforeAll
    static void load() {
        NeedsTorch.orSkip();
    }

    private static LearningRule rule(int window, LearningRule.InferenceRule inference) {
        return new LearningRule(
                10,
                8,
                new LearningRule.CriticRule(
                        LearningRule.View.JOINT,
                        window,
                        LearningRule.Contrast.SLEEP,
                        8,
                        2,
                        CriticLoss.LOGISTIC,
                        new Penalty(Penalty.Kind.ZERO_CENTRED, .05),
                        1,
                        2e-3,
                        true),
                false,
                inference,
                2e-3,
                LearningRule.GeneratorRule.FIXED,
                1e-3,
                Moments.OPPONENTS,
                Moments.OPPONENTS,
                .9);
    }

    private static AdversarialLearner learner(Generation world, Units units, LearningRule rule) {
        return new AdversarialLearner(
                (samples, draws) -> world.dream(samples, draws).getFirst(),
                List.of(units),
                world,
                rule,
                Precision.SINGLE,
                RandomStream.of(3));
    }

    /// cov(z_t, z_u) = P (Aᵀ)^(u−t) with P = A P Aᵀ + Q, and x = C z + v.
    @Test
    void dreamsOfALinearSystemHaveItsStationaryCovariance() {
        int frames = 3;
        KalmanFilter system = new KalmanFilter(2, 3, A, Q, C, R);
        double[] p = system.stationary();
        int width = 3 * frames + 2;
        double[] expected = new double[width * width];
        for (int i = 0; i < width; i++) {
            for (int j = 0; j < width; j++) {
                expected[i * width + j] = covariance(p, frames, i, j);
            }
        }
        int samples = 200_000;
        try (LinearSequences world = new LinearSequences(system, frames, Precision.DOUBLE);
                AdversarialLearner learner = new AdversarialLearner(
                        (n, draws) -> world.dream(n, draws).getFirst(),
                        List.of(new Units.Sequence(frames, 0, new Units.Linear(2, 1, true, .5))),
                        world,
                        rule(0, LearningRule.InferenceRule.ADVERSARIAL),
                        Precision.DOUBLE,
                        RandomStream.of(1))) {
            AdversarialLearner.Samples drawn = learner.sleep(samples, RandomStream.of(2));
            double[] sum = new double[width * width];
            double[] row = new double[width];
            for (int s = 0; s < samples; s++) {
                System.arraycopy(drawn.input(), s * (width - 2), row, 0, width - 2);
                System.arraycopy(drawn.top(), s * 2, row, width - 2, 2);
                for (int i = 0; i < width; i++) {
                    for (int j = 0; j < width; j++) {
                        sum[i * width + j] += row[i] * row[j] / samples;
                    }
                }
            }
            for (int i = 0; i < width; i++) {
                for (int j = 0; j < width; j++) {
                    double e = expected[i * width + j];
                    double error = Math.sqrt((expected[i * width + i] * expected[j * width + j] + e * e) / samples);
                    assertThat(sum[i * width + j]).as(i + ", " + j).isCloseTo(e, within(5 * error));
                }
            }
        }
    }

    /// Of numbers i and j of (x₁ … x_n, z_n).
    private static double covariance(double[] p, int frames, int i, int j) {
        int t = i < 3 * frames ? i / 3 : frames - 1;
        int u = j < 3 * frames ? j / 3 : frames - 1;
        if (t > u) {
            return covariance(p, frames, j, i);
        }
        double[] lagged = p.clone(); // cov(z_t, z_u)
        for (int k = t; k < u; k++) {
            double[] next = new double[4];
            for (int a = 0; a < 2; a++) {
                for (int b = 0; b < 2; b++) {
                    next[a * 2 + b] = lagged[a * 2] * A[b * 2] + lagged[a * 2 + 1] * A[b * 2 + 1];
                }
            }
            lagged = next;
        }
        double[] left = reader(i, frames);
        double[] right = reader(j, frames);
        double sum = t == u && i < 3 * frames && j < 3 * frames ? R[i % 3 * 3 + j % 3] : 0;
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                sum += left[a] * lagged[a * 2 + b] * right[b];
            }
        }
        return sum;
    }

    private static double[] reader(int i, int frames) {
        if (i < 3 * frames) {
            return new double[] {C[i % 3 * 2], C[i % 3 * 2 + 1]};
        }
        return new double[] {i == 3 * frames ? 1 : 0, i == 3 * frames ? 0 : 1};
    }

    private static SampledGeneration noise(int inputs, int causes) {
        return new SampledGeneration(inputs, causes, (samples, stream, x, z) -> {
            CounterRandom random = stream.generator();
            for (int i = 0; i < x.length; i++) {
                x[i] = (float) random.nextGaussian();
            }
            for (int i = 0; i < z.length; i++) {
                z[i] = (float) random.nextGaussian();
            }
        });
    }

    @Test
    void whatASamplerDrawsIsAFunctionOfTheStreamAndOfTheCallsSince() {
        SampledGeneration world = noise(4, 2);
        RandomStream stream = RandomStream.of(7);
        try (Draws draws = new Draws(Precision.SINGLE)) {
            assertThatThrownBy(draws::handOut).isInstanceOf(IllegalStateException.class);
            draws.at(stream);
            double[] first = draws.precision().array(world.dream(3, draws).getFirst());
            double[] second = draws.precision().array(world.dream(3, draws).getFirst());
            double[] tensor = draws.precision().array(draws.at(stream).normal(3));
            draws.at(stream);
            double[] again = draws.precision().array(world.dream(3, draws).getFirst());
            double[] after = draws.precision().array(draws.normal(3));
            assertThat(again).containsExactly(first);
            assertThat(Arrays.equals(first, second)).isFalse();
            assertThat(after).as("tensors do not notice").containsExactly(tensor);
        }
    }

    @Test
    void unitsWithoutMemoryIgnoreEarlierFramesToTheBit() {
        int frames = 5;
        int width = 3;
        SampledGeneration world = noise(frames * width, 2);
        for (Units readers : List.<Units>of(
                new Units.Linear(2, 3, true, .4),
                new Units.Rate(2, 2, true, .4, true),
                new Units.Population(2, 6, 2, true, .4),
                new Units.Recognition(2, 4, .4, false))) {
            for (int memory : readers instanceof Units.Linear ? new int[] {0, 7} : new int[] {7}) {
                Units.Sequence sequence = new Units.Sequence(frames, memory, readers);
                assertThat(differsWhereEarlierFramesDo(world, sequence))
                        .as(sequence.toString())
                        .isTrue();
                Units last = sequence.memoryless(frames);
                assertThat(differsWhereEarlierFramesDo(world, last))
                        .as(last.toString())
                        .isFalse();
                assertThat(last.memoryless(frames)).isEqualTo(last);
            }
        }
    }

    private static boolean differsWhereEarlierFramesDo(Generation world, Units units) {
        int inputs = world.sizes().getFirst();
        try (AdversarialLearner learner = learner(world, units, rule(0, LearningRule.InferenceRule.ADVERSARIAL))) {
            double[] x = RandomStream.of(5).generator().doubles(10L * inputs).toArray();
            double[] y = x.clone();
            for (int i = 0; i < y.length; i++) {
                y[i] = i % inputs < inputs - 3 ? -2 * y[i] : y[i];
            }
            RandomStream stream = RandomStream.of(6);
            return !Arrays.equals(
                    learner.evoked(x, stream).top(), learner.evoked(y, stream).top());
        }
    }

    /// z_{n−1} of two states is what the same units give after n − 1 frames: by hand at given noise, the
    /// means of both are linear sums, and cov(z_{n−1}, z_n | x) = l var(z_{n−1} | x).
    @Test
    void unitsCanGiveTheirLastTwoStates() {
        SampledGeneration world = noise(3, 2);
        Units units = new Units.LastTwo(new Units.Sequence(3, 0, new Units.Linear(1, 1, true, .5)));
        try (AdversarialLearner learner = learner(world, units, rule(1, LearningRule.InferenceRule.ADVERSARIAL))) {
            learner.inferenceWeights().set("inference-1.input", new double[] {.4});
            learner.inferenceWeights().set("inference-1.lateral", new double[] {-.6});
            learner.inferenceWeights().set("inference-1.log-noise", new double[] {Math.log(.3)});
            int samples = 100_000;
            double[] x = new double[3 * samples];
            for (int i = 0; i < x.length; i++) {
                x[i] = new double[] {2, -1, .5}[i % 3];
            }
            double[] z = learner.evoked(x, RandomStream.of(4)).top();
            double[] mean = {.4 * (-1 - 1.2), .4 * (.5 + .6 + .72)};
            double[] covariance = {.09 * 1.36, -.6 * .09 * 1.36, .09 * 1.4896};
            double[] found = new double[3];
            for (int s = 0; s < samples; s++) {
                double a = z[2 * s] - mean[0];
                double b = z[2 * s + 1] - mean[1];
                found[0] += a * a / samples;
                found[1] += a * b / samples;
                found[2] += b * b / samples;
            }
            // A wrong mean would show here too. Standard errors are below variance · √2 / √samples.
            assertThat(found).containsExactly(covariance, within(5 * .135 * Math.sqrt(2.0 / samples)));
        }
        KalmanFilter system = new KalmanFilter(2, 3, A, Q, C, R);
        try (LinearSequences two = new LinearSequences(system, 3, 2, Precision.SINGLE);
                LinearSequences one = new LinearSequences(system, 3, Precision.SINGLE);
                Draws draws = new Draws(Precision.SINGLE)) {
            double[] both = draws.precision()
                    .array(two.dream(5, draws.at(RandomStream.of(1))).getLast());
            double[] last = draws.precision()
                    .array(one.dream(5, draws.at(RandomStream.of(1))).getLast());
            for (int s = 0; s < 5; s++) {
                assertThat(Arrays.copyOfRange(both, 4 * s + 2, 4 * s + 4))
                        .containsExactly(Arrays.copyOfRange(last, 2 * s, 2 * s + 2));
            }
            assertThatThrownBy(() -> new LinearSequences(system, 3, 4, Precision.SINGLE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("states = 4");
        }
    }

    /// Of a number that decays, z given two frames has variance P₂; recognition units that learn from dreams
    /// cannot come below ½ ln P₂ + ½ in −log q without its constant, and with a memory pass ½ ln P₁ + ½ of
    /// one frame.
    @Test
    void recurrentRecognitionUnitsLearnFromDreamsWhatOneFrameDoesNotTell() {
        KalmanFilter system =
                new KalmanFilter(1, 1, new double[] {.95}, new double[] {.0975}, new double[] {1}, new double[] {1});
        double one = system.filter(new double[1]).covariances().getLast()[0];
        double five = system.filter(new double[5]).covariances().getLast()[0];
        LearningRule rule = new LearningRule(
                1500,
                128,
                rule(0, LearningRule.InferenceRule.DREAMS).critic(),
                false,
                LearningRule.InferenceRule.DREAMS,
                3e-3,
                LearningRule.GeneratorRule.FIXED,
                0,
                Moments.OPPONENTS,
                Moments.OPPONENTS,
                .99);
        try (LinearSequences world = new LinearSequences(system, 5, Precision.SINGLE);
                AdversarialLearner learner =
                        learner(world, new Units.Sequence(5, 16, new Units.Recognition(1, 0, .5, false)), rule)) {
            for (int k = 0; k < 1500; k++) {
                learner.update();
            }
            double deviation = Math.exp(learner.inferenceWeights().array("inference-1.log-noise")[0]);
            // It ends between what five frames leave open and what one frame does, near the former.
            assertThat(deviation * deviation).isBetween(.93 * five, (five + one) / 2);
        }
    }

    @Test
    void refusesWhatDoesNotFit() {
        KalmanFilter system = new KalmanFilter(2, 3, A, Q, C, R);
        assertThatThrownBy(() -> new LinearSequences(system, 0, Precision.SINGLE))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("frames = 0");
        assertThatThrownBy(() -> new LinearSequences(system, 1 << 20, Precision.SINGLE))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> noise(0, 1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> noise(1, 0)).isInstanceOf(InputException.class);
        Units.Linear linear = new Units.Linear(2, 1, true, .5);
        assertThatThrownBy(() -> new Units.LastFrame(0, linear)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new Units.LastFrame(4, new Units.Sequence(2, 0, linear)))
                .isInstanceOf(InputException.class);
        LearningRule rule = rule(0, LearningRule.InferenceRule.ADVERSARIAL);
        assertThatThrownBy(() -> learner(noise(10, 2), new Units.LastFrame(4, linear), rule))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("4 frames");
        LearningRule wide = rule(13, LearningRule.InferenceRule.ADVERSARIAL);
        assertThatThrownBy(() -> learner(noise(12, 2), new Units.Sequence(4, 0, linear), wide))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("window = 13");
        LearningRule dreams = rule(0, LearningRule.InferenceRule.DREAMS);
        assertThatThrownBy(() -> learner(noise(12, 2), new Units.Sequence(4, 0, linear), dreams))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("recognition");
    }
}
