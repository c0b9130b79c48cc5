package org.gyre.measure.receptivefield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.receptivefield.GaborFit.Outcome;
import org.junit.jupiter.api.Test;

class GaborFitTest {
    private static final int SIZE = 12;

    @Test
    void derivativesAgreeWithFiniteDifferences() {
        GaborModel model = new GaborModel(SIZE);
        CounterRandom random = RandomStream.of(1).generator();
        int p = GaborModel.PARAMETERS;
        int n = SIZE * SIZE;
        double[] patch = noise(random, SIZE, 1);
        for (int trial = 0; trial < 20; trial++) {
            double[] q = {
                11 * random.nextDouble(),
                11 * random.nextDouble(),
                7 * random.nextDouble() - 3,
                0.3 + 2 * random.nextDouble(),
                6 * random.nextDouble() - 3,
                0.2 + random.nextDouble(),
                0.2 + random.nextDouble(),
                0.5 + random.nextDouble(),
                random.nextDouble()
            };
            double[] jacobian = new double[n * p];
            model.evaluate(q, patch, new double[n], jacobian);
            for (int j = 0; j < p; j++) {
                double[] above = q.clone();
                double[] below = q.clone();
                above[j] += 1e-6;
                below[j] -= 1e-6;
                double[] high = new double[n];
                double[] low = new double[n];
                model.evaluate(above, patch, high, new double[0]);
                model.evaluate(below, patch, low, new double[0]);
                for (int i = 0; i < n; i++) {
                    assertThat(jacobian[i * p + j]).isCloseTo((high[i] - low[i]) / 2e-6, within(1e-7));
                }
            }
        }
    }

    @Test
    void residualsAreThoseOfTheFormula() {
        Gabor gabor = new Gabor(5, 6, 0.7, 5, 1.1, 1.8, 2.6, 1.3, 0.2);
        double[] q = {5, 6, 0.7, 2 * Math.PI / 5, 1.1, Math.log(1.8), Math.log(2.6), 1.3, 0.2};
        double[] residual = new double[SIZE * SIZE];
        new GaborModel(SIZE).evaluate(q, new double[SIZE * SIZE], residual, new double[0]);
        assertThat(residual).containsExactly(gabor.patch(SIZE), within(1e-14));
    }

    @Test
    void anotherWayToWriteTheSameFunctionIsBroughtToTheStandardOne() {
        CounterRandom random = RandomStream.of(2).generator();
        for (int trial = 0; trial < 50; trial++) {
            double[] q = {
                5,
                6,
                20 * random.nextDouble() - 10,
                1.2,
                20 * random.nextDouble() - 10,
                0.4,
                0.9,
                random.nextDouble() - 0.5,
                0.2
            };
            Gabor gabor = GaborModel.gabor(q, 1);
            assertThat(gabor.orientation()).isBetween(0.0, Math.nextDown(Math.PI));
            assertThat(gabor.phase()).isBetween(-Math.PI, Math.PI);
            assertThat(gabor.amplitude()).isNotNegative();
            double[] residual = new double[SIZE * SIZE];
            new GaborModel(SIZE).evaluate(q, new double[SIZE * SIZE], residual, new double[0]);
            assertThat(gabor.patch(SIZE)).containsExactly(residual, within(1e-12));
        }
    }

    @Test
    void recoversEveryCleanGabor() {
        CounterRandom random = RandomStream.of(6).generator();
        for (int trial = 0; trial < 60; trial++) {
            Gabor truth = randomGabor(random);
            GaborFit fit = GaborFit.fit(truth.patch(SIZE), SIZE);
            assertThat(fit.rSquared()).as("%s", truth).isGreaterThan(0.99999);
        }
    }

    @Test
    void recoversTheParametersUnderNoise() {
        Gabor truth = new Gabor(5.3, 6.1, 0.9, 4.5, 0.6, 1.7, 2.4, 1, 0.05);
        double[] clean = truth.patch(SIZE);
        CounterRandom random = RandomStream.of(7).generator();
        int trials = 40;
        double noise = 0.1;
        double[] meanError = new double[6];
        for (int trial = 0; trial < trials; trial++) {
            double[] patch = noise(random, SIZE, noise);
            for (int i = 0; i < patch.length; i++) {
                patch[i] += clean[i];
            }
            GaborFit fit = GaborFit.fit(patch, SIZE);
            Gabor found = fit.gabor();
            assertThat(fit.outcome()).isEqualTo(Outcome.CONVERGED);
            double[] error = {
                found.centreX() - truth.centreX(),
                found.centreY() - truth.centreY(),
                Math.IEEEremainder(found.orientation() - truth.orientation(), Math.PI),
                found.wavelength() - truth.wavelength(),
                found.sigmaX() - truth.sigmaX(),
                found.sigmaY() - truth.sigmaY()
            };
            for (int i = 0; i < error.length; i++) {
                meanError[i] += error[i] / trials;
                // Noise of a tenth of the amplitude: within half a pixel, 0.15 rad.
                assertThat(Math.abs(error[i])).isLessThan(i == 2 ? 0.15 : 0.6);
            }
            // Power: 1 − noise variance / total variance, up to sampling of the noise.
            assertThat(fit.rSquared()).isCloseTo(1 - noise * noise / (noise * noise + variance(clean)), within(0.1));
        }
        for (int i = 0; i < meanError.length; i++) {
            assertThat(Math.abs(meanError[i])).isLessThan(i == 2 ? 0.03 : 0.1);
        }
    }

