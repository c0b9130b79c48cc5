package org.gyre.nets.infomorphic.encoder;

import java.util.Arrays;

/// Which of equally many things each neuron stands for: the assignment, each thing to one neuron, with
/// the largest sum. By dynamic programming over the sets of things taken, time n² 2ⁿ.
public final class Matching {
    private static final int MOST = 16;

    private Matching() {}

    /// The best assignment.
    ///
    /// @param values `[neuron][thing]`, square, at most 16 of each
    /// @return the thing of each neuron
    /// @throws IllegalArgumentException if the values are not such a square
    public static int[] best(double[][] values) {
        int n = values.length;
        if (n < 1 || n > MOST || Arrays.stream(values).anyMatch(row -> row.length != n)) {
            throw new IllegalArgumentException(n + " neurons: must be 1 to " + MOST + ", and as many things");
        }
        double[] sums = new double[1 << n];
        int[] last = new int[1 << n];
        for (int taken = 1; taken < sums.length; taken++) {
            int neuron = Integer.bitCount(taken) - 1;
            sums[taken] = Double.NEGATIVE_INFINITY;
            for (int thing = 0; thing < n; thing++) {
                if ((taken >> thing & 1) != 0) {
                    double sum = sums[taken & ~(1 << thing)] + values[neuron][thing];
                    if (sum > sums[taken]) {
                        sums[taken] = sum;
                        last[taken] = thing;
                    }
                }
            }
        }
        int[] things = new int[n];
        int taken = sums.length - 1;
        for (int neuron = n - 1; neuron >= 0; neuron--) {
            things[neuron] = last[taken];
            taken &= ~(1 << last[taken]);
        }
        return things;
    }
}
