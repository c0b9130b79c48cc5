package org.gyre.nets.infomax;

/// Receives the spikes of a simulation, window by window.
@FunctionalInterface
public interface RasterSink {
    /// Called with `steps + 1` packed rows: row 0 is the state before the window (the last row of the
    /// window before), rows 1 … steps are new. The array is reused; copy what must be kept.
    ///
    /// @param raster packed spikes `[step][word]`, bit layout of [org.gyre.core.BinaryRaster]
    /// @param steps number of new steps, at most [BlockSimulator#WINDOW]
    /// @param wordsPerStep words of a row
    void accept(long[] raster, int steps, int wordsPerStep);

    /// Both sinks, one after the other.
    default RasterSink and(RasterSink other) {
        return (raster, steps, words) -> {
            accept(raster, steps, words);
            other.accept(raster, steps, words);
        };
    }
}
