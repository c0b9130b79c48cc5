package org.gyre.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 64, 256})
    void agreesWithTheDefiningSum(int n) {
        double[] re = gaussian(n, "re");
        double[] im = gaussian(n, "im");
        double[] fastRe = re.clone();
        double[] fastIm = im.clone();
        new Fft(n).forward(fastRe, fastIm, 0);
        for (int k = 0; k < n; k++) {
            double sumRe = 0;
            double sumIm = 0;
            for (int t = 0; t < n; t++) {
                double angle = -2 * Math.PI * ((long) k * t % n) / n;
                sumRe += re[t] * Math.cos(angle) - im[t] * Math.sin(angle);
                sumIm += re[t] * Math.sin(angle) + im[t] * Math.cos(angle);
            }
            assertThat(fastRe[k]).isCloseTo(sumRe, within(1e-12 * n));
            assertThat(fastIm[k]).isCloseTo(sumIm, within(1e-12 * n));
        }
    }

    @Test
    void inverseUndoesForwardAndTouchesOnlyItsPart() {
        int n = 128;
        double[] re = gaussian(3 * n, "re");
        double[] im = gaussian(3 * n, "im");
        double[] a = re.clone();
        double[] b = im.clone();
        Fft fft = new Fft(n);
        fft.forward(a, b, n);
        assertThat(a[n]).isNotEqualTo(re[n]);
        fft.inverse(a, b, n);
        assertThat(a).containsExactly(re, within(1e-13));
        assertThat(b).containsExactly(im, within(1e-13));
    }

    @Test
    void columnsAreTransformedLikeRows() {
        int rows = 16;
        int columns = 11;
        double[] re = gaussian(rows * columns, "re");
        double[] im = gaussian(rows * columns, "im");
        double[] a = re.clone();
        double[] b = im.clone();
        Fft fft = new Fft(rows);
        fft.columns(a, b, columns, false);
        for (int x = 0; x < columns; x++) {
            double[] columnRe = new double[rows];
            double[] columnIm = new double[rows];
            for (int y = 0; y < rows; y++) {
                columnRe[y] = re[y * columns + x];
                columnIm[y] = im[y * columns + x];
            }
            fft.forward(columnRe, columnIm, 0);
            for (int y = 0; y < rows; y++) {
                assertThat(a[y * columns + x]).isEqualTo(columnRe[y]);
                assertThat(b[y * columns + x]).isEqualTo(columnIm[y]);
            }
        }
        fft.columns(a, b, columns, true);
        assertThat(a).containsExactly(re, within(1e-13));
    }

    @Test
    void refusesOtherLengths() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Fft(12)).withMessageContaining("12");
        assertThatIllegalArgumentException().isThrownBy(() -> new Fft(0));
    }

    static double[] gaussian(int n, String name) {
        CounterRandom random = RandomStream.of(11).split(name).generator();
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }
}
