package org.gyre.measure.mutualinfo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gyre.core.InputException;
import org.gyre.core.stats.Descriptive;
import org.gyre.measure.series.RealSeries;
import org.gyre.measure.transfer.TransferEntropy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Reference values: NumPy 2.4.6 and SciPy 1.17.1 on the sequences a, b, c below, from covariances, ranks and
/// regressions.
class GaussianEstimatorTest {
    private static final GaussianEstimator PLUG_IN = new GaussianEstimator(GaussianCovariance.PLUG_IN);
    private static final GaussianEstimator CORRECTED = new GaussianEstimator(GaussianCovariance.CORRECTED);
    private static final GaussianEstimator SHRUNK = new GaussianEstimator(GaussianCovariance.LEDOIT_WOLF);
    private static final GaussianCopulaEstimator COPULA = new GaussianCopulaEstimator(GaussianCovariance.CORRECTED);

    private static final RealSeries A = rows(60, GaussianEstimatorTest::a);
    private static final RealSeries B = rows(60, GaussianEstimatorTest::b);
    private static final RealSeries C = rows(60, GaussianEstimatorTest::c);

    private static double[] a(int i) {
        return new double[] {Math.sin((double) i * i), Math.cos(3.0 * i)};
    }

    private static double[] b(int i) {
        return new double[] {a(i)[0] + c(i)[0] + Math.cos(1.3 * i * i), Math.exp(Math.sin(2.1 * i * i) + a(i)[1])};
    }

    private static double[] c(int i) {
        return new double[] {Math.sin(0.7 * i * i + 1)};
    }

    private static RealSeries rows(int n, IntFunction<double[]> row) {
        double[] values = IntStream.range(0, n)
                .mapToObj(row)
                .flatMapToDouble(Arrays::stream)
                .toArray();
        return RealSeries.of(values.length / n, values);
    }

    private static RealSeries component(RealSeries series, int d) {
        return RealSeries.of(series.column(d));
    }

    @Test
    void agreesWithNumPy() {
        assertThat(PLUG_IN.between(A, B).nats()).isCloseTo(0.47432260178309504, within(1e-12));
        assertThat(CORRECTED.between(A, B).nats()).isCloseTo(0.4389215992768285, within(1e-12));
        assertThat(PLUG_IN.given(A, B, C).nats()).isCloseTo(0.5973691101717626, within(1e-12));
        assertThat(CORRECTED.given(A, B, C).nats()).isCloseTo(0.5613301491328013, within(1e-12));
    }

    @Test
    void theCopulaAgreesWithNumPy() {
        assertThat(COPULA.between(A, B).nats()).isCloseTo(0.520581849461603, within(1e-12));
        assertThat(COPULA.given(A, B, C).nats()).isCloseTo(0.6177312365126926, within(1e-12));
    }

    @Test
    void theShrunkCovarianceAgreesWithNumPy() {
        assertThat(SHRUNK.between(A, B).nats()).isCloseTo(0.2854768967844263, within(1e-12));
        // Three samples of four components.
        RealSeries first = rows(3, GaussianEstimatorTest::a);
        assertThat(SHRUNK.between(first, rows(3, GaussianEstimatorTest::b)).nats())
                .isCloseTo(0.3749632641334749, within(1e-12));
    }

    @Test
    void thePValueIsThatOfTheRegression() {
        assertThat(PLUG_IN.between(component(A, 0), component(B, 0))
                        .analyticPValue()
                        .orElseThrow())
                .isCloseTo(6.632502528481524e-07, within(1e-17));
        assertThat(CORRECTED.given(A, component(B, 0), C).analyticPValue().orElseThrow())
                .isCloseTo(2.1073062976567697e-09, within(1e-19));
    }

    @Test
    void aCorrelationHasItsInformation() {
        double[] x = A.column(0);
        double[] y = B.column(0);
        double mx = Descriptive.mean(x);
        double my = Descriptive.mean(y);
        double r = 0;
        for (int i = 0; i < x.length; i++) {
            r += (x[i] - mx) * (y[i] - my) / (x.length - 1);
        }
        r /= Descriptive.standardDeviation(x) * Descriptive.standardDeviation(y);
        assertThat(PLUG_IN.between(RealSeries.of(x), RealSeries.of(y)).nats())
                .isCloseTo(-0.5 * Math.log(1 - r * r), within(1e-13));
    }

