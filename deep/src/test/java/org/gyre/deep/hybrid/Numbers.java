package org.gyre.deep.hybrid;

import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Seeded numbers for tests.
final class Numbers {
    private Numbers() {}

    /// Uniform in [low, high).
    static float[] uniform(String name, int count, double low, double high) {
        CounterRandom random = RandomStream.of(20).split(name).generator();
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (low + (high - low) * random.nextDouble());
        }
        return values;
    }

    static double largest(float[] values) {
        double largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }
}
