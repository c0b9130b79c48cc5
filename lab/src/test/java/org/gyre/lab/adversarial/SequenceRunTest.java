package org.gyre.lab.adversarial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;
import org.gyre.data.stimulus.BouncingBall;
import org.gyre.data.stimulus.MovingDigits;
import org.gyre.deep.adversarial.AdversarialLearner;
import org.gyre.deep.adversarial.CriticLoss;
import org.gyre.deep.adversarial.LearningRule;
import org.gyre.deep.adversarial.Penalty;
import org.gyre.deep.adversarial.Units;
import org.gyre.deep.torch.Torch;
import org.gyre.lab.adversarial.DynamicsKeys.Rotation;
import org.gyre.lab.adversarial.DynamicsKeys.Scalar;
import org.gyre.lab.experiment.BareContext;
import org.gyre.lab.experiment.SmallRuns;
import org.gyre.measure.posterior.DivergencePair;
import org.gyre.measure.posterior.KalmanFilter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Worlds of sequences: exact judges, resumed runs, refusals.
final class SequenceRunTest {
    static final String DYNAMICS = """
            kind = "adversarial-inference"
            networks = 2
            [world.dynamics]
            frames = 4
            [world.dynamics.rotation]
            damping = 0.9
            degrees = 30
            state_variance = 0.19
            input_variance = 0.5
            [[layers]]
            kind = "linear"
            [learning]
            updates = 12
            rounds = 4
            batch = 16
            critic_units = 8
            [[variants]]
            name = "recurrent"
            control = true
            [[variants]]
            name = "memoryless"
            control = true
            memoryless = true
            [[variants]]
            name = "narrow"
            control = true
            window = 1
            [[variants]]
            name = "two"
            control = true
            last_two = true
            window = 1
            [[variants]]
            name = "predicting"
            control = true
            recognition = 0
            inference = "dreams"
            """;
    static final String BALL = """
            kind = "adversarial-inference"
            networks = 1
            [world.ball]
            frames = 3
            side = 6
            turn = 0
            pixel_noise = 0
            [[layers]]
            kind = "population"
            hidden = 6
            memory = 8
            [learning]
            updates = 6
            rounds = 3
            batch = 8
            critic_units = 8
            window = 2
            [[variants]]
            name = "recurrent"
            control = true
            [[variants]]
            name = "frame_wise"
            control = true
            memoryless = true
            [[variants]]
            name = "predicting"
            control = true
            recognition = 6
            inference = "dreams"
            """;
    private static final Scalar SCALAR = new Scalar(.8, .36, 1);

    @TempDir
    private Path folder;

    @BeforeAll
    static void needsTorch() {
        Torch.unavailable().ifPresent(reason -> abort(reason));
        Torch.load(1);
    }

    private static DynamicsKeys scalar(int frames) {
        return new DynamicsKeys(frames, SCALAR, null, null);
    }

    private static LearningRule rule() {
        return new LearningKeys(
                        10,
                        2,
                        8,
                        .002,
                        .002,
                        8,
                        2,
                        1,
                        LearningRule.View.JOINT,
                        0,
                        LearningRule.Contrast.SLEEP,
                        CriticLoss.LOGISTIC,
                        .05,
                        Penalty.Kind.ZERO_CENTRED,
                        false,
                        true,
                        LearningRule.InferenceRule.ADVERSARIAL,
                        LearningRule.GeneratorRule.FIXED,
                        .001,
                        .98)
                .rule(1);
    }

    /// Units whose weights are set by hand are judged as the filter judges the same reading, once their
    /// window is long.
    @Test
    void unitsSetByHandAreJudgedAsTheKalmanFilterJudgesThem() {
        int frames = 60;
        DynamicsKeys keys = scalar(frames);
        KalmanFilter system = keys.system();
        Units units = new Units.Sequence(frames, 0, new Units.Linear(1, 1, true, .5));
        try (Problem problem = keys.open(new BareContext(1), RandomStream.of(1));
                AdversarialLearner learner = problem.learner(List.of(units), rule(), RandomStream.of(2))) {
            learner.inferenceWeights().set("inference-1.input", new double[] {.375});
            learner.inferenceWeights().set("inference-1.lateral", new double[] {.5});
            learner.inferenceWeights().set("inference-1.log-noise", new double[] {-.5});
            double[] judged = problem.judge(learner, RandomStream.of(3));
            double deviation = Math.exp(-.5);
            DivergencePair expected =
                    system.divergence(system.reading(new double[] {.375}, new double[] {.5}, new double[] {deviation}));
            assertThat(judged[0]).isCloseTo(expected.qp(), within(1e-6));
            assertThat(judged[1]).isCloseTo(expected.pq(), within(1e-6));
            assertThat(judged[2]).isCloseTo(expected.qp(), within(1e-6));
            assertThat(judged[3]).isCloseTo(expected.pq(), within(1e-6));
            assertThat(problem.course(learner, RandomStream.of(3))[0]).isEqualTo(judged[0]);
        }
    }

