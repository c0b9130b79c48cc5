package org.gyre.measure.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.gyre.core.BinaryRaster;
import org.gyre.measure.avalanche.Avalanches;
import org.gyre.measure.avalanche.EdgeRule;
import org.gyre.measure.branching.CoefficientKind;
import org.gyre.measure.branching.Coefficients;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.GaussianCovariance;
import org.gyre.measure.mutualinfo.GaussianEstimator;
import org.gyre.measure.transfer.TransferEntropy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What must not change when the same data are written down in another way: symbols under other names, units in
/// another order, time counted from an earlier bin, values in another unit.
class MetamorphicTest {
    private static final int STEPS = 2000;

    /// A chain of three symbols, and a second one that follows it one step later with errors.
    private static int[][] chains() {
        SplittableRandom random = new SplittableRandom(3);
        int[][] chains = new int[2][STEPS];
        for (int t = 1; t < STEPS; t++) {
            chains[0][t] = random.nextInt(4) == 0 ? random.nextInt(3) : chains[0][t - 1];
            chains[1][t] = random.nextInt(5) == 0 ? random.nextInt(3) : chains[0][t - 1];
        }
        return chains;
    }

    private static SymbolSeries renamed(int[] chain, int... names) {
        return SymbolSeries.of(Arrays.stream(chain).map(symbol -> names[symbol]).toArray());
    }

    @ParameterizedTest
    @EnumSource
    void otherNamesOfTheSymbolsChangeNoInformation(DiscreteEntropy entropy) {
        int[][] chains = chains();
        SymbolSeries a = renamed(chains[0], 0, 1, 2);
        SymbolSeries b = renamed(chains[1], 0, 1, 2);
        SymbolSeries otherA = renamed(chains[0], 2, 0, 1);
        SymbolSeries otherB = renamed(chains[1], 1, 2, 0);
        DiscreteInformation estimator = new DiscreteInformation(entropy);
        assertThat(estimator.between(otherA, otherB).nats())
                .isCloseTo(estimator.between(a, b).nats(), within(1e-10));
        assertThat(estimator.between(b, a).nats())
                .isCloseTo(estimator.between(a, b).nats(), within(1e-10));
        TransferEntropy transfer = new TransferEntropy(1, 1);
        assertThat(transfer.estimate(otherA, otherB, estimator).nats())
                .isCloseTo(transfer.estimate(a, b, estimator).nats(), within(1e-10));
    }

    @Test
    void theOrderOfComponentsAndTheirUnitsChangeNoGaussianInformation() {
        SplittableRandom random = new SplittableRandom(4);
        double[] x = new double[3 * 200];
        double[] turned = new double[x.length];
        double[] y = new double[200];
        for (int t = 0; t < 200; t++) {
            for (int d = 0; d < 3; d++) {
                x[3 * t + d] = random.nextGaussian();
                turned[3 * t + (d + 1) % 3] = x[3 * t + d] * (1 << d);
            }
            y[t] = x[3 * t] - x[3 * t + 2] + random.nextGaussian();
        }
        double[] doubled = Arrays.stream(y).map(value -> 2 * value).toArray();
        GaussianEstimator estimator = new GaussianEstimator(GaussianCovariance.PLUG_IN);
        assertThat(estimator
                        .between(RealSeries.of(3, turned), RealSeries.of(doubled))
                        .nats())
                .isCloseTo(
                        estimator.between(RealSeries.of(3, x), RealSeries.of(y)).nats(), within(1e-12));
    }

    @Test
    void theOrderOfUnitsAndSilenceBeforeChangeNoAvalanche() {
        SplittableRandom random = new SplittableRandom(5);
        BinaryRaster raster = new BinaryRaster(STEPS, 5);
        BinaryRaster other = new BinaryRaster(STEPS + 17, 5);
        for (int t = 0; t < STEPS; t++) {
            for (int u = 0; u < 5; u++) {
                if (random.nextInt(8) == 0) {
                    raster.set(t, u);
                    other.set(t + 17, (u + 2) % 5);
                }
            }
        }
        Avalanches avalanches = Avalanches.of(raster, EdgeRule.KEEP);
        Avalanches others = Avalanches.of(other, EdgeRule.KEEP);
        assertThat(others.count()).isEqualTo(avalanches.count()).isGreaterThan(100);
        assertThat(others.largestSize()).isEqualTo(avalanches.largestSize());
        assertThat(others.meanSizes().toArray())
                .containsExactly(avalanches.meanSizes().toArray());
    }

    /// Doubling is exact in binary arithmetic, so every bit stays.
    @ParameterizedTest
    @EnumSource
    void activityInAnotherUnitChangesNoRegression(CoefficientKind kind) {
        SplittableRandom random = new SplittableRandom(6);
        double[] activity = new double[STEPS];
        for (int t = 1; t < STEPS; t++) {
            activity[t] = Math.floor(0.8 * activity[t - 1] + 10 * random.nextDouble());
        }
        double[] doubled = Arrays.stream(activity).map(value -> 2 * value).toArray();
        Coefficients one = Coefficients.of(new double[][] {activity}, 30, kind);
        Coefficients other = Coefficients.of(new double[][] {doubled}, 30, kind);
        for (int lag = 1; lag <= 30; lag++) {
            assertThat(other.at(lag)).isEqualTo(one.at(lag));
        }
    }
}
