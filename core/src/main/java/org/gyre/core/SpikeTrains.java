package org.gyre.core;

import java.util.Locale;

/// The spike times of N units, in integer ticks of a recording's clock.
///
/// Ticks, because a time in seconds that is divided by a bin width and floored lands in the wrong bin for a good
/// part of all spikes on a bin edge. Bins are integer divisions of ticks.
///
/// @param ticks          `[unit][spike]`, each unit's spikes in non-decreasing order, 0 ≤ tick < duration; kept,
/// not copied
/// @param ticksPerSecond rate of the clock in Hz, for example 20000
/// @param duration       length of the recording in ticks, ≥ 0
public record SpikeTrains(long[][] ticks, double ticksPerSecond, long duration) {
    /// @throws InputException if there is no unit, the clock rate or duration is out of range, or a
    ///     unit's spikes are out of order or outside the recording; the message names unit and spike
    ///     (both from 0)
    public SpikeTrains {
        if (ticks.length == 0) {
            throw new InputException("the recording has no units");
        }
        if (!(ticksPerSecond > 0 && ticksPerSecond < Double.POSITIVE_INFINITY)) {
            throw new InputException("clock rate " + ticksPerSecond + " Hz: must be positive and finite");
        }
        if (duration < 0) {
            throw new InputException("duration of " + Plural.of(duration, "tick") + ": must not be negative");
        }
        for (int unit = 0; unit < ticks.length; unit++) {
            long previous = 0;
            for (int spike = 0; spike < ticks[unit].length; spike++) {
                long tick = ticks[unit][spike];
                if (tick < 0 || tick >= duration) {
                    throw new InputException("unit " + unit + ", spike " + spike + " is at tick " + tick
                            + ": must be inside the recording of " + Plural.of(duration, "tick"));
                }
                if (tick < previous) {
                    throw new InputException("unit " + unit + ", spike " + spike + " is at tick " + tick
                            + ", before the spike ahead of it at tick " + previous + ": sort the spikes of each unit");
                }
                previous = tick;
            }
        }
    }

    /// Spike trains from times in seconds, each rounded to the nearest tick. The recording ends one tick after the
    /// last spike.
    ///
    /// @param seconds        `[unit][spike]`, non-decreasing, ≥ 0
    /// @param ticksPerSecond rate of the clock in Hz; take the sampling rate of the recording
    /// @throws InputException as the constructor, and for a time that is not finite
    public static SpikeTrains ofSeconds(double[][] seconds, double ticksPerSecond) {
        long[][] ticks = new long[seconds.length][];
        long last = -1;
        for (int unit = 0; unit < seconds.length; unit++) {
            ticks[unit] = new long[seconds[unit].length];
            for (int spike = 0; spike < seconds[unit].length; spike++) {
                double time = seconds[unit][spike];
                if (!(time >= 0 && time * ticksPerSecond < 0x1p62)) {
                    throw new InputException("unit " + unit + ", spike " + spike + " is at " + time
                            + " s: must be finite and not negative");
                }
                ticks[unit][spike] = Math.round(time * ticksPerSecond);
                last = Math.max(last, ticks[unit][spike]);
            }
        }
        return new SpikeTrains(ticks, ticksPerSecond, last + 1);
    }

    public int units() {
        return ticks.length;
    }

    /// Number of spikes of all units.
    public long spikes() {
        long spikes = 0;
        for (long[] train : ticks) {
            spikes += train.length;
        }
        return spikes;
    }

    public double durationSeconds() {
        return duration / ticksPerSecond;
    }

    /// Tick of the first spike of any unit, or `duration` if all are silent.
    public long firstSpike() {
        long first = duration;
        for (long[] train : ticks) {
            if (train.length > 0) {
                first = Math.min(first, train[0]);
            }
        }
        return first;
    }

    /// A time span in ticks.
    ///
    /// @throws InputException if it is not a whole, positive number of ticks (to one part in 10⁹); the message
    /// proposes one
    public long ticksIn(double seconds) {
        double exact = seconds * ticksPerSecond;
        long whole = Math.max(1, Math.round(exact));
        if (!(Math.abs(exact - whole) <= 1e-9 * whole)) {
            throw new InputException(String.format(
                    Locale.ROOT,
                    "%s s is %s ticks of the %s Hz clock: must be a whole number of ticks, for example %s s",
                    seconds,
                    exact,
                    ticksPerSecond,
                    whole / ticksPerSecond));
        }
        return whole;
    }

    /// Which units fired in which bin. Several spikes of a unit in one bin count once.
    ///
    /// Bin b holds the ticks from + b·ticksPerBin ≤ t < from + (b + 1)·ticksPerBin, so a spike on an edge
    /// belongs to the later bin. The last bin may reach past the end of the recording, so that no spike after
    /// `from` is lost; spikes before `from` are left out.
    ///
    /// @param ticksPerBin bin width ≥ 1
    /// @param from        tick at which the first bin starts, 0 or [#firstSpike] as a rule
    /// @throws InputException if the bins would not fit into memory
    public BinaryRaster raster(long ticksPerBin, long from) {
        BinaryRaster raster = new BinaryRaster(bins(ticksPerBin, from), units());
        for (int unit = 0; unit < ticks.length; unit++) {
            for (long tick : ticks[unit]) {
                if (tick >= from) {
                    raster.set((int) ((tick - from) / ticksPerBin), unit);
                }
            }
        }
        return raster;
    }

    /// Number of spikes of all units in each bin, every spike counted; bins as in [#raster].
    public int[] activity(long ticksPerBin, long from) {
        int[] activity = new int[bins(ticksPerBin, from)];
        for (long[] train : ticks) {
            for (long tick : train) {
                if (tick >= from) {
                    activity[(int) ((tick - from) / ticksPerBin)]++;
                }
            }
        }
        return activity;
    }

    private int bins(long ticksPerBin, long from) {
        if (ticksPerBin < 1 || from < 0 || from > duration) {
            throw new IllegalArgumentException(
                    "bins of " + ticksPerBin + " ticks from tick " + from + " of " + duration);
        }
        long bins = Math.ceilDiv(duration - from, ticksPerBin);
        if (bins * ((units() + 63L) >>> 6) > Integer.MAX_VALUE - 8) {
            throw new InputException(
                    bins + " bins of " + ticksPerBin + " ticks do not fit into memory: use wider bins");
        }
        return (int) bins;
    }
}
