package org.gyre.nets.infomorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Map;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.pid.JointTable;
import org.gyre.measure.pid.SharedExclusions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Derivatives against central differences, atoms against the decomposition of tables, and
/// identities that hold for every batch.
class GoalGradientTest {
    private static final int BATCH = 200;
    private static final int BINS = 6;

    /// Symbols of normal sources, six equal bins on [−3, 3], and firing probabilities that depend
    /// on them.
    private static final class Batch {
        private final int[][] symbols;
        private final double[] on;

        Batch(int sources, long seed) {
            CounterRandom random = RandomStream.of(seed).generator();
            symbols = new int[sources][BATCH];
            on = new double[BATCH];
            for (int k = 0; k < BATCH; k++) {
                double drive = 0;
                for (int s = 0; s < sources; s++) {
                    double x = random.nextGaussian();
                    symbols[s][k] = Math.clamp((int) Math.floor(x + 3), 0, BINS - 1);
                    drive += (1 - 0.3 * s) * x;
                }
                on[k] = 1 / (1 + Math.exp(-drive + 0.3 * random.nextGaussian()));
            }
        }

        private GoalGradient taken(Goal goal) {
            int[] bins = new int[symbols.length];
            Arrays.fill(bins, BINS);
            GoalGradient gradient = new GoalGradient(goal, BATCH, bins);
            gradient.take(symbols, on, Arrays.stream(on).map(p -> 1 - p).toArray(), BATCH);
            return gradient;
        }

        double value(Goal goal) {
            return taken(goal).value();
        }

        double[] slopes(Goal goal) {
            double[] slopes = new double[BATCH];
            taken(goal).gradient(slopes);
            return slopes;
        }
    }

    private static Goal random(int sources, long seed, double residual) {
        CounterRandom random = RandomStream.of(seed).split("goal").generator();
        double[] weights = new double[sources == 2 ? 5 : 19];
        Arrays.setAll(weights, i -> 2 * random.nextDouble() - 1);
        weights[weights.length - 1] = residual;
        return Goal.inOrder(weights);
    }

    /// The acceptance test of the specification: random goals, a residual weight of .37, B = 200,
    /// six bins.
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void derivativesEqualCentralDifferences(int sources) {
        double h = 1e-5;
        for (long seed = 1; seed <= 3; seed++) {
            Batch batch = new Batch(sources, seed);
            Goal goal = random(sources, seed, 0.37);
            double[] slopes = batch.slopes(goal);
            double largest = Arrays.stream(slopes).map(Math::abs).max().orElseThrow();
            for (int k = 0; k < BATCH; k++) {
                double theta = batch.on[k];
                batch.on[k] = theta + h;
                double above = batch.value(goal);
                batch.on[k] = theta - h;
                double below = batch.value(goal);
                batch.on[k] = theta;
                assertThat(slopes[k]).isCloseTo((above - below) / (2 * h), within(1e-6 * largest));
            }
        }
    }

    /// Atoms of a batch are those of the joint table of symbols and output.
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void atomsAreThoseOfTheTable(int sources) {
        Batch batch = new Batch(sources, 5);
        int[][] rows = new int[2 * BATCH][sources + 1];
        double[] law = new double[2 * BATCH];
        for (int k = 0; k < BATCH; k++) {
            for (int y = 0; y < 2; y++) {
                for (int s = 0; s < sources; s++) {
                    rows[2 * k + y][s] = batch.symbols[s][k];
                }
                rows[2 * k + y][sources] = y;
                law[2 * k + y] = (y == 1 ? batch.on[k] : 1 - batch.on[k]) / BATCH;
            }
        }
        double[] expected =
                SharedExclusions.of(JointTable.of(rows, law)).decomposition().atoms();
        double[] atoms = batch.taken(random(sources, 1, 0)).atoms();
        for (int node = 0; node < atoms.length; node++) {
            assertThat(atoms[node]).isCloseTo(expected[node] / Math.log(2), within(1e-12));
        }
    }

    /// With every weight one, G is the entropy of the output.
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void allAtomsTogetherAreTheEntropy(int sources) {
        double[] ones = new double[sources == 2 ? 5 : 19];
        Arrays.fill(ones, 1);
        Goal goal = Goal.inOrder(ones);
        Batch batch = new Batch(sources, 7);
        double q = Arrays.stream(batch.on).average().orElseThrow();
        double entropy = -(q * Math.log(q) + (1 - q) * Math.log(1 - q)) / Math.log(2);
        assertThat(batch.value(goal)).isCloseTo(entropy, within(1e-12));
        for (double slope : batch.slopes(goal)) {
            assertThat(slope).isCloseTo(Math.log((1 - q) / q) / Math.log(2) / BATCH, within(1e-12));
        }
    }

    @Test
    void constantOutputsHaveNoAtomsAndNoDerivative() {
        Batch batch = new Batch(2, 9);
        Arrays.fill(batch.on, 0.3);
        for (double atom : batch.taken(random(2, 1, 0)).atoms()) {
            assertThat(atom).isCloseTo(0, within(1e-12));
        }
        Arrays.fill(batch.on, 1);
        for (double slope : batch.slopes(random(2, 1, 0.5))) {
            assertThat(slope).isZero();
        }
    }

    @Test
    void aGoalOfZerosHasNoDerivative() {
        assertThat(new Batch(3, 11).slopes(Goal.of(3, Map.of()))).containsOnly(0);
    }
}
