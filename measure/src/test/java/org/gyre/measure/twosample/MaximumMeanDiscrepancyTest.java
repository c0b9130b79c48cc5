package org.gyre.measure.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

final class MaximumMeanDiscrepancyTest {
    private static double[] first() {
        double[] a = new double[120];
        for (int i = 0; i < 40; i++) {
            for (int k = 0; k < 3; k++) {
                a[3 * i + k] = Math.sin(1.3 * i + .7 * k * i + k);
            }
        }
        return a;
    }

    private static double[] second() {
        double[] b = new double[120];
        for (int i = 0; i < 40; i++) {
            for (int k = 0; k < 3; k++) {
                b[3 * i + k] = Math.cos(.9 * i * i + .4 * k) + .3;
            }
        }
        return b;
    }

    private static double[] normals(int count, double shift, RandomStream stream) {
        CounterRandom random = stream.generator();
        double[] z = new double[count];
        for (int i = 0; i < count; i++) {
            z[i] = random.nextGaussian() + shift;
        }
        return z;
    }

    /// The definition, term by term.
    private static double definition(int dimension, double[] a, double[] b, double median) {
        int m = a.length / dimension;
        int n = b.length / dimension;
        double[] all = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, all, a.length, b.length);
        double sum = 0;
        for (int i = 0; i < m + n; i++) {
            for (int j = 0; j < m + n; j++) {
                double square = 0;
                for (int k = 0; k < dimension; k++) {
                    square += Math.pow(all[i * dimension + k] - all[j * dimension + k], 2);
                }
                double kernel = 0;
                for (double width : new double[] {.5, 1, 2}) {
                    kernel += Math.exp(-square / (2 * Math.pow(width * median, 2))) / 3;
                }
                if (i < m != j < m) {
                    sum -= kernel / ((double) m * n);
                } else if (i != j) {
                    sum += i < m ? kernel / (m * (m - 1.0)) : kernel / (n * (n - 1.0));
                }
            }
        }
        return sum;
    }

    @Test
    void theValueIsThatOfTheDefinitionInNumPy() {
        MaximumMeanDiscrepancy equal = MaximumMeanDiscrepancy.between(3, first(), second());
        assertThat(equal.medianDistance()).isCloseTo(1.563139946878538, within(1e-13));
        assertThat(equal.value()).isCloseTo(0.033205537532969176, within(1e-13));
        MaximumMeanDiscrepancy unequal = MaximumMeanDiscrepancy.between(3, first(), Arrays.copyOf(second(), 75));
        assertThat(unequal.medianDistance()).isCloseTo(1.5589013579998512, within(1e-13));
        assertThat(unequal.value()).isCloseTo(0.027255528299066745, within(1e-13));
    }

    @Test
    void thePermutationsAreThoseOfTheDefinition() {
        double[] a = Arrays.copyOf(first(), 30);
        double[] b = Arrays.copyOf(second(), 45);
        double[] all = Arrays.copyOf(a, 75);
        System.arraycopy(b, 0, all, 30, 45);
        MaximumMeanDiscrepancy found = MaximumMeanDiscrepancy.between(3, a, b);
        RandomStream stream = RandomStream.of(4);
        double[] expected = new double[5];
        for (int p = 0; p < 5; p++) {
            int[] order = stream.split(p).permutation(25);
            double[] one = new double[30];
            double[] other = new double[45];
            for (int i = 0; i < 25; i++) {
                System.arraycopy(all, 3 * order[i], i < 10 ? one : other, 3 * (i < 10 ? i : i - 10), 3);
            }
            expected[p] = definition(3, one, other, found.medianDistance());
        }
        Arrays.sort(expected);
        MaximumMeanDiscrepancy.Test test = found.test(5, stream);
        assertThat(test.values()).containsExactly(expected, within(1e-13));
        assertThat(test.value()).isEqualTo(found.value());
        assertThat(test.quantile(1)).isEqualTo(test.values()[4]);
        assertThat(found.test(5, stream).values()).containsExactly(test.values());
    }

    @Test
    void itIsSymmetricAndDoesNotDependOnTheUnit() {
        double forward = MaximumMeanDiscrepancy.between(3, first(), second()).value();
        assertThat(MaximumMeanDiscrepancy.between(3, second(), first()).value()).isCloseTo(forward, within(1e-14));
        double[] a = Arrays.stream(first()).map(v -> 1e-9 * v).toArray();
        double[] b = Arrays.stream(second()).map(v -> 1e-9 * v).toArray();
        assertThat(MaximumMeanDiscrepancy.between(3, a, b).value()).isCloseTo(forward, within(1e-12));
    }

    @Test
    void pValuesOfEqualDistributionsAreUniform() {
        // 300 p-values on the grid k/40: the number at or below .2 is binomial(300, .2), within 4 deviations.
        int low = 0;
        for (int trial = 0; trial < 300; trial++) {
            RandomStream stream = RandomStream.of(17).split(trial);
            MaximumMeanDiscrepancy discrepancy = MaximumMeanDiscrepancy.between(
                    2, normals(40, 0, stream.split("a")), normals(60, 0, stream.split("b")));
            if (discrepancy.test(39, stream.split("null")).pValue() <= .2 + 1e-12) {
                low++;
            }
        }
        assertThat(low).isBetween(60 - 28, 60 + 28);
    }

    @Test
    void differentDistributionsAreToldApart() {
        MaximumMeanDiscrepancy.Test test = MaximumMeanDiscrepancy.between(
                        2, normals(400, 0, RandomStream.of(1)), normals(400, .8, RandomStream.of(2)))
                .test(99, RandomStream.of(3));
        assertThat(test.pValue()).isEqualTo(.01);
        assertThat(test.value()).isGreaterThan(test.mean() + 10 * test.standardDeviation());
    }

    @Test
    void singlePrecisionIsWidened() {
        float[] a = {0, 1, 2.5f, 4};
        double[] wide = {0, 1, 2.5, 4};
        double[] b = {7, 8.5, 9, 12};
        float[] narrow = {7, 8.5f, 9, 12};
        assertThat(MaximumMeanDiscrepancy.between(1, a, narrow).value())
                .isEqualTo(MaximumMeanDiscrepancy.between(1, wide, b).value());
    }

    @Test
    void whatCannotBeComparedIsRefused() {
        double[] good = {0, 1, 2, 3};
        assertThatThrownBy(() -> MaximumMeanDiscrepancy.between(1, good, new double[] {1, Double.NaN}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("second samples, row 1");
        assertThatThrownBy(() -> MaximumMeanDiscrepancy.between(1, new double[3], new double[4]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("all samples are equal");
        assertThatThrownBy(() -> MaximumMeanDiscrepancy.between(1, good, new double[] {1}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least two");
        assertThatThrownBy(() -> MaximumMeanDiscrepancy.between(2, good, new double[3]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("same number of components");
        assertThatThrownBy(() -> MaximumMeanDiscrepancy.between(1, new double[8000], new double[8000]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("take fewer");
        assertThatThrownBy(() -> MaximumMeanDiscrepancy.between(1, good, good).test(0, RandomStream.of(1)))
                .isInstanceOf(InputException.class);
    }
}
