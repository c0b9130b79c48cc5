package org.gyre.measure.flux;

/// The flux that an observer of a few units sees: I[x_S(t); x_S(t+1)] for a subset S, and the information
/// from one subset to another, exact, in nats.
public final class SubsetFlux {
    /// Largest subset: its joint law has 4^k entries.
    public static final int LARGEST = 10;

    private SubsetFlux() {}

    /// The flux of one subset.
    ///
    /// @param subset distinct units, at most [#LARGEST]
    /// @throws IllegalArgumentException if there are too many or too few units
    public static double of(StationaryLaw law, int... subset) {
        return between(law, subset, subset);
    }

    /// What some units now tell about some units a step later, I[x_A(t); x_B(t+1)]: of an input channel and
    /// the network behind it, the information that is imported.
    ///
    /// @param from distinct units A, at most [#LARGEST]
    /// @param to distinct units B, at most [#LARGEST]
    /// @throws IllegalArgumentException if there are too many or too few units
    public static double between(StationaryLaw law, int[] from, int[] to) {
        check(from.length);
        check(to.length);
        StateTable table = law.table();
        int words = 1 << to.length;
        double[] joint = new double[(1 << from.length) * words];
        double[] next = new double[words];
        for (int s = 0; s < table.states(); s++) {
            int now = 0;
            for (int b = 0; b < from.length; b++) {
                now |= (s >>> from[b] & 1) << b;
            }
            next[0] = law.probability(s);
            for (int b = 0; b < to.length; b++) {
                double f = table.fires(to[b], s);
                double g = table.silent(to[b], s);
                int half = 1 << b;
                for (int w = 0; w < half; w++) {
                    next[half + w] = next[w] * f;
                    next[w] *= g;
                }
            }
            for (int w = 0; w < words; w++) {
                joint[now * words + w] += next[w];
            }
        }
        return JointLaw.information(1 << from.length, words, joint);
    }

    private static void check(int k) {
        if (k < 1 || k > LARGEST) {
            throw new IllegalArgumentException("a subset of " + k + " units: must have 1 to " + LARGEST);
        }
    }

    /// Mean flux of all pairs of different units.
    public static double meanOfPairs(StationaryLaw law) {
        int n = law.table().units();
        double sum = 0;
        int count = 0;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < a; b++) {
                sum += of(law, a, b);
                count++;
            }
        }
        return sum / count;
    }

    /// Mean flux of all triplets of different units.
    public static double meanOfTriplets(StationaryLaw law) {
        int n = law.table().units();
        double sum = 0;
        int count = 0;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < a; b++) {
                for (int c = 0; c < b; c++) {
                    sum += of(law, a, b, c);
                    count++;
                }
            }
        }
        return sum / count;
    }
}
