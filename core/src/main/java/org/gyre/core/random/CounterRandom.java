package org.gyre.core.random;

import java.util.random.RandomGenerator;

/// A sequential view of a [RandomStream]: words in order, with all draws of `java.util.random.RandomGenerator`.
///
/// [#position] is the whole state; `stream.generatorAt(position)` continues exactly there. Not thread-safe.
public final class CounterRandom implements RandomGenerator {
    private final RandomStream stream;
    private final int[] group = new int[RandomStream.GROUP];
    private long position;
    private long loadedGroup = -1;

    CounterRandom(RandomStream stream, long position) {
        if (position < 0) {
            throw new IllegalArgumentException("position = " + position + ": must not be negative");
        }
        this.stream = stream;
        this.position = position;
    }

    /// Index of the next word.
    public long position() {
        return position;
    }

    @Override
    public int nextInt() {
        long wanted = position >> 6;
        if (wanted != loadedGroup) {
            stream.fillInts(wanted << 6, group, 0, group.length);
            loadedGroup = wanted;
        }
        return group[(int) (position++ & 63)];
    }

    @Override
    public long nextLong() {
        long low = nextInt() & 0xffffffffL;
        return (long) nextInt() << 32 | low;
    }

    /// Permutes the array in place, each order equally likely (Fisher-Yates).
    public void shuffle(double[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = nextInt(i + 1);
            double swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
    }
}
