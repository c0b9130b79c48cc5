package org.gyre.measure.receptivefield;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.gyre.core.BinaryRaster;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.junit.jupiter.api.Test;

class SpikeTriggeredAverageTest {
    private static final int STEPS = 400;
    private static final int UNITS = 140;
    private static final int FIRST = 60;
    private static final int FOLLOWED = 75;
    private static final int PIXELS = 5;

    private final float[][] stimulus = new float[STEPS][PIXELS];
    private final BinaryRaster raster = new BinaryRaster(STEPS, UNITS);

    SpikeTriggeredAverageTest() {
        CounterRandom random = RandomStream.of(4).generator();
        for (int t = 0; t < STEPS; t++) {
            for (int k = 0; k < PIXELS; k++) {
                stimulus[t][k] = (float) random.nextGaussian();
            }
            for (int i = 0; i < UNITS; i++) {
                if (random.nextDouble() < 0.05) {
                    raster.set(t, i);
                }
            }
        }
    }

    @Test
    void isTheMeanStimulusOneStepBeforeASpike() {
        SpikeTriggeredAverage sta = collect(0, STEPS);
        for (int i = 0; i < FOLLOWED; i++) {
            double[] sum = new double[PIXELS];
            int spikes = 0;
            for (int t = 0; t + 1 < STEPS; t++) {
                if (raster.get(t + 1, FIRST + i)) {
                    spikes++;
                    for (int k = 0; k < PIXELS; k++) {
                        sum[k] += stimulus[t][k];
                    }
                }
            }
            assertThat(sta.spikes(i)).isEqualTo(spikes);
            double[] average = sta.average(i);
            for (int k = 0; k < PIXELS; k++) {
                // The stimulus is rounded to 2⁻²⁰.
                assertThat(average[k]).isCloseTo(sum[k] / spikes, within(0x1p-20));
            }
        }
    }

    @Test
    void partsAddUpToTheWholeBitForBit() {
        // Each part begins with the last step of the one before.
        SpikeTriggeredAverage parts = collect(300, STEPS);
        parts.add(collect(0, 101));
        parts.add(collect(100, 301));
        SpikeTriggeredAverage whole = collect(0, STEPS);
        for (int i = 0; i < FOLLOWED; i++) {
            assertThat(parts.spikes(i)).isEqualTo(whole.spikes(i));
            assertThat(parts.average(i)).containsExactly(whole.average(i));
        }
    }

    @Test
    void aSilentUnitHasAZeroAverage() {
        SpikeTriggeredAverage sta = new SpikeTriggeredAverage(0, 2, 3);
        sta.add(new BinaryRaster(10, 2), 0, (step, pixels) -> pixels[0] = 1);
        assertThat(sta.spikes(1)).isZero();
        assertThat(sta.average(1)).containsExactly(0, 0, 0);
    }

    @Test
    void mistakesAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SpikeTriggeredAverage(-1, 1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpikeTriggeredAverage(100, 50, 1).add(raster, 0, (step, pixels) -> {}))
                .withMessageContaining("140");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpikeTriggeredAverage(0, 2, 3).add(new SpikeTriggeredAverage(0, 2, 4)));
        BinaryRaster spike = new BinaryRaster(8, 1);
        spike.set(7, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpikeTriggeredAverage(0, 1, 2).add(spike, 40, (step, p) -> p[1] = Float.NaN))
                .withMessageContaining("step 46, pixel 1 = NaN");
    }

    private SpikeTriggeredAverage collect(int from, int to) {
        SpikeTriggeredAverage sta = new SpikeTriggeredAverage(FIRST, FOLLOWED, PIXELS);
        sta.add(
                raster.slice(from, to),
                1_000 + from,
                (step, pixels) -> System.arraycopy(stimulus[(int) step - 1_000], 0, pixels, 0, PIXELS));
        return sta;
    }
}