    @Test
    void whiteNoiseIsExplainedFarLessThanHalf() {
        CounterRandom random = RandomStream.of(8).generator();
        double[] explained = new double[60];
        for (int trial = 0; trial < explained.length; trial++) {
            explained[trial] = GaborFit.fit(noise(random, SIZE, 3), SIZE).rSquared();
        }
        Arrays.sort(explained);
        // Nine parameters, linear ones, would explain 8 / 143 = 0.06 of noise; choosing place, orientation and
        // wavelength adds to that.
        assertThat(explained[0]).isGreaterThan(0.06);
        assertThat(explained[explained.length - 1]).isLessThan(0.35);
    }

    @Test
    void smoothNoiseIsExplainedBetterThanWhiteNoise() {
        // Averages over 3 x 3 pixels leave a ninth of the degrees of freedom.
        CounterRandom random = RandomStream.of(12).generator();
        double[] explained = new double[30];
        for (int trial = 0; trial < explained.length; trial++) {
            double[] white = noise(random, SIZE + 2, 1);
            double[] smooth = new double[SIZE * SIZE];
            for (int i = 0; i < smooth.length; i++) {
                for (int k = 0; k < 9; k++) {
                    smooth[i] += white[(i / SIZE + k / 3) * (SIZE + 2) + i % SIZE + k % 3];
                }
            }
            explained[trial] = GaborFit.fit(smooth, SIZE).rSquared();
        }
        Arrays.sort(explained);
        assertThat(explained[explained.length / 2]).isGreaterThan(0.35);
    }

    @Test
    void scalingThePatchScalesOnlyTheAmplitude() {
        double[] patch = noise(RandomStream.of(9).generator(), SIZE, 1);
        GaborFit fit = GaborFit.fit(patch, SIZE);
        for (int i = 0; i < patch.length; i++) {
            patch[i] = 1024 * patch[i];
        }
        GaborFit scaled = GaborFit.fit(patch, SIZE);
        assertThat(scaled.rSquared()).isEqualTo(fit.rSquared());
        assertThat(scaled.gabor().amplitude()).isEqualTo(1024 * fit.gabor().amplitude());
        assertThat(scaled.gabor().wavelength()).isEqualTo(fit.gabor().wavelength());
    }

    @Test
    void reportedShareIsThatOfTheReportedFunction() {
        CounterRandom random = RandomStream.of(10).generator();
        for (int size : new int[] {4, 7, 12, 16}) {
            double[] patch = noise(random, size, 0.3);
            GaborFit fit = GaborFit.fit(patch, size);
            double[] fitted = fit.gabor().patch(size);
            double mean = Arrays.stream(patch).average().orElseThrow();
            double error = 0;
            double total = 0;
            for (int i = 0; i < patch.length; i++) {
                error += Math.pow(patch[i] - fitted[i], 2);
                total += Math.pow(patch[i] - mean, 2);
            }
            assertThat(fit.rSquared()).isCloseTo(1 - error / total, within(1e-9));
        }
    }

    @Test
    void aConstantPatchExplainsNothing() {
        double[] patch = new double[SIZE * SIZE];
        assertThat(GaborFit.fit(patch, SIZE).outcome()).isEqualTo(Outcome.CONSTANT_PATCH);
        Arrays.fill(patch, 0.1);
        GaborFit fit = GaborFit.fit(patch, SIZE);
        assertThat(fit.outcome()).isEqualTo(Outcome.CONSTANT_PATCH);
        assertThat(fit.rSquared()).isZero();
    }

    @Test
    void mistakesAreRefused() {
        double[] patch = new double[16];
        patch[6] = Double.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GaborFit.fit(patch, 4))
                .withMessageContaining("row 1, column 2")
                .withMessageContaining("NaN");
        assertThatIllegalArgumentException().isThrownBy(() -> GaborFit.fit(new double[15], 4));
        assertThatIllegalArgumentException().isThrownBy(() -> GaborFit.fit(new double[9], 3));
    }

    private static Gabor randomGabor(CounterRandom random) {
        return new Gabor(
                2.5 + 6 * random.nextDouble(),
                2.5 + 6 * random.nextDouble(),
                Math.PI * random.nextDouble(),
                3 + 6 * random.nextDouble(),
                Math.PI * (2 * random.nextDouble() - 1),
                1.2 + 1.5 * random.nextDouble(),
                1.2 + 2 * random.nextDouble(),
                1,
                0.05);
    }

    private static double[] noise(CounterRandom random, int size, double deviation) {
        double[] patch = new double[size * size];
        for (int i = 0; i < patch.length; i++) {
            patch[i] = deviation * random.nextGaussian();
        }
        return patch;
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length;
    }
}
