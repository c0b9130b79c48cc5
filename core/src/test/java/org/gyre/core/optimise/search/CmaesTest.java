package org.gyre.core.optimise.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

/// The numbers of evaluations are held against those of the reference implementation, pycma 4.4.0, on
/// the same functions: from the centre, step 1/3, default population, no active update, no bounds, the
/// seeds 1 to 21.
class CmaesTest {
    private static final int SEEDS = 21;
    private static final int MOST = 20_000;

    private static double sphere(double[] x) {
        double sum = 0;
        for (double value : x) {
            sum += (value - 0.25) * (value - 0.25);
        }
        return sum;
    }

    /// Condition 10⁴, its axes turned.
    private static double ellipsoid(double[] x, Rotation rotation) {
        double[] z = rotation.apply(Arrays.stream(x).map(value -> value - 0.25).toArray());
        double sum = 0;
        for (int i = 0; i < z.length; i++) {
            sum += Math.pow(10, 4.0 * i / (z.length - 1)) * z[i] * z[i];
        }
        return sum;
    }

    /// Of 2x: the minimum is at one half.
    private static double rosenbrock(double[] x) {
        double sum = 0;
        for (int i = 0; i + 1 < x.length; i++) {
            double a = 2 * x[i];
            double b = 2 * x[i + 1];
            sum += 100 * (b - a * a) * (b - a * a) + (1 - a) * (1 - a);
        }
        return sum;
    }

    private static Cmaes search(int dimensions, long seed) {
        return new Cmaes(Cmaes.Settings.usual(dimensions), RandomStream.of(seed));
    }

    private static int evaluations(int dimensions, long seed, ToDoubleFunction<double[]> function, double target) {
        Cmaes search = search(dimensions, seed);
        while (search.asked() < MOST) {
            Candidate candidate = search.ask();
            double value = function.applyAsDouble(candidate.point());
            if (value <= target) {
                return search.asked();
            }
            search.tell(candidate.number(), value);
        }
        return Integer.MAX_VALUE;
    }

    /// Half of all seeds are as fast as those of the peer, give or take a tenth, and all arrive within
    /// twice that.
    private static void isAsFast(int peerMedian, int dimensions, ToDoubleFunction<double[]> function, double target) {
        int[] evaluations = new int[SEEDS];
        Arrays.setAll(evaluations, seed -> evaluations(dimensions, seed + 1, function, target));
        Arrays.sort(evaluations);
        assertThat(evaluations[SEEDS / 2]).isBetween((int) (0.9 * peerMedian), (int) (1.1 * peerMedian));
        assertThat(evaluations[SEEDS - 1]).isLessThan(2 * peerMedian);
    }

    @Test
    void theSphereInTenDimensions() {
        isAsFast(1160, 10, CmaesTest::sphere, 1e-8);
    }

    @Test
    void aTurnedEllipsoidInTenDimensions() {
        Rotation rotation = new Rotation(10, RandomStream.of(7));
        isAsFast(3150, 10, x -> ellipsoid(x, rotation), 1e-6);
    }

    @Test
    void rosenbrocksValleyInFiveDimensions() {
        isAsFast(1800, 5, CmaesTest::rosenbrock, 1e-6);
    }

    private static double[][] points(DoubleUnaryOperator transform) {
        Cmaes search = search(5, 3);
        double[][] points = new double[600][];
        for (int i = 0; i < points.length; i++) {
            Candidate candidate = search.ask();
            points[i] = candidate.point();
            search.tell(i, transform.applyAsDouble(1 + rosenbrock(candidate.point())));
        }
        return points;
    }

    /// 1024 v and v³ of v ≥ 1 keep the order of doubles.
    @Test
    void onlyTheOrderOfValuesCounts() {
        double[][] plain = points(v -> v);
        assertThat(points(v -> 1024 * v)).isDeepEqualTo(plain);
        assertThat(points(v -> v * v * v)).isDeepEqualTo(plain);
        assertThat(points(v -> -v)[599]).isNotEqualTo(plain[599]);
    }

    private static void inTheBox(double[] point) {
        for (double x : point) {
            assertThat(x).isBetween(-1.0, 1.0);
        }
    }

    /// A linear function has its minimum in a corner, which is found although half of all steps from
    /// there lead out of the box in each dimension.
    @Test
    void aMinimumInACornerIsFound() {
        Cmaes search = search(6, 5);
        for (int i = 0; i < 3000; i++) {
            Candidate candidate = search.ask();
            inTheBox(candidate.point());
            search.tell(i, Arrays.stream(candidate.point()).sum());
        }
        for (double x : search.best().orElseThrow().point()) {
            assertThat(x).isCloseTo(-1, within(1e-3));
        }
    }

    /// A function without any slope teaches nothing, and does no harm.
    @Test
    void aFlatFunctionGivesNoNonsense() {
        Cmaes search = search(3, 6);
        for (int i = 0; i < 5000; i++) {
            Candidate candidate = search.ask();
            inTheBox(candidate.point());
            search.tell(i, 1);
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new Cmaes.Settings(new double[] {0, 1.5}, 0.3, 8))
                .hasMessage("start = [0.0, 1.5]: must lie in [-1, 1]");
        assertThatThrownBy(() -> new Cmaes.Settings(new double[2], 0, 8)).hasMessageContaining("step = 0.0");
        assertThatThrownBy(() -> new Cmaes.Settings(new double[2], 0.3, 3)).hasMessage("size = 3: must be at least 4");
        assertThat(Cmaes.Settings.usual(18).size()).isEqualTo(12);
    }
}
