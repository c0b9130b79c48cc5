package org.gyre.measure.surrogate;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.SpikeTrains;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Each spike drawn anew, uniformly within the window of a fixed grid in which it lies: the counts in
/// the windows stay, and with them every change of the rate that is slower than a window; finer timing
/// goes.
///
/// Interval jitter, for which p-values are exact under the null hypothesis that timing within windows
/// is uniform, as they are not for spikes that are moved about their own places: Amarasingham,
/// Harrison, Hatsopoulos and Geman, J. Neurophysiol. 107:517 (2012). Refractoriness and bursts finer
/// than a window go too. The last window ends with the recording.
///
/// @param window length of a window in ticks, ≥ 1
public record SpikeJitter(long window) implements SpikeSurrogate {
    /// @throws InputException if the window is empty
    public SpikeJitter {
        if (window < 1) {
            throw new InputException("a jitter window of " + Plural.of(window, "tick") + ": must be at least 1");
        }
    }

    @Override
    public String label() {
        return "jitter within windows of " + Plural.of(window, "tick");
    }

    @Override
    public SpikeTrains apply(SpikeTrains trains, RandomStream stream) {
        long[][] jittered = new long[trains.units()][];
        for (int unit = 0; unit < jittered.length; unit++) {
            long[] train = trains.ticks()[unit].clone();
            CounterRandom random = stream.split(unit).generator();
            for (int k = 0; k < train.length; k++) {
                long start = train[k] / window * window;
                train[k] = start + random.nextLong(Math.min(window, trains.duration() - start));
            }
            Arrays.sort(train);
            jittered[unit] = train;
        }
        return new SpikeTrains(jittered, trains.ticksPerSecond(), trains.duration());
    }

    @Override
    public double distinct(SpikeTrains trains) {
        double product = 1;
        for (long[] train : trains.ticks()) {
            for (int k = 0; k < train.length && product < Double.POSITIVE_INFINITY; k++) {
                long start = train[k] / window * window;
                product *= Math.min(window, trains.duration() - start);
            }
        }
        return product;
    }

    @Override
    public boolean drawsTheRecording() {
        return true;
    }

    @Override
    public String remedy() {
        return "widen the window or bring a faster clock";
    }
}