    /// What units do in samples is what the judge says that they do: mean and variance at one input.
    @Test
    void theLawThatIsJudgedIsThatOfTheSamples() {
        int frames = 3;
        DynamicsKeys keys = scalar(frames);
        Units units = new Units.Sequence(frames, 0, new Units.Linear(1, 1, true, .5));
        try (Problem problem = keys.open(new BareContext(1), RandomStream.of(1));
                AdversarialLearner learner = problem.learner(List.of(units), rule(), RandomStream.of(2))) {
            learner.inferenceWeights().set("inference-1.input", new double[] {.4});
            learner.inferenceWeights().set("inference-1.lateral", new double[] {-.6});
            learner.inferenceWeights().set("inference-1.log-noise", new double[] {Math.log(.3)});
            int samples = 100_000;
            double[] x = new double[frames * samples];
            for (int i = 0; i < x.length; i++) {
                x[i] = new double[] {2, -1, .5}[i % frames];
            }
            double[] z = learner.evoked(x, RandomStream.of(4)).top();
            double mean = Arrays.stream(z).average().orElseThrow();
            double variance =
                    Arrays.stream(z).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
            // By hand: .4 (.5 + .6 + .36 · 2), and .09 (1 + .36 + .1296).
            double expected = .4 * (.5 + .6 + .72);
            double expectedVariance = .09 * 1.4896;
            assertThat(mean).isCloseTo(expected, within(5 * Math.sqrt(expectedVariance / samples)));
            assertThat(variance).isCloseTo(expectedVariance, within(5 * expectedVariance * Math.sqrt(2.0 / samples)));
            var law = keys.posterior().recurrent(new double[] {.4}, new double[] {-.6}, new double[] {.09});
            assertThat(law.meanAt(new double[] {2, -1, .5})[0]).isCloseTo(expected, within(1e-12));
            assertThat(law.covariance()[0]).isCloseTo(expectedVariance, within(1e-12));
        }
    }

    @Test
    void aLinearSystemIsJudgedExactly() throws IOException {
        Map<String, Double> values = new SmallRuns(folder).values(DYNAMICS, "run");
        assertThat(values.get("kl_exact")).isCloseTo(0, within(1e-9));
        assertThat(values.get("kl_memoryless_optimum")).isEqualTo(values.get("memoryless_gap"));
        assertThat(values.get("kl_steady_filter")).isBetween(0.0, values.get("memoryless_gap"));
        // The prior variance is .19 / (1 − .81) = 1 in both directions: twice ½ ln(1 + 1/.5).
        assertThat(values.get("last_frame_information")).isCloseTo(Math.log(3), within(1e-9));
        assertThat(values.get("true_information")).isGreaterThan(values.get("last_frame_information"));
        assertThat(values.get("kl_memoryless_smallest")).isGreaterThan(values.get("memoryless_gap"));
    }

    @Test
    void aLinearSystemResumesToTheSameBytes() throws IOException {
        new SmallRuns(folder).resumesToTheSameBytes(DYNAMICS, List.of(1L, 3L), "judged", "courses");
    }

    /// Without turns and noise of pixels, who knows the state knows the next frame.
    @Test
    void theTrueStatePredictsTheNextFrame() throws IOException {
        Map<String, Double> values = new SmallRuns(folder).values(BALL, "run");
        assertThat(values.get("position_error_true_state")).isZero();
        assertThat(values.get("velocity_error_true_state")).isZero();
        assertThat(values.get("next_position_error_true_state")).isCloseTo(0, within(1e-6));
        assertThat(values.get("next_pixel_error_true_state")).isCloseTo(0, within(1e-6));
        assertThat(values.get("next_pixel_error_still")).isGreaterThan(.01);
        // Samples of the prior: their spread is that of the prior, 1.
        assertThat(values.get("position_spread_prior")).isCloseTo(1, within(.05));
        assertThat(values.get("velocity_spread_prior")).isCloseTo(1, within(.05));
    }

    @Test
    void videoResumesToTheSameBytes() throws IOException {
        new SmallRuns(folder).resumesToTheSameBytes(BALL, List.of(1L), "judged", "courses");
    }

