package org.gyre.measure.pid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.gyre.core.InputException;
import org.gyre.measure.series.RealSeries;
import org.junit.jupiter.api.Test;

class GaussianMinimumInformationTest {
    /// Correlations a, b of the sources with the target and c between them: I_i = −½ ln (1 − r²), and
    /// I_12 = ½ ln [(1 − c²) / (1 − a² − b² − c² + 2abc)].
    @Test
    void scalarsHaveTheirClosedForm() {
        double a = 0.6;
        double b = -0.3;
        double c = 0.2;
        double[] covariance = {4, 2 * c, 2 * a * 5, 2 * c, 1, b * 5, 2 * a * 5, b * 5, 25};
        Decomposition found = GaussianMinimumInformation.of(3, covariance, new int[][] {{0}, {1}}, new int[] {2});
        double one = -0.5 * Math.log(1 - a * a);
        double two = -0.5 * Math.log(1 - b * b);
        double both = 0.5 * Math.log((1 - c * c) / (1 - a * a - b * b - c * c + 2 * a * b * c));
        assertThat(found.atom("{1}{2}")).isCloseTo(two, within(1e-12));
        assertThat(found.atom("{1}")).isCloseTo(one - two, within(1e-12));
        assertThat(found.atom("{2}")).isCloseTo(0, within(1e-12));
        assertThat(found.atom("{12}")).isCloseTo(both - one, within(1e-12));
    }

    /// y = (x₁ + n₁, x₂ + n₂) of independent standard numbers: each component gives ½ ln 2, a source of
    /// both gives ln 2.
    @Test
    void sourcesAndTargetsMayBeVectors() {
        double[] covariance = {1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 2, 0, 0, 1, 0, 2};
        Decomposition found =
                GaussianMinimumInformation.of(4, covariance, new int[][] {{0}, {1}, {0, 1}}, new int[] {2, 3});
        double half = 0.5 * Math.log(2);
        assertThat(found.atom("{1}{2}{3}")).isCloseTo(half, within(1e-12));
        assertThat(found.redundancy("{3}")).isCloseTo(2 * half, within(1e-12));
        assertThat(found.redundancy("{12}")).isCloseTo(2 * half, within(1e-12));
        assertThat(found.atom("{3}{12}")).isCloseTo(half, within(1e-12));
        assertThat(found.total()).isCloseTo(2 * half, within(1e-12));
    }

    /// The sample covariance of the same numbers, computed here, gives the same atoms at any scale.
    @Test
    void recordingsGoThroughTheirCovariance() {
        SplittableRandom random = new SplittableRandom(6);
        int n = 500;
        double[] x = new double[n];
        double[] y = new double[n];
        double[] z = new double[n];
        for (int t = 0; t < n; t++) {
            x[t] = random.nextDouble();
            y[t] = 1e6 * (random.nextDouble() + 0.5 * x[t]);
            z[t] = 1e-6 * (x[t] + 2e-6 * y[t] + random.nextDouble());
        }
        double[] covariance = new double[9];
        double[][] all = {x, y, z};
        for (int i = 0; i < 9; i++) {
            covariance[i] = covariance(all[i / 3], all[i % 3]);
        }
        Decomposition expected = GaussianMinimumInformation.of(3, covariance, new int[][] {{0}, {1}}, new int[] {2});
        Decomposition found = GaussianMinimumInformation.of(RealSeries.of(z), RealSeries.of(x), RealSeries.of(y));
        assertThat(found.atoms()).containsExactly(expected.atoms(), within(1e-11));
        assertThat(found.total()).isGreaterThan(0.1);
    }

    private static double covariance(double[] a, double[] b) {
        double meanA = java.util.Arrays.stream(a).average().orElseThrow();
        double meanB = java.util.Arrays.stream(b).average().orElseThrow();
        double sum = 0;
        for (int t = 0; t < a.length; t++) {
            sum += (a[t] - meanA) * (b[t] - meanB);
        }
        return sum / (a.length - 1);
    }

    @Test
    void degenerateInputIsNamed() {
        RealSeries constant = RealSeries.of(1, 1, 1, 1);
        RealSeries ramp = RealSeries.of(1, 2, 3, 5);
        RealSeries other = RealSeries.of(1, -1, 2, 0);
        assertThatThrownBy(() -> GaussianMinimumInformation.of(ramp, constant, other))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("constant");
        assertThatThrownBy(() -> GaussianMinimumInformation.of(ramp, ramp, other))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("singular");
        assertThatThrownBy(() -> GaussianMinimumInformation.of(ramp, ramp)).isInstanceOf(InputException.class);
        double[] unit = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        assertThatThrownBy(() -> GaussianMinimumInformation.of(3, unit, new int[][] {{0}, {2}}, new int[] {2}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a source and the target");
        assertThatThrownBy(() -> GaussianMinimumInformation.of(3, unit, new int[][] {{0}, {3}}, new int[] {2}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no variable 3");
        assertThatThrownBy(() -> GaussianMinimumInformation.of(
                        3, new double[] {1, .5, 0, 0, 1, 0, 0, 0, 1}, new int[][] {{0}, {1}}, new int[] {2}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("symmetric");
    }
}
