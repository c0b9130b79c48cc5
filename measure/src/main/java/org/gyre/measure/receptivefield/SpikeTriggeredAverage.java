package org.gyre.measure.receptivefield;

import org.gyre.core.BinaryRaster;

/// The mean stimulus one step before a spike, for several units at once: average_i = ⟨ s(t) | unit i fires at t + 1
/// ⟩.
///
/// Stimulus values are summed as integers, in units of 2⁻²⁰ of the stimulus, so that the sums do not depend on
/// the order in which parts were added: one accumulator per thread, then [#add(SpikeTriggeredAverage)]. Not
/// thread-safe.
public final class SpikeTriggeredAverage {
    private static final double SCALE = 0x1p20;

    private final int firstUnit;
    private final int units;
    private final int pixels;
    private final long[] sums;
    private final long[] spikes;
    private final float[] frame;

    /// The stimulus of each step.
    @FunctionalInterface
    public interface Frames {
        /// Writes the stimulus of a step.
        ///
        /// @param pixels receives as many values as the accumulator has pixels, all finite and below 2²⁰ in
        /// magnitude
        void frame(long step, float[] pixels);
    }

    /// @param firstUnit index in the raster of the first unit to follow ≥ 0
    /// @param units number of consecutive units to follow ≥ 1
    /// @param pixels number of values of a stimulus ≥ 1
    /// @throws IllegalArgumentException if a number is out of range
    public SpikeTriggeredAverage(int firstUnit, int units, int pixels) {
        if (firstUnit < 0 || units < 1 || pixels < 1) {
            throw new IllegalArgumentException(
                    units + " units from " + firstUnit + " on and " + pixels + " pixels: must be positive");
        }
        this.firstUnit = firstUnit;
        this.units = units;
        this.pixels = pixels;
        sums = new long[Math.multiplyExact(units, pixels)];
        spikes = new long[units];
        frame = new float[pixels];
    }

    public int units() {
        return units;
    }

    public int pixels() {
        return pixels;
    }

    /// Adds a recording whose step t lies at stimulus step `firstStep + t`. Spikes of its first step are not used, as
    /// the stimulus before is not part of it.
    ///
    /// @param raster spikes of all units
    /// @param firstStep stimulus step of the raster's first step
    /// @throws IllegalArgumentException if the raster has too few units or a stimulus value is out of range
    public void add(BinaryRaster raster, long firstStep, Frames stimulus) {
        if (raster.units() < firstUnit + units) {
            throw new IllegalArgumentException("raster of " + raster.units() + " units: must hold units " + firstUnit
                    + " to " + (firstUnit + units - 1));
        }
        long[] fixed = new long[pixels];
        for (int t = 1; t < raster.steps(); t++) {
            boolean loaded = false;
            for (int i = nextSpike(raster, t, firstUnit); i < firstUnit + units; i = nextSpike(raster, t, i + 1)) {
                if (!loaded) {
                    stimulus.frame(firstStep + t - 1, frame);
                    toFixed(firstStep + t - 1, fixed);
                    loaded = true;
                }
                int at = (i - firstUnit) * pixels;
                for (int k = 0; k < pixels; k++) {
                    sums[at + k] += fixed[k];
                }
                spikes[i - firstUnit]++;
            }
        }
    }

    /// Adds what another accumulator of the same shape has collected.
    ///
    /// @throws IllegalArgumentException if the shapes differ
    public void add(SpikeTriggeredAverage other) {
        if (other.firstUnit != firstUnit || other.units != units || other.pixels != pixels) {
            throw new IllegalArgumentException("accumulators of " + units + " x " + pixels + " and " + other.units
                    + " x " + other.pixels + " (units x pixels), from units " + firstUnit + " and " + other.firstUnit
                    + " on: must agree");
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += other.sums[i];
        }
        for (int i = 0; i < units; i++) {
            spikes[i] += other.spikes[i];
        }
    }

    /// Number of spikes of a unit (0 is the first one followed) that were averaged.
    public long spikes(int unit) {
        return spikes[unit];
    }

    /// The mean stimulus before a spike, `[pixel]`; zero for a unit without spikes.
    ///
    /// @param unit index among the units followed
    public double[] average(int unit) {
        double[] average = new double[pixels];
        if (spikes[unit] > 0) {
            double divisor = SCALE * spikes[unit];
            for (int k = 0; k < pixels; k++) {
                average[k] = sums[unit * pixels + k] / divisor;
            }
        }
        return average;
    }

    private void toFixed(long step, long[] fixed) {
        for (int k = 0; k < pixels; k++) {
            if (!(Math.abs(frame[k]) < SCALE)) {
                throw new IllegalArgumentException("stimulus at step " + step + ", pixel " + k + " = " + frame[k]
                        + ": must be finite and below 2^20 in magnitude");
            }
            fixed[k] = Math.round(frame[k] * SCALE);
        }
    }

    /// The first unit ≥ `from` that fires at step t, or a number beyond the last unit.
    private static int nextSpike(BinaryRaster raster, int t, int from) {
        int at = t * raster.wordsPerStep();
        int word = from >> 6;
        if (word >= raster.wordsPerStep()) {
            return Integer.MAX_VALUE;
        }
        long bits = raster.words()[at + word] & -1L << from;
        while (bits == 0) {
            if (++word >= raster.wordsPerStep()) {
                return Integer.MAX_VALUE;
            }
            bits = raster.words()[at + word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }
}
