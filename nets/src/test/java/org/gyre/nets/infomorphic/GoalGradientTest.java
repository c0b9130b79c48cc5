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

    /// The derivative by the formula, sample by sample over all pairs of samples, without cells or
    /// marginal sums.
    ///
    /// @param withR whether the part is added that arises because a realisation also enters the
    ///     unions of others
    private static double[] byTheFormula(Batch batch, Goal goal, boolean withR) {
        double[] c = goal.redundancyWeights();
        double[] slopes = new double[BATCH];
        double q = Arrays.stream(batch.on).average().orElseThrow();
        for (int node = 0; node < c.length; node++) {
            boolean[][] inside = inside(batch, goal.lattice().name(node));
            double[][] union = new double[2][BATCH];
            for (int y = 0; y < 2; y++) {
                for (int k = 0; k < BATCH; k++) {
                    for (int other = 0; other < BATCH; other++) {
                        union[y][k] += inside[k][other] ? p(batch, other, y) / BATCH : 0;
                    }
                }
            }
            for (int k = 0; k < BATCH; k++) {
                double slope = Math.log(union[1][k] * (1 - q) / (union[0][k] * q));
                if (withR) {
                    for (int other = 0; other < BATCH; other++) {
                        slope += inside[other][k]
                                ? (p(batch, other, 1) / union[1][other] - p(batch, other, 0) / union[0][other]) / BATCH
                                : 0;
                    }
                }
                slopes[k] += c[node] * slope / (Math.log(2) * BATCH);
            }
        }
        return slopes;
    }

    private static double p(Batch batch, int k, int y) {
        return y == 1 ? batch.on[k] : 1 - batch.on[k];
    }

    /// Whether the statement of an antichain at one sample holds of another: `[sample][other]`.
    private static boolean[][] inside(Batch batch, String antichain) {
        boolean[][] inside = new boolean[BATCH][BATCH];
        for (String set : antichain.substring(1, antichain.length() - 1).split("\\}\\{", -1)) {
            for (int k = 0; k < BATCH; k++) {
                for (int other = 0; other < BATCH; other++) {
                    int first = k;
                    int second = other;
                    inside[k][other] |= set.chars()
                            .allMatch(source ->
                                    batch.symbols[source - '1'][first] == batch.symbols[source - '1'][second]);
                }
            }
        }
        return inside;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void cellsGiveWhatTheFormulaGivesSampleBySample(int sources) {
        Batch batch = new Batch(sources, 4);
        Goal goal = random(sources, 4, 0);
        double[] expected = byTheFormula(batch, goal, true);
        double[] slopes = batch.slopes(goal);
        for (int k = 0; k < BATCH; k++) {
            assertThat(slopes[k]).isCloseTo(expected[k], within(1e-13));
        }
    }

    /// Without the part R the derivative is another one, by more than a hundredth of its largest value.
    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void withoutItsSecondPartTheDerivativeIsWrong(int sources) {
        Batch batch = new Batch(sources, 4);
        Goal goal = random(sources, 4, 0);
        double[] without = byTheFormula(batch, goal, false);
        double[] slopes = batch.slopes(goal);
        double largest = Arrays.stream(slopes).map(Math::abs).max().orElseThrow();
        double difference = 0;
        for (int k = 0; k < BATCH; k++) {
            difference = Math.max(difference, Math.abs(slopes[k] - without[k]));
        }
        assertThat(difference).isGreaterThan(0.01 * largest);
    }

    /// Relabelled bins and turned outputs change no atom; sources that change places change those
    /// of their atoms; a source twice tells nothing alone and nothing together.
    @Test
    void atomsFollowTheSymmetriesOfTheirDefinition() {
        Batch batch = new Batch(2, 6);
        Goal goal = Goal.of(2, Map.of());
        double[] atoms = batch.taken(goal).atoms();
        int redundant = goal.lattice().index("{1}{2}");
        int first = goal.lattice().index("{1}");
        int second = goal.lattice().index("{2}");
        int together = goal.lattice().index("{12}");
        Batch other = new Batch(2, 6);
        for (int k = 0; k < BATCH; k++) {
            other.on[k] = 1 - other.on[k];
        }
        int[] relabelled =
                Arrays.stream(batch.symbols[0]).map(b -> BINS - 1 - b).toArray();
        other.symbols[0] = relabelled;
        double[] turned = other.taken(goal).atoms();
        for (int node = 0; node < atoms.length; node++) {
            assertThat(turned[node]).isCloseTo(atoms[node], within(1e-12));
        }
        Batch swapped = new Batch(2, 6);
        int[] keep = swapped.symbols[0];
        swapped.symbols[0] = swapped.symbols[1];
        swapped.symbols[1] = keep;
        double[] exchanged = swapped.taken(goal).atoms();
        assertThat(exchanged[first]).isCloseTo(atoms[second], within(1e-12));
        assertThat(exchanged[second]).isCloseTo(atoms[first], within(1e-12));
        assertThat(exchanged[redundant]).isCloseTo(atoms[redundant], within(1e-12));
        Batch twice = new Batch(2, 6);
        twice.symbols[1] = twice.symbols[0];
        double[] same = twice.taken(goal).atoms();
        assertThat(same[first]).isCloseTo(0, within(1e-12));
        assertThat(same[second]).isCloseTo(0, within(1e-12));
        assertThat(same[together]).isCloseTo(0, within(1e-12));
        assertThat(same[redundant]).isCloseTo(atoms[redundant] + atoms[first], within(1e-12));
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
