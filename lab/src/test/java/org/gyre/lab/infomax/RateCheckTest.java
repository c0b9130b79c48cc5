package org.gyre.lab.infomax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.BinaryRaster;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.infomax.InfomaxParameters;
import org.junit.jupiter.api.Test;

/// Independent coins, whose deviation from their rate is binomial: √(0.1 · 0.9 / 20,000) = 0.0021.
class RateCheckTest {
    private static final int STEPS = 20_000;
    private static final InfomaxParameters PARAMETERS = InfomaxParameters.uniform(40, 0.9, 0.1);

    /// @param oddRate rate of unit 7; the others have 0.1
    private static BinaryRaster coins(double oddRate, int burst) {
        var random = RandomStream.of(3).generator();
        BinaryRaster raster = new BinaryRaster(STEPS, 40);
        for (int t = 0; t < STEPS; t += burst) {
            for (int i = 0; i < 40; i++) {
                boolean fires = random.nextDouble() < (i == 7 ? oddRate : 0.1);
                for (int s = t; fires && s < Math.min(t + burst, STEPS); s++) {
                    raster.set(s, i);
                }
            }
        }
        return raster;
    }

    @Test
    void coinsAtTheirRateMeetIt() {
        RateCheck check = RateCheck.of(coins(0.1, 1), PARAMETERS);
        assertThat(check.met()).isTrue();
        assertThat(check.largest()).isBetween(0.0021, 6 * 0.0021);
    }

    /// Spikes in trains of 50 make the error √50 times as large, which the stretches show.
    @Test
    void burstsAreNotTakenForAWrongRate() {
        RateCheck check = RateCheck.of(coins(0.1, 50), PARAMETERS);
        assertThat(check.largest()).isGreaterThan(6 * 0.0021);
        assertThat(check.met()).isTrue();
    }

    @Test
    void aUnitAtAnotherRateIsNamed() {
        RateCheck check = RateCheck.of(coins(0.13, 1), PARAMETERS);
        assertThat(check.off()).isEqualTo(1);
        assertThat(check.worst()).isEqualTo(7);
        assertThat(check.rate()).isEqualTo(0.13, within(0.01));
        assertThat(check.sentence()).contains("1 unit is away", "unit 7", "instead of 0.1", "test.settling_steps");
    }

    @Test
    void aSilentUnitDoesNotMeetItsRate() {
        assertThat(RateCheck.of(coins(0, 1), PARAMETERS).worst()).isEqualTo(7);
        assertThat(RateCheck.of(coins(0, 1), PARAMETERS).met()).isFalse();
    }
}
