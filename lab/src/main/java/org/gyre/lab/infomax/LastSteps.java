package org.gyre.lab.infomax;

import java.util.Arrays;
import org.gyre.core.BinaryRaster;
import org.gyre.nets.infomax.RasterSink;

/// Keeps the last window of a simulation.
final class LastSteps implements RasterSink {
    private final int units;
    private long[] rows = new long[0];
    private int steps;

    LastSteps(int units) {
        this.units = units;
    }

    @Override
    public void accept(long[] raster, int windowSteps, int wordsPerStep) {
        int words = windowSteps * wordsPerStep;
        if (rows.length < words) {
            rows = new long[words];
        }
        System.arraycopy(raster, wordsPerStep, rows, 0, words);
        steps = windowSteps;
    }

    /// A copy; without steps before the first window.
    BinaryRaster raster() {
        BinaryRaster copy = new BinaryRaster(steps, units);
        System.arraycopy(Arrays.copyOf(rows, copy.words().length), 0, copy.words(), 0, copy.words().length);
        return copy;
    }
}
