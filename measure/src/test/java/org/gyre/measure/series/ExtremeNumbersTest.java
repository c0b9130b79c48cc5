package org.gyre.measure.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.gyre.core.stats.Descriptive;
import org.gyre.measure.avalanche.Exponential;
import org.gyre.measure.avalanche.LowerCutoff;
import org.gyre.measure.avalanche.PowerLaw;
import org.gyre.measure.avalanche.Support;
import org.gyre.measure.avalanche.Tally;
import org.gyre.measure.entropy.DifferentialEntropy;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.entropy.GaussianEntropy;
import org.gyre.measure.entropy.KozachenkoLeonenko;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.GaussianCopulaEstimator;
import org.gyre.measure.mutualinfo.GaussianCovariance;
import org.gyre.measure.mutualinfo.GaussianEstimator;
import org.gyre.measure.mutualinfo.InformationEstimator;
import org.gyre.measure.mutualinfo.KraskovInformation;
import org.gyre.measure.mutualinfo.KraskovInformation.Algorithm;
import org.gyre.measure.pid.JointTable;
import org.gyre.measure.pid.Redundancy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Values at the ends of the doubles: about 1e300, denormal ones, and −0. A power of two changes only
/// the exponents of values, and a whole number of steps of the smallest double is that number times a
/// power of two, so that what is expected is what the same numbers give near one, to the bit.
class ExtremeNumbersTest {
    private static final int N = 300;

    static List<InformationEstimator<RealSeries>> estimators() {
        return List.of(
                new KraskovInformation(Algorithm.KSG_1, 4),
                new KraskovInformation(Algorithm.KSG_2, 4),
                new GaussianEstimator(GaussianCovariance.CORRECTED),
                new GaussianEstimator(GaussianCovariance.LEDOIT_WOLF),
                new GaussianCopulaEstimator(GaussianCovariance.CORRECTED));
    }

    /// Whole numbers of up to 2²⁰ in magnitude, the second series near the first, and none twice.
    private static double[][] wholeNumbers() {
        SplittableRandom random = new SplittableRandom(20);
        double[][] xy = new double[2][N];
        for (int i = 0; i < N; i++) {
            xy[0][i] = 1024 * random.nextInt(-500, 500) + i;
            xy[1][i] = Math.rint(xy[0][i] / 2048) * 1024 + random.nextInt(-80, 80) * 1024.0 + (N - i);
        }
        return xy;
    }

