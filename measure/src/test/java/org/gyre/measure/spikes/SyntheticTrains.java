package org.gyre.measure.spikes;

import java.util.Arrays;
import org.gyre.core.SpikeTrains;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Spike trains of known law, on a clock of 1 kHz.
final class SyntheticTrains {
    private SyntheticTrains() {}

    /// Independent units, each of which fires in every tick with the same small probability.
    static SpikeTrains bernoulli(int units, double probability, int duration, RandomStream stream) {
        long[][] ticks = new long[units][];
        for (int unit = 0; unit < units; unit++) {
            CounterRandom random = stream.split(unit).generator();
            long[] train = new long[duration];
            int n = 0;
            for (int t = 0; t < duration; t++) {
                if (random.nextDouble() < probability) {
                    train[n++] = t;
                }
            }
            ticks[unit] = Arrays.copyOf(train, n);
        }
        return new SpikeTrains(ticks, 1000, duration);
    }

    /// Independent units with a memory: each is up or down, for 300 ticks on average, and fires only while up.
    static SpikeTrains switching(int units, double probabilityUp, int duration, RandomStream stream) {
        long[][] ticks = new long[units][];
        for (int unit = 0; unit < units; unit++) {
            CounterRandom random = stream.split(unit).generator();
            long[] train = new long[duration];
            int n = 0;
            boolean up = random.nextBoolean();
            for (int t = 0; t < duration; t++) {
                up ^= random.nextDouble() < 1.0 / 300;
                if (up && random.nextDouble() < probabilityUp) {
                    train[n++] = t;
                }
            }
            ticks[unit] = Arrays.copyOf(train, n);
        }
        return new SpikeTrains(ticks, 1000, duration);
    }

    /// A train whose intervals are sums of `order` exponential ones: a gamma process.
    ///
    /// @param mean interval in ticks
    static long[] gamma(int order, double mean, int spikes, RandomStream stream) {
        CounterRandom random = stream.generator();
        long[] train = new long[spikes];
        double time = 0;
        for (int k = 0; k < spikes; k++) {
            for (int part = 0; part < order; part++) {
                time += random.nextExponential() * mean / order;
            }
            train[k] = Math.round(time);
        }
        return train;
    }
}
