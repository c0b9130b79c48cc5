package org.gyre.lab.lif;

import java.util.Locale;
import org.gyre.core.BinaryRaster;
import org.gyre.lab.report.RasterPlot;
import org.gyre.nets.lif.layer.SpikeBits;

/// The spikes of a layer as a panel of a raster plot.
public final class SpikePanel {
    private static final int SHOWN_UNITS = 100;

    private SpikePanel() {}

    /// The first units of a layer in the first steps of a batch.
    ///
    /// @param layer its number, from 1
    /// @param spikes rows `[sample][step]`
    /// @param units of the layer
    /// @param steps of a sample
    public static RasterPlot.Panel of(int layer, SpikeBits spikes, int units, int steps) {
        int shown = Math.min(SHOWN_UNITS, units);
        BinaryRaster raster = new BinaryRaster(steps, shown);
        for (int t = 0; t < steps; t++) {
            for (int u = 0; u < shown; u++) {
                if (spikes.get(t, u)) {
                    raster.set(t, u);
                }
            }
        }
        return RasterPlot.Panel.of(
                String.format(Locale.ROOT, "layer %d, first %d units", layer, shown), raster, 0, steps);
    }
}
