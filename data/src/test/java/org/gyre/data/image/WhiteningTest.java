package org.gyre.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.InputException;
import org.gyre.data.image.Whitening.Filter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WhiteningTest {
    private static final int N = 256;

    @Test
    void flattensAPictureWhoseAmplitudeFallsAsOneOverF() {
        GreyImage pink = onePerF(N);
        GreyImage white = new Whitening(Filter.WHITENING, 0.5, false).apply(pink);
        double f0 = 0.25;
        // What remains of 1/f² · f² exp(−2 (f/f0)⁴) is the last factor. Bands of radius from 4/N to 0.9
        // f0; each has ≥ 300 independent coefficients of relative variance 1, so that one standard error
        // is ≤ 6 % and 25 % is more than four.
        double[] edges = {8.0 / N, 16.0 / N, 24.0 / N, 32.0 / N, 40.0 / N, 48.0 / N, 56.0 / N};
        double[] power = radialPower(white, edges, f -> Math.exp(-2 * Math.pow(f / f0, 4)));
        double mean = 0;
        for (double band : power) {
            mean += band / power.length;
        }
        for (double band : power) {
            assertThat(band / mean).isCloseTo(1.0, within(0.25));
        }
        // The test would notice a missing factor f: the unfiltered picture falls by (12/52)² over the same bands.
        double[] before = radialPower(pink, edges, f -> 1.0);
        assertThat(before[before.length - 1] / before[0]).isLessThan(0.1);
    }

    @ParameterizedTest
    @EnumSource(Filter.class)
    void gainsAreThoseOfTheFormula(Filter filter) {
        Whitening whitening = new Whitening(filter, 0.5, false);
        // At f0 = ¼ cycle per pixel the exponential is 1/e, at f0/2 it is exp(−1/16).
        double factor = filter == Filter.WHITENING ? 0.25 : 1;
        assertThat(whitening.gain(0.25)).isCloseTo(filter == Filter.NONE ? 1 : factor / Math.E, within(1e-15));
        assertThat(whitening.gain(0.125))
                .isCloseTo(
                        filter == Filter.NONE
                                ? 1
                                : factor / 2 * (filter == Filter.WHITENING ? 1 : 2) * Math.exp(-1.0 / 16),
                        within(1e-15));
        assertThat(whitening.gain(0)).isEqualTo(filter == Filter.WHITENING ? 0 : 1);
    }

    @Test
    void twoWavesComeOutInTheRatioOfTheirGains() {
        // cos(2π 16 x/256) + cos(2π 32 y/256); their frequencies are 1/16 and 1/8 cycle per pixel.
        float[] pixels = new float[N * N];
        for (int y = 0; y < N; y++) {
            for (int x = 0; x < N; x++) {
                pixels[y * N + x] = (float) (3 + Math.cos(Math.PI * x / 8) + Math.cos(Math.PI * y / 4));
            }
        }
        Whitening whitening = new Whitening(Filter.WHITENING, 0.5, false);
        GreyImage out = whitening.apply(new GreyImage(N, N, pixels));
        double slow = 0;
        double fast = 0;
        // Whole periods in the middle, away from the mirrored edges.
        for (int y = 64; y < 192; y++) {
            for (int x = 64; x < 192; x++) {
                slow += out.get(y, x) * Math.cos(Math.PI * x / 8);
                fast += out.get(y, x) * Math.cos(Math.PI * y / 4);
            }
        }
        assertThat(fast / slow).isCloseTo(whitening.gain(0.125) / whitening.gain(0.0625), within(0.01));
    }

    @ParameterizedTest
    @EnumSource(Filter.class)
    void resultHasMeanZeroAndUnitVariance(Filter filter) {
        GreyImage out = new Whitening(filter, 0.5, true).apply(corner("gravel"));
        double sum = 0;
        double squares = 0;
        for (float pixel : out.pixels()) {
            sum += pixel;
            squares += (double) pixel * pixel;
        }
        int n = out.pixels().length;
        assertThat(sum / n).isCloseTo(0, within(1e-6));
        assertThat(squares / n).isCloseTo(1, within(1e-6));
    }

    @Test
    void logLuminanceDoesNotSeeTheStrengthOfTheLight() {
        GreyImage picture = corner("grass");
        float[] darker = picture.pixels().clone();
        for (int i = 0; i < darker.length; i++) {
            darker[i] *= 0.25f;
        }
        Whitening whitening = new Whitening(Filter.WHITENING, 0.5, true);
        float[] a = whitening.apply(picture).pixels();
        float[] b = whitening
                .apply(new GreyImage(picture.width(), picture.height(), darker))
                .pixels();
        assertThat(a).containsExactly(b, within(1e-4f));
    }

    @Test
    void edgesAreContinuedByMirrorImages() {
        int[] shown = new int[12];
        for (int i = 0; i < 12; i++) {
            shown[i] = Whitening.mirror(i - 4, 3);
        }
        assertThat(shown).containsExactly(2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0, 1);
    }

    @Test
    void refusesWhatHasNoContrastOrNoLogarithm() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Whitening.DEFAULT.apply(new GreyImage(2, 1, new float[] {0.3f, 0.3f})))
                .withMessageContaining("uniform");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> Whitening.DEFAULT.apply(new GreyImage(2, 1, new float[] {-0.3f, 0.9f})))
                .withMessageContaining("negative");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Whitening(Filter.NONE, 0, false))
                .withMessageContaining("cutoff = 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Whitening(Filter.NONE, Double.NaN, false))
                .withMessageContaining("NaN");
    }

    /// A corner of 100 x 90 pixels of a photograph.
    private static GreyImage corner(String name) {
        GreyImage whole = Photographs.read(name);
        float[] pixels = new float[100 * 90];
        for (int y = 0; y < 90; y++) {
            System.arraycopy(whole.pixels(), y * whole.width(), pixels, y * 100, 100);
        }
        return new GreyImage(100, 90, pixels);
    }

    /// Gaussian noise with amplitude 1/f, in a square of side n.
    private static GreyImage onePerF(int n) {
        double[] re = FftTest.gaussian(n * n, "pink");
        double[] im = new double[n * n];
        transform(re, im, n, false);
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < n; x++) {
                double f = frequency(y, x, n);
                re[y * n + x] *= f == 0 ? 0 : 1 / f;
                im[y * n + x] *= f == 0 ? 0 : 1 / f;
            }
        }
        transform(re, im, n, true);
        float[] pixels = new float[n * n];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) re[i];
        }
        return new GreyImage(n, n, pixels);
    }

    private static double[] radialPower(
            GreyImage image, double[] edges, java.util.function.DoubleUnaryOperator expected) {
        int n = image.width();
        double[] re = new double[n * n];
        for (int i = 0; i < re.length; i++) {
            re[i] = image.pixels()[i];
        }
        double[] im = new double[n * n];
        transform(re, im, n, false);
        double[] power = new double[edges.length - 1];
        int[] count = new int[edges.length - 1];
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < n; x++) {
                double f = frequency(y, x, n);
                for (int b = 0; b < power.length; b++) {
                    if (f >= edges[b] && f < edges[b + 1]) {
                        int i = y * n + x;
                        power[b] += (re[i] * re[i] + im[i] * im[i]) / expected.applyAsDouble(f);
                        count[b]++;
                    }
                }
            }
        }
        for (int b = 0; b < power.length; b++) {
            power[b] /= count[b];
        }
        return power;
    }

    private static double frequency(int y, int x, int n) {
        return Math.hypot(Math.min(y, n - y), Math.min(x, n - x)) / n;
    }

    private static void transform(double[] re, double[] im, int n, boolean inverse) {
        Fft fft = new Fft(n);
        for (int y = 0; y < n; y++) {
            if (inverse) {
                fft.inverse(re, im, y * n);
            } else {
                fft.forward(re, im, y * n);
            }
        }
        fft.columns(re, im, n, inverse);
    }
}
