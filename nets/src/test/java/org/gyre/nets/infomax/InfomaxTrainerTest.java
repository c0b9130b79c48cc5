package org.gyre.nets.infomax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.BinaryStimulus;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.mutualinfo.GaussianInformation.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InfomaxTrainerTest {
    private static final int N = 8;
    private static final InfomaxParameters PARAMETERS = InfomaxParameters.uniform(N, 0.9, 0.1);

    private static TrainingPlan plan(
            double rate, boolean scaled, double limit, int first, int every, StepControl control) {
        return new TrainingPlan(500, 4000, rate, scaled, limit, first, every, 1, true, LearningRule.PAPER, 10, control);
    }

    private static InfomaxTrainer trainer(TrainingPlan plan, InfomaxParameters parameters) {
        int n = parameters.units();
        double[] weights = ExactInfomaxTest.random(n, 0.5, 1);
        return new InfomaxTrainer(plan, new BlockSimulator(parameters, RandomStream.of(2), null, null, null), weights);
    }

    private static BlockReport block(InfomaxTrainer trainer) {
        return trainer.block((raster, steps, words) -> {});
    }

    @Test
    void weightsStayWithinTheirLimit() {
        InfomaxTrainer trainer = trainer(plan(1e4, false, 0.7, 0, 1, new StepControl.Fixed()), PARAMETERS);
        block(trainer);
        double[] weights = trainer.weights();
        for (double weight : weights) {
            assertThat(Math.abs(weight)).isLessThanOrEqualTo(0.7);
        }
        assertThat(weights).contains(0.7);
    }

    @Test
    void onlyTheBlocksThatShouldLearn() {
        InfomaxTrainer trainer = trainer(plan(1, false, 100, 2, 2, new StepControl.Fixed()), PARAMETERS);
        for (int b = 0; b < 6; b++) {
            BlockReport report = block(trainer);
            boolean learns = b >= 2 && (b + 1) % 2 == 0;
            assertThat(report.updateNorm() > 0).as("block %d", b).isEqualTo(learns);
            assertThat(report.step()).isEqualTo(learns ? BlockReport.Step.TAKEN : BlockReport.Step.NONE);
        }
    }

    /// By definition: η in units of 1/(v_i v_j) with v = 0.1 · 0.9 for every pair.
    @Test
    void aScaledRateIsThePlainOneOverTheVariances() {
        double v = 0.09;
        InfomaxTrainer scaled = trainer(plan(0.5, true, 100, 0, 1, new StepControl.Fixed()), PARAMETERS);
        InfomaxTrainer plain = trainer(plan(0.5 / (v * v), false, 100, 0, 1, new StepControl.Fixed()), PARAMETERS);
        block(scaled);
        block(plain);
        assertThat(scaled.weights()).containsExactly(plain.weights(), within(1e-12));
    }

    @Test
    void theRateFallsOnceTheTransitionIsPassed() {
        InfomaxTrainer trainer =
                trainer(plan(1, false, 100, 0, 1, new StepControl.ReducedAfterTransition(1e-6, 0.25)), PARAMETERS);
        assertThat(block(trainer).learningRate()).isEqualTo(0.25);
    }

    /// Steps of a hopeless length: the information must fall at some block, and that step is halved.
    @Test
    void theLineSearchTakesBackAStepThatLowersTheInformation() {
        InfomaxTrainer trainer = trainer(plan(2e3, false, 100, 0, 1, new StepControl.LineSearch(0.01)), PARAMETERS);
        boolean halved = false;
        for (int b = 0; b < 30 && !halved; b++) {
            double[] before = trainer.weights();
            BlockReport report = block(trainer);
            halved = report.step() == BlockReport.Step.HALVED;
            if (halved) {
                assertThat(trainer.weights()).isNotEqualTo(before);
            }
        }
        assertThat(halved).isTrue();
    }

    /// Blocks so short that most units are silent: C is singular, no gradient is trusted, and the
    /// weights stay put.
    @Test
    void silentUnitsTeachNothing() {
        InfomaxParameters sparse = InfomaxParameters.uniform(20, 0.9, 0.002);
        TrainingPlan plan =
                new TrainingPlan(0, 40, 20, false, 100, 0, 1, 1, true, LearningRule.PAPER, 10, new StepControl.Fixed());
        InfomaxTrainer trainer = trainer(plan, sparse);
        double[] h = new double[20];
        Arrays.fill(h, 12);
        trainer.simulator().setThresholds(h);
        double[] before = trainer.weights();
        BlockReport report = block(trainer);
        assertThat(report.condition()).isNotEqualTo(Condition.REGULAR);
        assertThat(report.step()).isNotEqualTo(BlockReport.Step.TAKEN);
        assertThat(report.updateNorm()).isZero();
        assertThat(trainer.weights()).isEqualTo(before);
    }

    /// A saturated unit fires with p_max whatever its threshold: the covariances are regular, but no
    /// gradient holds its rate. The report says so and the weights stay.
    @Test
    void aUnitThatDoesNotRespondToItsThresholdStopsTheSampledRule() {
        TrainingPlan plan = new TrainingPlan(
                0, 2000, 5, false, 100, 0, 1, 1, true, LearningRule.SAMPLED, 10, new StepControl.Fixed());
        InfomaxTrainer trainer = trainer(plan, InfomaxParameters.uniform(4, 0.5, 0.2));
        trainer.simulator().setThresholds(new double[] {-80, 1, 1, 1});
        double[] before = trainer.weights();
        BlockReport report = block(trainer);
        assertThat(report.condition()).isEqualTo(Condition.REGULAR);
        assertThat(report.step()).isEqualTo(BlockReport.Step.SKIPPED);
        assertThat(report.updateNorm()).isZero();
        assertThat(trainer.weights()).isEqualTo(before);
    }

    /// Every rule climbs: on a small network the information after training exceeds its start by far
    /// more than the sampling deviation, of order N / T = 0.002 nats.
    @ParameterizedTest
    @EnumSource(LearningRule.class)
    void everyRuleRaisesTheInformation(LearningRule rule) {
        InfomaxParameters parameters = InfomaxParameters.uniform(4, 0.95, 0.2);
        TrainingPlan plan =
                new TrainingPlan(500, 4000, 3, false, 100, 0, 1, 1, true, rule, 10, new StepControl.Fixed());
        InfomaxTrainer trainer = trainer(plan, parameters);
        double first = block(trainer).nats();
        double last = first;
        for (int b = 0; b < 40; b++) {
            last = block(trainer).nats();
        }
        assertThat(last).isGreaterThan(first + 0.05);
    }

    @Test
    void aRestoredTrainerGoesOnWithTheSameBits() {
        TrainingPlan plan = plan(5, false, 100, 0, 1, new StepControl.LineSearch(0.01));
        InfomaxTrainer whole = trainer(plan, PARAMETERS);
        for (int b = 0; b < 3; b++) {
            block(whole);
        }
        InfomaxTrainer resumed = trainer(plan, PARAMETERS);
        resumed.restore(whole.state());
        assertThat(block(resumed)).isEqualTo(block(whole));
        assertThat(resumed.weights()).isEqualTo(whole.weights());
    }

    /// Two coins drive six units; without the mask the weights into the coins wander, and since the
    /// coins are overwritten nothing else changes.
    @Test
    void weightsIntoInputsLearnOnlyWithoutTheMask() {
        InfomaxTrainer masked = withCoins(true);
        InfomaxTrainer open = withCoins(false);
        double[] start = masked.weights();
        assertThat(block(open).nats()).isEqualTo(block(masked).nats());
        int free = 6 * 8;
        assertThat(Arrays.copyOf(open.weights(), free)).isEqualTo(Arrays.copyOf(masked.weights(), free));
        assertThat(Arrays.copyOfRange(masked.weights(), free, 64)).isEqualTo(Arrays.copyOfRange(start, free, 64));
        assertThat(Arrays.copyOfRange(open.weights(), free, 64)).isNotEqualTo(Arrays.copyOfRange(start, free, 64));
        assertThat(block(open).nats()).isEqualTo(block(masked).nats());
    }

    private static InfomaxTrainer withCoins(boolean mask) {
        InfomaxParameters parameters = InfomaxParameters.withInputs(6, 2, 0.9, 0.1, 0.5);
        TrainingPlan plan = new TrainingPlan(
                500, 4000, 1, false, 100, 0, 1, 1, mask, LearningRule.PAPER, 10, new StepControl.Fixed());
        BinaryStimulus coins = new BinaryStimulus() {
            @Override
            public int units() {
                return 2;
            }

            @Override
            public void fill(long firstStep, int steps, long[] words) {
                for (int t = 0; t < steps; t++) {
                    words[t] = RandomStream.of(firstStep + t).generator().nextLong() & 3;
                }
            }
        };
        return new InfomaxTrainer(
                plan,
                new BlockSimulator(parameters, RandomStream.of(2), coins, null, null),
                ExactInfomaxTest.random(8, 0.5, 1));
    }
}