    /// a = u + e, b = u + f with u of variance 1/2 and noise of variance 1/2 in both of two components:
    /// correlations ½, information −log(1 − ¼).
    @Test
    void theCorrectedValueIsUnbiasedAndThePValuesAreUniform() {
        double[] values = new double[400];
        double[] p = new double[values.length];
        for (int r = 0; r < values.length; r++) {
            SplittableRandom random = new SplittableRandom(r);
            RealSeries u = normal(random, 25);
            values[r] = CORRECTED
                    .between(sum(u, normal(random, 25)), sum(u, normal(random, 25)))
                    .nats();
            p[r] = CORRECTED
                    .between(normal(random, 25), normal(random, 25))
                    .analyticPValue()
                    .orElseThrow();
        }
        assertThat(Descriptive.mean(values)).isCloseTo(-Math.log(0.75), within(4 * Descriptive.standardError(values)));
        Arrays.sort(p);
        double distance = 0;
        for (int i = 0; i < p.length; i++) {
            distance = Math.max(distance, Math.max(p[i] - (double) i / p.length, (i + 1.0) / p.length - p[i]));
        }
        // 1.95 / √n is exceeded by chance once in a thousand (Kolmogorov, Smirnov).
        assertThat(distance).isLessThan(1.95 / Math.sqrt(p.length));
    }

    private static RealSeries normal(SplittableRandom random, int n) {
        return rows(n, i -> new double[] {random.nextGaussian(), random.nextGaussian()});
    }

    private static RealSeries sum(RealSeries x, RealSeries y) {
        double[] sum = x.values();
        Arrays.setAll(sum, i -> sum[i] + y.values()[i]);
        return RealSeries.of(x.dimensions(), sum);
    }

    /// The closed form of KraskovInformationTest, here without bias.
    @Test
    void anAutoregressiveSourceTransfersWhatTheClosedFormSays() {
        double expected = 0.5 * Math.log(1 + 0.09 * (4.0 / 3 - 0.0625 * 0.84 / 1.18));
        double[] values = new double[60];
        for (int r = 0; r < values.length; r++) {
            SplittableRandom random = new SplittableRandom(r);
            double[] x = new double[2000];
            double[] y = new double[x.length];
            for (int t = 1; t < x.length; t++) {
                x[t] = 0.5 * x[t - 1] + random.nextGaussian();
                y[t] = 0.4 * y[t - 1] + 0.3 * x[t - 1] + random.nextGaussian();
            }
            values[r] = new TransferEntropy(1, 1)
                    .relation(RealSeries.of(x), RealSeries.of(y), List.of(), CORRECTED)
                    .nats();
        }
        assertThat(Descriptive.mean(values)).isCloseTo(expected, within(4 * Descriptive.standardError(values)));
    }

    @ParameterizedTest
    @EnumSource(GaussianCovariance.class)
    void aNewOrderIsWorthWhatTheReorderedSeriesIs(GaussianCovariance covariance) {
        int[] order = IntStream.range(0, 60).map(s -> (7 * s + 3) % 60).toArray();
        RealSeries moved = rows(60, i -> a(order[i]));
        for (InformationEstimator<RealSeries> estimator :
                List.of(new GaussianEstimator(covariance), new GaussianCopulaEstimator(covariance))) {
            assertThat(estimator.between(A, B).nats(order))
                    .isCloseTo(estimator.between(moved, B).nats(), within(1e-13));
            assertThat(estimator.given(A, B, C).nats(order))
                    .isCloseTo(estimator.given(moved, B, C).nats(), within(1e-13));
        }
    }

    @Test
    void localValuesAverageToThePlugInValue() {
        assertThat(Descriptive.mean(CORRECTED.given(A, B, C).local()))
                .isCloseTo(PLUG_IN.given(A, B, C).nats(), within(1e-13));
    }