    /// Two pictures of 3 x 3 pixels on a canvas of 10 x 10.
    @Test
    void picturesMoveAsBallsDo() {
        float[] pictures = new float[18];
        Arrays.fill(pictures, 0, 9, 1);
        pictures[13] = .5f;
        MovingDigits digits =
                new MovingDigits(new MovingDigits.Settings(10, 1, .1, .25, 0, 0), 3, 3, pictures, new int[] {0, 1});
        try (Problem problem = new VideoProblem(new MovingDigitsKeys.DigitFilm(digits), 3, RandomStream.of(4))) {
            double[] known = problem.calibrate(VideoProblem.TRUE_STATE, RandomStream.of(5));
            assertThat(known[index("next_position_error")]).isCloseTo(0, within(1e-6));
            assertThat(known[index("next_pixel_error")]).isCloseTo(0, within(1e-6));
            double[] prior = problem.calibrate(VideoProblem.PRIOR, RandomStream.of(5));
            assertThat(prior[index("position_spread")]).isCloseTo(1, within(.05));
            assertThat(prior[index("velocity_spread")]).isCloseTo(1, within(.05));
            double[] still = problem.calibrate(VideoProblem.STILL, RandomStream.of(5));
            assertThat(still[index("position_error")]).isNaN();
            assertThat(still[index("next_pixel_error")]).isGreaterThan(.01);
        }
    }

    private static int index(String measure) {
        return VideoProblem.MEASURES.stream().map(Measure::name).toList().indexOf(measure);
    }

    /// Places are uniform between walls at ±.7; speeds between .1 and .25, in all directions.
    @Test
    void causesHaveUnitVariance() {
        BouncingBall ball = new BouncingBall(6, 1, .3, .1, .25, 0, 0);
        double[] deviations = new BallKeys(1, 6, .3, .1, .25, 0, 0).film().deviations();
        var drawn = ball.draw(0, 20_000, 1, RandomStream.of(8));
        double[] squares = new double[4];
        for (int s = 0; s < 20_000; s++) {
            for (int i = 0; i < 4; i++) {
                double v = drawn.states()[drawn.stateAt(s, 0) + i] / deviations[i];
                squares[i] += v * v / 20_000;
            }
        }
        // Squares of these laws have standard deviations below 1.1.
        assertThat(squares).containsExactly(new double[] {1, 1, 1, 1}, within(5 * 1.1 / Math.sqrt(20_000)));
    }

    @ParameterizedTest
    @CsvSource({
        "0, .9, .19, .5",
        "4, 1, .19, .5",
        "4, -.1, .19, .5",
        "4, .9, -1, .5",
        "4, .9, .19, 0",
        "400, .9, .19, .5"
    })
    void refusesRotations(int frames, double damping, double state, double input) {
        assertThatThrownBy(() -> new DynamicsKeys(frames, null, new Rotation(damping, 30, state, input), null))
                .isInstanceOf(InputException.class);
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatThrownBy(() -> new DynamicsKeys(4, null, null, null)).hasMessageContaining("0 systems");
        assertThatThrownBy(() -> new DynamicsKeys(4, SCALAR, new Rotation(.9, 1, 1, 1), null))
                .hasMessageContaining("2 systems");
        assertThatThrownBy(() -> new DynamicsKeys(4, new Scalar(Double.NaN, 1, 1), null, null))
                .isInstanceOf(InputException.class);
        List<List<Double>> one = List.of(List.of(.5));
        List<List<Double>> ragged = List.of(List.of(.5, 1.0));
        assertThatThrownBy(() -> new DynamicsKeys(4, null, null, new DynamicsKeys.Matrices(ragged, one, one, one)))
                .hasMessageContaining("a row has 2");
        assertThatThrownBy(() -> new BallKeys(0, 12, .3, .1, .2, 0, 0)).hasMessageContaining("frames = 0");
        assertThatThrownBy(() -> new BallKeys(6, 12, 2, .1, .2, 0, 0)).hasMessageContaining("radius");
        assertThatThrownBy(() -> new MovingDigitsKeys("nothing", 6, 16, .1, .2, 0, 0))
                .isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new WorldKeys(null, null, null, null, null, null, null, null))
                .hasMessageContaining("0 worlds");
        assertThatThrownBy(() -> new SmallRuns(folder).values(DYNAMICS.replace("window = 1", "window = 5"), "bad"))
                .hasMessageContaining("window = 5");
        assertThatThrownBy(() -> new SmallRuns(folder).values(DYNAMICS.replace("\"linear\"", "\"rate\""), "bad"))
                .hasMessageContaining("linear");
    }
}
