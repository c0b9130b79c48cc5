package org.gyre.deep.twosample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;
import org.gyre.deep.torch.NeedsTorch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against the accuracy of the best classifier, which for these normal distributions has a closed form.
final class ClassifierTwoSampleTestTest {
    private static final ClassifierTwoSampleTest DEFAULT = ClassifierTwoSampleTest.DEFAULT;

    @BeforeEach
    void load() {
        NeedsTorch.orSkip();
    }

    private static double[] normal(String name, int count) {
        CounterRandom random = RandomStream.of(5).split(name).generator();
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    /// Of 24 tests of equal distributions the mean and the spread are those of a fair coin: the mean
    /// deviates from one half by less than 4 of its standard errors; 23 standardised squares sum to less
    /// than 49.7 with probability .999 (chi-squared).
    @Test
    void equalDistributionsAreACoin() {
        int repeats = 24;
        double[] z = new double[repeats];
        for (int i = 0; i < repeats; i++) {
            double[] a = normal("a" + i, 2 * 1000);
            double[] b = normal("b" + i, 2 * 1000);
            ClassifierTwoSampleTest.Result result = DEFAULT.compare(2, a, b, RandomStream.of(i));
            assertThat(result.heldOut()).isEqualTo(1000);
            assertThat(result.nullStandardError()).isCloseTo(Math.sqrt(.25 / 1000), within(1e-15));
            z[i] = (result.accuracy() - 0.5) / result.nullStandardError();
            assertThat(z[i]).as("seed " + i).isBetween(-4.0, 4.0);
        }
        assertThat(Descriptive.mean(z)).isBetween(-4 / Math.sqrt(repeats), 4 / Math.sqrt(repeats));
        double spread = Arrays.stream(z).map(value -> value * value).sum();
        assertThat(spread).isBetween(7.0, 52.0);
    }

    /// N(0, I) against N(d e₁, I): the best accuracy is Φ(d/2).
    @ParameterizedTest
    @CsvSource({"0.5, 0.598706", "1, 0.691462", "2, 0.841345", "4, 0.977250"})
    void shiftedNormalsAreToldApartAsWellAsCanBe(double shift, double best) {
        double[] a = normal("left", 3 * 4000);
        double[] b = normal("right", 3 * 4000);
        for (int i = 0; i < b.length; i += 3) {
            b[i] += shift;
        }
        ClassifierTwoSampleTest.Result result = DEFAULT.compare(3, a, b, RandomStream.of(8));
        double error = Math.sqrt(best * (1 - best) / result.heldOut());
        assertThat(result.accuracy()).isLessThan(best + 4 * error);
        assertThat(result.accuracy()).isGreaterThan(best - 4 * error - 0.02);
        assertThat(result.standardError())
                .isCloseTo(Math.sqrt(result.accuracy() * (1 - result.accuracy()) / result.heldOut()), within(1e-15));
        // Which set is called the first does not matter but for chance.
        assertThat(DEFAULT.compare(3, b, a, RandomStream.of(8)).accuracy())
                .isCloseTo(result.accuracy(), within(6 * error));
    }

    /// A normal pair of correlation ρ against one of correlation 0, each with variances 1: along the
    /// diagonals its variances are 1 ± ρ. The best rule looks at the sign of the logarithm of the ratio of
    /// densities, u²/(1 + ρ) + v²/(1 − ρ) + ln(1 − ρ²) against u² + v²; its accuracy, by summing the larger
    /// density over a fine grid.
    @Test
    void correlationIsSeen() {
        double rho = -0.8;
        double best = 0;
        double step = 0.01;
        for (double u = -8; u < 8; u += step) {
            for (double v = -8; v < 8; v += step) {
                double apart = Math.exp(-(u * u + v * v) / 2);
                double joined = Math.exp(-(u * u / (1 + rho) + v * v / (1 - rho)) / 2) / Math.sqrt(1 - rho * rho);
                best += Math.max(apart, joined) * step * step / (4 * Math.PI);
            }
        }
        int count = 5000;
        double[] a = normal("independent", 2 * count);
        double[] b = normal("to be joined", 2 * count);
        for (int i = 0; i < b.length; i += 2) {
            b[i + 1] = rho * b[i] + Math.sqrt(1 - rho * rho) * b[i + 1];
        }
        ClassifierTwoSampleTest.Result result = DEFAULT.compare(2, a, b, RandomStream.of(9));
        double error = Math.sqrt(best * (1 - best) / result.heldOut());
        assertThat(result.accuracy()).isBetween(best - 4 * error - 0.03, best + 4 * error);
    }

    /// The value depends on units of measurement by rounding alone, even of the largest doubles.
    @Test
    void unitsDoNotMatter() {
        double[] a = normal("a", 2 * 1000);
        double[] b = normal("b", 2 * 1000);
        for (int i = 0; i < b.length; i++) {
            b[i] += 1;
        }
        double plain = DEFAULT.compare(2, a, b, RandomStream.of(1)).accuracy();
        for (double unit : new double[] {0x1p-900, 0x1p1000}) {
            double[] c = Arrays.stream(a).map(value -> value * unit).toArray();
            double[] d = Arrays.stream(b).map(value -> value * unit).toArray();
            assertThat(DEFAULT.compare(2, c, d, RandomStream.of(1)).accuracy()).isEqualTo(plain);
        }
    }

    @Test
    void theSameStreamGivesTheSameResult() {
        double[] a = normal("a", 300);
        double[] b = normal("b", 500);
        ClassifierTwoSampleTest.Result result = DEFAULT.compare(1, a, b, RandomStream.of(1));
        assertThat(DEFAULT.compare(1, a, b, RandomStream.of(1))).isEqualTo(result);
        assertThat(result.heldOut()).isEqualTo(300); // of the larger set as many as of the smaller
        assertThat(DEFAULT.compare(1, a, b, RandomStream.of(2))).isNotEqualTo(result);
    }

    /// A rule of one output for all is right for half of the samples, since both sets count alike.
    @Test
    void constantSamplesAreACoin() {
        double[] same = new double[300];
        Arrays.fill(same, 0.1);
        assertThat(DEFAULT.compare(3, same, same, RandomStream.of(1)).accuracy())
                .isEqualTo(0.5);
    }

    @Test
    void setsThatDoNotOverlapAreToldApart() {
        double[] a = normal("a", 1000);
        double[] b = Arrays.stream(normal("b", 1000)).map(value -> value + 100).toArray();
        assertThat(DEFAULT.compare(1, a, b, RandomStream.of(1)).accuracy()).isEqualTo(1);
    }

    @Test
    void badInputIsRefused() {
        RandomStream stream = RandomStream.of(1);
        double[] a = normal("a", 60);
        assertThatThrownBy(() -> DEFAULT.compare(7, a, a, stream))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("60 numbers are not rows of 7");
        assertThatThrownBy(() -> DEFAULT.compare(3, a, normal("b", 57), stream))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("second samples: has 19 rows, must have at least 20");
        assertThatThrownBy(() -> DEFAULT.compare(0, a, a, stream)).isInstanceOf(InputException.class);
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] b = a.clone();
            b[7] = bad;
            assertThatThrownBy(() -> DEFAULT.compare(3, a, b, stream))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("second samples, row 2, component 1 (from 0) = " + bad);
        }
        assertThatThrownBy(() -> DEFAULT.withEpochs(0)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new ClassifierTwoSampleTest(1, 0, 1, 1, 1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new ClassifierTwoSampleTest(1, 1, 1, 0, 1)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> new ClassifierTwoSampleTest(1, 1, 1, 1, Double.NaN))
                .isInstanceOf(InputException.class);
    }

    @Test
    void aRateThatBreaksTheClassifierIsToldSo() {
        ClassifierTwoSampleTest wild = new ClassifierTwoSampleTest(5, 8, 2, 20, 1e30);
        double[] a = normal("a", 100);
        double[] b = normal("b", 100);
        assertThatThrownBy(() -> wild.compare(1, a, b, RandomStream.of(1)))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("smaller rate");
    }
}