    /// Local values of one pair of components, from the densities themselves.
    @Test
    void localValuesAreLogRatiosOfDensities() {
        double[] x = A.column(0);
        double[] y = B.column(0);
        double mx = Descriptive.mean(x);
        double my = Descriptive.mean(y);
        double n = x.length;
        double vx = 0;
        double vy = 0;
        double vxy = 0;
        for (int i = 0; i < n; i++) {
            vx += (x[i] - mx) * (x[i] - mx) / n;
            vy += (y[i] - my) * (y[i] - my) / n;
            vxy += (x[i] - mx) * (y[i] - my) / n;
        }
        double det = vx * vy - vxy * vxy;
        double[] local = PLUG_IN.between(RealSeries.of(x), RealSeries.of(y)).local();
        for (int i = 0; i < n; i++) {
            double u = x[i] - mx;
            double v = y[i] - my;
            double joint = -0.5 * Math.log(det) - 0.5 * (vy * u * u - 2 * vxy * u * v + vx * v * v) / det;
            double alone = -0.5 * Math.log(vx) - 0.5 * u * u / vx - 0.5 * Math.log(vy) - 0.5 * v * v / vy;
            assertThat(local[i]).isCloseTo(joint - alone, within(1e-12));
        }
    }

    @Test
    void linearMapsOfEachSideChangeNothingAndMonotoneOnesNothingForTheCopula() {
        RealSeries mapped = rows(60, i -> new double[] {1e6 + 3 * a(i)[0] - a(i)[1], 1e-5 * (a(i)[0] + a(i)[1])});
        assertThat(PLUG_IN.between(mapped, B).nats())
                .isCloseTo(PLUG_IN.between(A, B).nats(), within(1e-9));
        assertThat(PLUG_IN.between(B, A).nats()).isCloseTo(PLUG_IN.between(A, B).nats(), within(1e-13));
        RealSeries bent = rows(60, i -> new double[] {Math.exp(5 * a(i)[0]), Math.pow(a(i)[1], 3)});
        assertThat(COPULA.between(bent, B).nats())
                .isCloseTo(COPULA.between(A, B).nats(), within(1e-13));
    }

    @Test
    void dependentComponentsAreNamedAndShrinkageCopesWithThem() {
        RealSeries doubled = A.joined(component(A, 1));
        for (InformationEstimator<RealSeries> estimator : List.of(PLUG_IN, CORRECTED, COPULA)) {
            assertThatThrownBy(() -> estimator.between(doubled, B))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("COVARIANCE_SINGULAR")
                    .hasMessageContaining("component 2")
                    .hasMessageContaining("Ledoit-Wolf");
            assertThatThrownBy(() -> estimator.between(B, RealSeries.of(new double[60])))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("component 2");
            assertThatThrownBy(() -> estimator.between(A, A)).isInstanceOf(InputException.class);
        }
        assertThat(SHRUNK.between(doubled, B).nats()).isBetween(0.0, 2.0);
        // A constant component adds nothing.
        assertThat(SHRUNK.between(B, RealSeries.of(new double[60])).nats()).isCloseTo(0, within(1e-14));
        assertThatThrownBy(() -> SHRUNK.between(RealSeries.of(new double[9]), RealSeries.of(new double[9])))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("constant");
    }

    /// Two components whose covariance has the eigenvalues v (1 + ρ) and v (1 − ρ), 1 − ρ about
    /// 10⁻¹⁶: what the second adds to the first is below the last bit of a correlation, so that no
    /// value can be had from the samples.
    @Test
    void aCovarianceOfCondition1e16IsNamedAndShrinkageCopesWithIt() {
        RealSeries x = component(A, 0);
        RealSeries twin = rows(60, i -> new double[] {a(i)[0] + 1e-8 * a(i)[1]});
        assertThat(condition(x.column(0), twin.column(0))).isGreaterThan(1e16);
        RealSeries near = x.joined(twin);
        RealSeries y = component(B, 0);
        TransferEntropy transfer = new TransferEntropy(1, 1);
        for (InformationEstimator<RealSeries> estimator : List.of(PLUG_IN, CORRECTED, COPULA)) {
            requireSingular(() -> estimator.between(near, y));
            requireSingular(() -> estimator.between(x, twin));
            requireSingular(() -> estimator.given(near, y, C));
            requireSingular(() -> estimator.given(x, y, twin));
            requireSingular(() -> transfer.relation(x, twin, List.of(), estimator));
            requireSingular(() -> SharedInformation.of(List.of(x, twin, y), estimator));
        }
        assertThat(SHRUNK.between(near, y).nats()).isBetween(0.0, 1.0);
        assertThat(SHRUNK.between(x, twin).nats()).isBetween(1.0, 20.0);
        assertThat(SHRUNK.given(near, y, C).nats()).isBetween(0.0, 1.0);
        assertThat(SHRUNK.given(x, y, twin).nats()).isBetween(0.0, 1.0);
        assertThat(transfer.relation(x, twin, List.of(), SHRUNK).nats()).isBetween(0.0, 1.0);
        SharedInformation shared = SharedInformation.of(List.of(x, twin, y), SHRUNK);
        assertThat(shared.totalCorrelation()).isBetween(1.0, 20.0);
        assertThat(shared.oInformation()).isFinite();
    }

