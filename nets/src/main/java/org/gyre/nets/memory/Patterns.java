package org.gyre.nets.memory;

import java.math.BigDecimal;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// Patterns of ±1, one for each row: `[pattern][unit]`. Immutable.
public final class Patterns {
    private final int units;
    private final int count;
    private final byte[] values;

    private Patterns(int units, int count, byte[] values) {
        this.units = units;
        this.count = count;
        this.values = values;
    }

    /// Given patterns.
    ///
    /// @param units  N ≥ 1
    /// @param values `[pattern][unit]`, each −1 or +1; copied
    /// @throws IllegalArgumentException if there is no pattern, the last is not whole or a value is
    ///     another number
    public static Patterns of(int units, byte... values) {
        if (units < 1 || values.length == 0 || values.length % units != 0) {
            throw new IllegalArgumentException(values.length + " values are not whole patterns of " + units + " units");
        }
        for (byte value : values) {
            if (value != 1 && value != -1) {
                throw new IllegalArgumentException("a value is " + value + ": must be -1 or 1");
            }
        }
        return new Patterns(units, values.length / units, values.clone());
    }

    /// Independent values, +1 with probability ½. Pattern μ comes from `stream.split(μ)`: fewer
    /// patterns of the same stream are the first of many.
    ///
    /// @throws IllegalArgumentException if there is no pattern or no unit
    public static Patterns random(int count, int units, RandomStream stream) {
        if (count < 1 || units < 1) {
            throw new IllegalArgumentException(count + " patterns of " + units + " units: must be at least 1 of each");
        }
        byte[] values = new byte[Math.multiplyExact(count, units)];
        for (int pattern = 0; pattern < count; pattern++) {
            CounterRandom random = stream.split(pattern).generator();
            for (int unit = 0; unit < units; unit++) {
                values[pattern * units + unit] = (byte) (random.nextBoolean() ? 1 : -1);
            }
        }
        return new Patterns(units, count, values);
    }

    /// Number of units N.
    public int units() {
        return units;
    }

    /// Number of patterns M.
    public int count() {
        return count;
    }

    /// −1 or +1.
    public int at(int pattern, int unit) {
        return values[pattern * units + unit];
    }

    /// The first patterns alone.
    ///
    /// @throws IllegalArgumentException if they are none, or more than there are
    public Patterns first(int number) {
        if (number < 1 || number > count) {
            throw new IllegalArgumentException("the first " + number + " of " + count + " patterns");
        }
        byte[] kept = new byte[number * units];
        System.arraycopy(values, 0, kept, 0, kept.length);
        return new Patterns(units, number, kept);
    }

    /// Damaged copies: in each pattern exactly ⌊share · N⌋ values change sign, every choice of them
    /// equally likely. The share is read as it is written: .29 of 100 units are 29. Pattern μ draws
    /// from `stream.split(μ)`.
    ///
    /// @param share 0 … 1
    /// @throws IllegalArgumentException if the share is not in that range
    public Patterns flipped(double share, RandomStream stream) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share = " + share + ": must be between 0 and 1");
        }
        int flips =
                BigDecimal.valueOf(share).multiply(BigDecimal.valueOf(units)).intValue();
        byte[] damaged = values.clone();
        int[] order = new int[units];
        for (int pattern = 0; pattern < count; pattern++) {
            for (int unit = 0; unit < units; unit++) {
                order[unit] = unit;
            }
            CounterRandom random = stream.split(pattern).generator();
            // The first places of a Fisher-Yates shuffle are a choice without repetition.
            for (int k = 0; k < flips; k++) {
                int other = k + random.nextInt(units - k);
                int unit = order[other];
                order[other] = order[k];
                damaged[pattern * units + unit] = (byte) -at(pattern, unit);
            }
        }
        return new Patterns(units, count, damaged);
    }

    /// The overlap of a pattern with one of another set, (1/N) Σ_i ξ_i s_i: the cosine of the angle
    /// between them.
    ///
    /// @throws IllegalArgumentException if the patterns differ in length
    public double overlap(int pattern, Patterns others, int other) {
        if (units != others.units) {
            throw new IllegalArgumentException("patterns of " + units + " and of " + others.units + " units");
        }
        int sum = 0;
        for (int unit = 0; unit < units; unit++) {
            sum += at(pattern, unit) * others.at(other, unit);
        }
        return (double) sum / units;
    }

    /// The values in single precision, `[pattern][unit]`.
    public float[] floats() {
        float[] copy = new float[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i];
        }
        return copy;
    }

    /// The values in double precision, `[pattern][unit]`.
    public double[] doubles() {
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = values[i];
        }
        return copy;
    }

    /// A pattern as a state of an [org.gyre.core.StateMap]: bit i & 63 of word i >> 6 is set where
    /// unit i is +1.
    public long[] state(int pattern) {
        long[] words = new long[(units + 63) >>> 6];
        for (int unit = 0; unit < units; unit++) {
            if (at(pattern, unit) > 0) {
                words[unit >>> 6] |= 1L << (unit & 63);
            }
        }
        return words;
    }
}
