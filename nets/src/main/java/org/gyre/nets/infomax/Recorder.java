package org.gyre.nets.infomax;

import org.gyre.core.BinaryRaster;

/// Keeps the spikes of a simulation as a raster, the state before the first step included.
public final class Recorder implements RasterSink {
    private final BinaryRaster raster;
    private int filled;

    /// Room for `steps` transitions of `units` units.
    public Recorder(int steps, int units) {
        this.raster = new BinaryRaster(Math.addExact(steps, 1), units);
    }

    @Override
    public void accept(long[] rows, int steps, int wordsPerStep) {
        // Row 0 of a window repeats the last row of the one before.
        System.arraycopy(rows, 0, raster.words(), filled * wordsPerStep, (steps + 1) * wordsPerStep);
        filled += steps;
    }

    /// The recording: step 0 is the state before the first recorded step.
    public BinaryRaster raster() {
        return raster;
    }
}