    /// Scales alone make a covariance of any condition and lose no digit.
    @Test
    void scalesThatMakeACondition1e16ChangeNothing() {
        RealSeries scaled = rows(60, i -> new double[] {1e8 * a(i)[0], a(i)[1]});
        assertThat(condition(scaled.column(0), scaled.column(1))).isGreaterThan(1e15);
        for (InformationEstimator<RealSeries> estimator : List.of(PLUG_IN, CORRECTED, SHRUNK, COPULA)) {
            assertThat(estimator.between(scaled, B).nats())
                    .isCloseTo(estimator.between(A, B).nats(), within(1e-13));
            assertThat(estimator.given(scaled, B, C).nats())
                    .isCloseTo(estimator.given(A, B, C).nats(), within(1e-13));
        }
    }

    private static void requireSingular(ThrowingCallable measure) {
        assertThatThrownBy(measure)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("COVARIANCE_SINGULAR")
                .hasMessageContaining("leave it out");
    }

    /// The condition number of the covariance of two sequences, to fifty digits: (t + r) / (t − r)
    /// with the trace t and r² = t² − 4 det.
    private static double condition(double[] x, double[] y) {
        MathContext fifty = new MathContext(50);
        BigDecimal vx = product(x, x);
        BigDecimal vy = product(y, y);
        BigDecimal vxy = product(x, y);
        BigDecimal trace = vx.add(vy);
        BigDecimal det = vx.multiply(vy).subtract(vxy.multiply(vxy));
        BigDecimal root = trace.multiply(trace)
                .subtract(det.multiply(BigDecimal.valueOf(4)))
                .sqrt(fifty);
        return trace.add(root)
                .pow(2)
                .divide(det.multiply(BigDecimal.valueOf(4)), fifty)
                .doubleValue();
    }

    /// n Σ x y − Σ x Σ y, exactly.
    private static BigDecimal product(double[] x, double[] y) {
        BigDecimal both = BigDecimal.ZERO;
        BigDecimal sumX = BigDecimal.ZERO;
        BigDecimal sumY = BigDecimal.ZERO;
        for (int i = 0; i < x.length; i++) {
            both = both.add(new BigDecimal(x[i]).multiply(new BigDecimal(y[i])));
            sumX = sumX.add(new BigDecimal(x[i]));
            sumY = sumY.add(new BigDecimal(y[i]));
        }
        return both.multiply(BigDecimal.valueOf(x.length)).subtract(sumX.multiply(sumY));
    }

    @Test
    void tooFewSamplesAreRefused() {
        RealSeries x = rows(4, GaussianEstimatorTest::a);
        RealSeries y = rows(4, GaussianEstimatorTest::b);
        assertThatThrownBy(() -> PLUG_IN.between(x, y))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at least 5");
        assertThatThrownBy(() -> SHRUNK.between(RealSeries.of(1.0), RealSeries.of(2.0)))
                .isInstanceOf(InputException.class);
        assertThat(CORRECTED
                        .between(rows(30, GaussianEstimatorTest::a), rows(30, GaussianEstimatorTest::b))
                        .estimate("I(a; b)")
                        .warnings())
                .anyMatch(w -> w.contains("few"));
    }

    @Test
    void repeatedValuesShareTheirRankAndAreTold() {
        RealSeries rounded = rows(60, i -> new double[] {Math.rint(3 * a(i)[0])});
        RealSeries shifted = rows(60, i -> new double[] {Math.exp(Math.rint(3 * a(i)[0]))});
        RealSeries y = component(B, 0);
        assertThat(COPULA.between(rounded, y).nats())
                .isEqualTo(COPULA.between(shifted, y).nats());
        assertThat(COPULA.between(rounded, y).estimate("I").warnings()).anyMatch(w -> w.contains("repeats"));
        assertThat(COPULA.between(component(A, 0), y).estimate("I").warnings()).isEmpty();
    }
}
