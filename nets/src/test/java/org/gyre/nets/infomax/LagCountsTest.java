package org.gyre.nets.infomax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.gyre.core.BinaryRaster;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LagCountsTest {
    private static BinaryRaster random(int steps, int units, double rate) {
        var random = RandomStream.of(9).generator();
        BinaryRaster raster = new BinaryRaster(steps, units);
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < units; i++) {
                // Correlated through time, so that the two tables differ.
                boolean echo = t > 0 && raster.get(t - 1, (i + 1) % units) && random.nextDouble() < 0.4;
                if (echo || random.nextDouble() < rate) {
                    raster.set(t, i);
                }
            }
        }
        return raster;
    }

    private static void feed(BinaryRaster raster, LagCounts counts, int window) {
        int words = raster.wordsPerStep();
        for (int from = 0; from + 1 < raster.steps(); from += window) {
            int steps = Math.min(window, raster.steps() - 1 - from);
            BinaryRaster slice = raster.slice(from, from + steps + 1);
            counts.accept(slice.words(), steps, words);
        }
    }

    /// Counts are integers: however a recording is cut into windows, and whichever of the two ways
    /// counts a window, the covariances have the same bits. Stretches of silence, sparse and dense
    /// activity take turns.
    @ParameterizedTest
    @CsvSource({"5, 1", "50, 2", "64, 3", "130, 4"})
    void covariancesDoNotDependOnHowTheRecordingIsCut(int units, long seed) {
        var random = RandomStream.of(seed).generator();
        BinaryRaster raster = new BinaryRaster(4001, units);
        for (int t = 0; t < raster.steps(); t++) {
            double rate = new double[] {0, 0.01, 0.4}[t / 300 % 3];
            for (int i = 0; i < units; i++) {
                if (random.nextDouble() < rate) {
                    raster.set(t, i);
                }
            }
        }
        double[] centre = new double[units];
        Arrays.fill(centre, 0.1);
        LagCounts whole = new LagCounts(units);
        feed(raster, whole, 4000);
        LagCovariances expected = whole.covariances(centre);
        for (int trial = 0; trial < 5; trial++) {
            LagCounts counts = new LagCounts(units);
            int from = 0;
            while (from < 4000) {
                int steps = Math.min(4000 - from, 1 + (int) (random.nextDouble() * random.nextDouble() * 700));
                feed(raster.slice(from, from + steps + 1), counts, steps);
                from += steps;
            }
            LagCovariances moments = counts.covariances(centre);
            assertThat(moments.samples()).isEqualTo(4000);
            assertThat(moments.covariance()).isEqualTo(expected.covariance());
            assertThat(moments.lagged()).isEqualTo(expected.lagged());
            assertThat(moments.rates()).isEqualTo(expected.rates());
        }
    }

    /// Against the definition of C and E as plain loops over the recording. Low rates take the sparse
    /// path, high rates the bit planes.
    @ParameterizedTest
    @CsvSource({
        "1000, 50, 0.005, 256",
        "1000, 50, 0.3, 256",
        "5000, 70, 0.2, 256",
        "777, 130, 0.002, 100",
        "777, 130, 0.4, 100",
        "9000, 10, 0.5, 256",
        "100, 1, 0.5, 256"
    })
    void covariancesEqualTheirDefinition(int steps, int units, double rate, int window) {
        BinaryRaster raster = random(steps + 1, units, rate);
        LagCounts counts = new LagCounts(units);
        feed(raster, counts, window);
        double[] centre = new double[units];
        for (int i = 0; i < units; i++) {
            centre[i] = 0.01 * (i % 7);
        }
        LagCovariances moments = counts.covariances(centre);
        assertThat(moments.samples()).isEqualTo(steps);
        double worst = 0;
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < units; j++) {
                double c = 0;
                double e = 0;
                for (int t = 0; t < steps; t++) {
                    double xi = x(raster, t, i) - centre[i];
                    double xj = x(raster, t, j) - centre[j];
                    double yi = x(raster, t + 1, i) - centre[i];
                    double yj = x(raster, t + 1, j) - centre[j];
                    c += 0.5 * (xi * xj + yi * yj) / steps;
                    e += yi * xj / steps;
                }
                worst = Math.max(worst, Math.abs(moments.covariance()[i * units + j] - c));
                worst = Math.max(worst, Math.abs(moments.lagged()[i * units + j] - e));
            }
        }
        assertThat(worst).isLessThan(1e-12);
    }

    private static double x(BinaryRaster raster, int t, int i) {
        return raster.get(t, i) ? 1 : 0;
    }

    /// The covariances of a recording at lag one are those of the counts; at longer lags they are their
    /// definition.
    @ParameterizedTest
    @CsvSource({"1", "2", "7"})
    void covariancesOfARecordingEqualTheirDefinitionAtAnyLag(int lag) {
        int units = 6;
        BinaryRaster raster = random(400, units, 0.2);
        double[] centre = {0.1, 0.2, 0.3, 0.1, 0.2, 0.3};
        LagCovariances moments = LagCovariances.of(raster, lag, centre);
        int pairs = 400 - lag;
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < units; j++) {
                double c = 0;
                double e = 0;
                for (int t = 0; t < pairs; t++) {
                    double xi = x(raster, t, i) - centre[i];
                    double xj = x(raster, t, j) - centre[j];
                    double yi = x(raster, t + lag, i) - centre[i];
                    double yj = x(raster, t + lag, j) - centre[j];
                    c += 0.5 * (xi * xj + yi * yj) / pairs;
                    e += yi * xj / pairs;
                }
                assertThat(moments.covariance()[i * units + j]).isEqualTo(c, within(1e-12));
                assertThat(moments.lagged()[i * units + j]).isEqualTo(e, within(1e-12));
            }
        }
    }

    /// A unit without a given centre is centred with its own mean, so that its variance is m(1 − m).
    @Test
    void aMissingCentreIsTheMeasuredRate() {
        BinaryRaster raster = random(2001, 5, 0.3);
        LagCounts counts = new LagCounts(5);
        feed(raster, counts, 256);
        double[] centre = new double[5];
        Arrays.fill(centre, Double.NaN);
        LagCovariances moments = counts.covariances(centre);
        for (int i = 0; i < 5; i++) {
            double m = moments.centre()[i];
            assertThat(moments.covariance()[i * 5 + i]).isEqualTo(m * (1 - m), within(1e-12));
        }
    }

    @Test
    void clearedCountsStartAgain() {
        BinaryRaster raster = random(600, 20, 0.3);
        LagCounts fresh = new LagCounts(20);
        feed(raster, fresh, 256);
        LagCounts used = new LagCounts(20);
        feed(random(700, 20, 0.5), used, 256);
        used.clear();
        feed(raster, used, 256);
        assertThat(used.covariances(new double[20]).lagged())
                .isEqualTo(fresh.covariances(new double[20]).lagged());
    }
}
