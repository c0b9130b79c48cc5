package org.gyre.lab.infomax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.gyre.core.BinaryRaster;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Series;
import org.gyre.nets.infomax.InfomaxParameters;
import org.junit.jupiter.api.Test;

class LagInformationTest {
    private static final InfomaxParameters PARAMETERS = InfomaxParameters.uniform(3, 0.9, 0.5);

    /// Fair coins; unit 2 is a coin of its own, or shows what unit 0 shows.
    private static BinaryRaster coins(boolean twins) {
        var random = RandomStream.of(9).generator();
        BinaryRaster raster = new BinaryRaster(5000, 3);
        for (int t = 0; t < 5000; t++) {
            for (int i = 0; i < 3; i++) {
                boolean coin = random.nextDouble() < 0.5;
                if ((i == 2 && twins) ? raster.get(t, 0) : coin) {
                    raster.set(t, i);
                }
            }
        }
        return raster;
    }

    private static Outcome report(boolean twins) {
        Outcome outcome = new Outcome();
        LagInformation.report(new LagInformation.Settings(4), coins(false), coins(twins), PARAMETERS, outcome);
        return outcome;
    }

    private static LineChart chart(Outcome outcome) {
        return (LineChart) outcome.figures().getFirst();
    }

    @Test
    void coinsShowTheBoundAndNoRepair() {
        Outcome outcome = report(false);
        assertThat(outcome.values().get("lags_with_irregular_covariance")).isZero();
        assertThat(chart(outcome).caption()).contains("here 3.00 bits").doesNotContain("needed repair");
        assertThat(chart(outcome).series()).hasSize(2);
    }

    /// Two identical units make C singular at every lag.
    @Test
    void identicalUnitsAreMarkedAtEveryLag() {
        Outcome outcome = report(true);
        assertThat(outcome.values().get("lags_with_irregular_covariance")).isEqualTo(4);
        assertThat(chart(outcome).caption())
                .contains("Of 8 covariances 4 needed repair (4 singular and raised on the diagonal");
        List<Series> series = chart(outcome).series();
        assertThat(series)
                .filteredOn(s -> s.name().equals("covariance after training repaired"))
                .singleElement()
                .satisfies(s -> assertThat(s.x()).containsExactly(1, 2, 3, 4));
    }

    /// Unit 2 shows what unit 0 showed two steps ago, flipped with probability .1: the correlation is .8 at lag 2 and
    /// none at lag 1, so that the information rises by −½ log₂(1 − .64) = 0.737 bits.
    @Test
    void aDelayedCopyRaisesTheInformationAtItsLag() {
        var random = RandomStream.of(10).generator();
        BinaryRaster raster = coins(false);
        BinaryRaster delayed = new BinaryRaster(5000, 3);
        for (int t = 0; t < 5000; t++) {
            for (int i = 0; i < 2; i++) {
                if (raster.get(t, i)) {
                    delayed.set(t, i);
                }
            }
            if (t >= 2 && (raster.get(t - 2, 0) ^ (random.nextDouble() < 0.1))) {
                delayed.set(t, 2);
            }
        }
        Outcome outcome = new Outcome();
        LagInformation.report(new LagInformation.Settings(4), raster, delayed, PARAMETERS, outcome);
        assertThat(outcome.values().get("information_lag_largest_rise_bits")).isEqualTo(0.737, within(0.05));
    }
}
