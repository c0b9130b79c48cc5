package org.gyre.data.stimulus;

import org.gyre.core.BinaryStimulus;
import org.gyre.core.random.RandomStream;

/// Independent bits of a fixed rate: the input whose past a memory must recall. Meant for units that are overwritten
/// at every step.
///
/// Unit i at step t fires if word t · N + i of the stream, as an unsigned 32-bit number, is below rate · 2³².
/// Immutable; may serve several threads.
public final class RandomBits implements BinaryStimulus {
    private static final int BATCH = 256;

    private final int units;
    private final long threshold;
    private final RandomStream stream;

    /// @param units number of units N ≥ 1
    /// @param rate firing probability of each, in [0, 1]
    /// @throws IllegalArgumentException if a parameter is out of range
    public RandomBits(int units, double rate, RandomStream stream) {
        if (units < 1) {
            throw new IllegalArgumentException("units = " + units + ": must be at least 1");
        }
        if (!(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate = " + rate + ": must be in [0, 1]");
        }
        this.units = units;
        this.threshold = (long) Math.rint(rate * 0x1p32);
        this.stream = stream;
    }

    @Override
    public int units() {
        return units;
    }

    @Override
    public void fill(long firstStep, int steps, long[] words) {
        int stepWords = Packing.wordsPerStep(units);
        Packing.clear(firstStep, steps, stepWords, words);
        StepWords draws = new StepWords(stream, units);
        for (int done = 0; done < steps; done += BATCH) {
            int batch = Math.min(BATCH, steps - done);
            draws.draw(firstStep + done, batch);
            for (int k = 0; k < batch; k++) {
                int draw = draws.at(k);
                int at = (done + k) * stepWords;
                for (int i = 0; i < units; i++) {
                    if ((draws.words()[draw + i] & 0xffffffffL) < threshold) {
                        words[at + (i >> 6)] |= 1L << (i & 63);
                    }
                }
            }
        }
    }
}
