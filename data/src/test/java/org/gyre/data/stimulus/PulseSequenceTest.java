package org.gyre.data.stimulus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.BinaryRaster;
import org.gyre.core.random.RandomStream;
import org.gyre.data.stimulus.PulseSequence.Pulse;
import org.junit.jupiter.api.Test;

class PulseSequenceTest {
    private static final RandomStream STREAM = RandomStream.of(9);
    private static final List<Pulse> PULSES = List.of(new Pulse(0, 0), new Pulse(2, 2), new Pulse(71, 6));

    @Test
    void intervalsAreUniformOnTheirRange() {
        long[] onsets = sequence().onsets(0, 2_000_000);
        int[] counts = new int[50];
        long before = 0;
        for (long onset : onsets) {
            assertThat(onset - before).isBetween(50L, 99L);
            counts[(int) (onset - before) - 50]++;
            before = onset;
        }
        double expected = onsets.length / 50.0;
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += Math.pow(count - expected, 2) / expected;
        }
        // χ² of 49 degrees exceeds 113 with probability 1e-6. The mean interval is 74.5.
        assertThat(chiSquare).isLessThan(113);
        assertThat(onsets.length).isBetween(26_000, 27_700);
    }

    @Test
    void everyOnsetForcesItsPulses() {
        PulseSequence sequence = sequence();
        int steps = 3_000;
        BinaryRaster raster = new BinaryRaster(steps, 80);
        sequence.fill(0, steps, raster.words());
        BinaryRaster expected = new BinaryRaster(steps, 80);
        for (long onset : sequence.onsets(0, steps)) {
            for (Pulse pulse : PULSES) {
                if (onset + pulse.delay() < steps) {
                    expected.set((int) onset + pulse.delay(), pulse.unit());
                }
            }
        }
        assertThat(raster.words()).containsExactly(expected.words());
        assertThat(raster.spikeCounts()[2]).isGreaterThan(30);
    }

    @Test
    void bitsDoNotDependOnTheChunksNorOnWhatWasAskedBefore() {
        // Around 1024 onsets (some 76,000 steps), where a stride of words ends.
        long first = 70_000;
        int steps = 12_000;
        long[] whole = new long[2 * steps];
        sequence().fill(first, steps, whole);
        PulseSequence other = sequence();
        other.fill(1_000_000, 0, new long[0]);
        long[] part = new long[2 * 997];
        for (int t = steps; t > 0; t -= 997) {
            int from = Math.max(0, t - 997);
            Arrays.fill(part, -1L);
            other.fill(first + from, t - from, part);
            assertThat(Arrays.copyOf(part, 2 * (t - from))).containsExactly(Arrays.copyOfRange(whole, 2 * from, 2 * t));
        }
        assertThat(other.onsets(first, first + steps))
                .containsExactly(Arrays.stream(sequence().onsets(0, first + steps))
                        .filter(o -> o >= first)
                        .toArray());
    }

    @Test
    void firstOnlyKeepsTheOnsetsOfTheFirstUnit() {
        BinaryRaster all = new BinaryRaster(1_000, 80);
        BinaryRaster first = new BinaryRaster(1_000, 80);
        sequence().fill(500, 1_000, all.words());
        sequence().firstOnly().fill(500, 1_000, first.words());
        assertThat(first.spikeCounts()[0]).isEqualTo(all.spikeCounts()[0]).isPositive();
        assertThat(Arrays.stream(first.spikeCounts()).sum()).isEqualTo(first.spikeCounts()[0]);
    }

    @Test
    void parametersOutOfRangeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Pulse(-1, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PulseSequence(71, PULSES, 50, 99, STREAM))
                .withMessageContaining("unit 71");
        assertThatIllegalArgumentException().isThrownBy(() -> new PulseSequence(80, List.of(), 50, 99, STREAM));
        assertThatIllegalArgumentException().isThrownBy(() -> new PulseSequence(80, PULSES, 50, 49, STREAM));
        assertThatIllegalArgumentException().isThrownBy(() -> new PulseSequence(80, PULSES, 0, 49, STREAM));
        assertThatIllegalArgumentException().isThrownBy(() -> sequence().fill(-1, 1, new long[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> sequence().fill(0, 2, new long[3]));
    }

    private static PulseSequence sequence() {
        return new PulseSequence(80, PULSES, 50, 99, STREAM);
    }
}