    private static RealSeries each(double[] values, DoubleUnaryOperator map) {
        return RealSeries.of(Arrays.stream(values).map(map).toArray());
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void valuesNear1e300HaveTheInformationOfTheirDigits(InformationEstimator<RealSeries> estimator) {
        double[][] xy = wholeNumbers();
        double expected =
                estimator.between(RealSeries.of(xy[0]), RealSeries.of(xy[1])).nats();
        assertThat(expected).isGreaterThan(0.3);
        DoubleUnaryOperator large = x -> x * 0x1p980;
        assertThat(estimator.between(each(xy[0], large), each(xy[1], large)).nats())
                .isEqualTo(expected);
    }

    /// The smallest double times a whole number: what an instrument writes that stores a zero with
    /// noise.
    @ParameterizedTest
    @MethodSource("estimators")
    void denormalValuesHaveTheInformationOfTheirDigits(InformationEstimator<RealSeries> estimator) {
        double[][] xy = wholeNumbers();
        double expected =
                estimator.between(RealSeries.of(xy[0]), RealSeries.of(xy[1])).nats();
        DoubleUnaryOperator denormal = x -> x * Double.MIN_VALUE;
        assertThat(estimator
                        .between(
                                each(xy[0], denormal).normalised(),
                                each(xy[1], denormal).normalised())
                        .nats())
                .isEqualTo(estimator
                        .between(
                                RealSeries.of(xy[0]).normalised(),
                                RealSeries.of(xy[1]).normalised())
                        .nats());
        // Means of denormals are rounded to whole steps: the last bits of a covariance may differ.
        assertThat(estimator
                        .between(each(xy[0], denormal), each(xy[1], denormal))
                        .nats())
                .isCloseTo(expected, within(1e-9));
    }

    /// −0 and 0 are one number: of tied values, bins, ranks and symbols.
    @Test
    void minusZeroIsZero() {
        SplittableRandom random = new SplittableRandom(21);
        double[] x = new double[N];
        double[] signed = new double[N];
        double[] y = new double[N];
        for (int i = 0; i < N; i++) {
            x[i] = random.nextInt(3) == 0 ? 0 : random.nextGaussian();
            signed[i] = x[i] == 0 && random.nextBoolean() ? -0.0 : x[i];
            y[i] = x[i] + random.nextGaussian();
        }
        RealSeries one = RealSeries.of(x);
        RealSeries other = RealSeries.of(signed);
        for (InformationEstimator<RealSeries> estimator : estimators()) {
            assertThat(estimator.between(other, RealSeries.of(y)).nats())
                    .as(estimator.label())
                    .isEqualTo(estimator.between(one, RealSeries.of(y)).nats());
        }
        for (Symbols symbols : List.of(new EqualBins(5), new QuantileBins(4), new OrdinalPatterns(3, 1))) {
            assertThat(symbols.of(other).codes())
                    .as(symbols.label())
                    .isEqualTo(symbols.of(one).codes());
        }
    }

    /// Bins of equal width from −1.7e308 to 1.7e308, a range that no double holds.
    @Test
    void binsReachOverTheWholeRange() {
        double most = Double.MAX_VALUE;
        int[] codes = new EqualBins(4)
                .of(RealSeries.of(-most, -0.5 * most, 0, 0.5 * most, most))
                .codes();
        // Codes count in the order in which bins are met.
        assertThat(codes).containsExactly(0, 1, 2, 3, 3);
        DiscreteInformation counts = new DiscreteInformation(DiscreteEntropy.PLUG_IN);
        SymbolSeries two = new EqualBins(2).of(RealSeries.of(-most, most, -most, most));
        assertThat(counts.between(two, two).nats()).isCloseTo(Math.log(2), within(1e-15));
    }

    /// h(c x) = h(x) + log c.
    @ParameterizedTest
    @ValueSource(ints = {980, -1000})
    void theEntropyOfScaledValuesGainsTheLogarithmOfTheScale(int exponent) {
        double[] x = wholeNumbers()[0];
        RealSeries plain = RealSeries.of(x);
        RealSeries scaled = each(x, value -> Math.scalb(value, exponent));
        double more = exponent * Math.log(2);
        for (DifferentialEntropy estimator :
                List.of(new KozachenkoLeonenko(4), new GaussianEntropy(false), new GaussianEntropy(true))) {
            assertThat(estimator.estimate("h", scaled).nats())
                    .isCloseTo(estimator.estimate("h", plain).nats() + more, within(1e-10));
            assertThat(Descriptive.mean(estimator.local(scaled)))
                    .isCloseTo(Descriptive.mean(estimator.local(plain)) + more, within(1e-10));
        }
    }

    /// A law of which a part ε of the probability is spread over the cells that parity leaves out
    /// tells, up to terms of ε log ε, what parity tells.
    @ParameterizedTest
    @EnumSource
    void cellsOfProbability1eMinus300ChangeNoAtom(Redundancy measure) {
        int[][] rows = {{0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {1, 1, 0}, {0, 0, 1}, {0, 1, 0}, {1, 0, 0}, {1, 1, 1}};
        double tiny = 1e-300;
        double[] atoms = measure.decompose(
                        JointTable.of(rows, new double[] {.25, .25, .25, .25, tiny, tiny, tiny, tiny}))
                .atoms();
        double[] parity = measure.decompose(JointTable.of(rows, new double[] {.25, .25, .25, .25, -0.0, 0, 0, 0}))
                .atoms();
        assertThat(atoms).containsExactly(parity, within(1e-9));
        assertThat(Arrays.stream(atoms).sum()).isCloseTo(Math.log(2), within(1e-9));
    }

    /// log p(x) = log(α − 1) − α log x for α = 2.5 from one on; −λ x + log λ for λ = 1e-300 from
    /// 1e-300 on.
    @Test
    void logLikelihoodsAtTheEndsAreTheirClosedForms() {
        PowerLaw law = new PowerLaw(2.5, Support.realFrom(1));
        assertThat(law.logProbability(1e300)).isCloseTo(Math.log(1.5) - 2.5 * Math.log(1e300), within(1e-10));
        assertThat(law.survival(1e300)).isZero();
        PowerLaw wide = new PowerLaw(1.5, Support.realFrom(1e-300));
        // p(x) = ½ x_min^½ x^−3/2
        assertThat(wide.logProbability(1e300))
                .isCloseTo(Math.log(0.5) - 150 * Math.log(10) - 450 * Math.log(10), within(1e-9));
        assertThat(wide.survival(1e300)).isCloseTo(1e-300, within(1e-312));
        Exponential slow = new Exponential(1e-300, Support.realFrom(1e-300));
        assertThat(slow.logProbability(1e300)).isCloseTo(-1 - 300 * Math.log(10), within(1e-10));
        assertThat(slow.logProbability(1e308)).isCloseTo(-1e8 - 300 * Math.log(10), within(1e-4));
        Exponential steep = new Exponential(1e300, Support.realFrom(1));
        assertThat(steep.logProbability(2)).isEqualTo(-1e300);
        assertThat(steep.survival(2)).isZero();
    }

    /// Sizes from 2^-1000 on, and denormal ones as whole numbers of the smallest double, have the
    /// exponent of their digits.
    @Test
    void aPowerLawOfTinyValuesHasTheExponentOfTheSameDigits() {
        SplittableRandom random = new SplittableRandom(22);
        double[] sample = new double[3000];
        Arrays.setAll(sample, i -> Math.rint(1e6 * Math.pow(1 - random.nextDouble(), -1 / 1.5)));
        double[] tiny = Arrays.stream(sample).map(x -> x * Double.MIN_VALUE).toArray();
        double expected = LowerCutoff.select(Tally.of(sample), false).parameter("exponent");
        assertThat(expected).isCloseTo(2.5, within(0.15));
        assertThat(LowerCutoff.select(Tally.of(tiny), false).parameter("exponent"))
                .isCloseTo(expected, within(1e-9));
    }
}
