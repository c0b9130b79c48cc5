package org.gyre.measure.flux;

/// The flux that an observer of a few units sees: I[x_S(t); x_S(t+1)] for a subset S, exact, in nats.
public final class SubsetFlux {
    /// Largest subset: its joint law has 4^k entries.
    public static final int LARGEST = 10;

    private SubsetFlux() {}

    /// The flux of one subset.
    ///
    /// @param subset distinct units, at most [#LARGEST]
    /// @throws IllegalArgumentException if there are too many or too few units
    public static double of(StationaryLaw law, int... subset) {
        int k = subset.length;
        if (k < 1 || k > LARGEST) {
            throw new IllegalArgumentException("a subset of " + k + " units: must have 1 to " + LARGEST);
        }
        StateTable table = law.table();
        int words = 1 << k;
        double[] joint = new double[words * words];
        double[] next = new double[words];
        for (int s = 0; s < table.states(); s++) {
            int now = 0;
            next[0] = law.probability(s);
            for (int b = 0; b < k; b++) {
                now |= (s >>> subset[b] & 1) << b;
                double f = table.fires(subset[b], s);
                double g = table.silent(subset[b], s);
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
        return JointLaw.information(words, words, joint);
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
