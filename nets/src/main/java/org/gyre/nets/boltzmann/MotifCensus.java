package org.gyre.nets.boltzmann;

import java.util.Arrays;
import java.util.stream.IntStream;

/// All networks of three units with weights −1, 0 or +1 and autapses, up to the names of the units:
/// 3411 motifs (Krauss, Zankl, Schilling, Schulze and Metzner 2019).
///
/// A motif is written as a number: its nine entries −1, 0, +1 in the order `[to][from]` are the digits
/// 0, 1, 2 of a number to the base 3, the first the lowest. Of the up to six numbers that permutations
/// of the units make, the smallest is the canonical form. By Burnside's lemma there are (3⁹ + 3 · 3⁵ +
/// 2 · 3³)/6 = 3411.
public final class MotifCensus {
    /// Number of units of a motif.
    public static final int UNITS = 3;

    /// Number of matrices, 3⁹.
    public static final int MATRICES = 19_683;

    private static final int ENTRIES = UNITS * UNITS;
    private static final int[][] PERMUTATIONS = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    private static final int[] CODES =
            IntStream.range(0, MATRICES).filter(code -> canonical(code) == code).toArray();

    private MotifCensus() {}

    /// The canonical forms of all motifs, ascending.
    public static int[] codes() {
        return CODES.clone();
    }

    /// The smallest number that a permutation of the units makes of this one.
    ///
    /// @throws IllegalArgumentException if it is not in 0 … 3⁹ − 1
    public static int canonical(int code) {
        return Arrays.stream(permuted(code)).min().orElseThrow();
    }

    /// Number of matrices that are this motif: 1, 2, 3 or 6.
    ///
    /// @throws IllegalArgumentException if the code is not in 0 … 3⁹ − 1
    public static int arrangements(int code) {
        return (int) Arrays.stream(permuted(code)).distinct().count();
    }

    /// The number of a matrix.
    ///
    /// @param entries nine times −1, 0 or +1, `[to][from]`
    /// @throws IllegalArgumentException if they are not nine or something else
    public static int code(int[] entries) {
        if (entries.length != ENTRIES) {
            throw new IllegalArgumentException(entries.length + " entries: must be " + ENTRIES);
        }
        int code = 0;
        for (int k = ENTRIES - 1; k >= 0; k--) {
            if (entries[k] < -1 || entries[k] > 1) {
                throw new IllegalArgumentException("entry " + k + " is " + entries[k] + ": must be -1, 0 or 1");
            }
            code = 3 * code + entries[k] + 1;
        }
        return code;
    }

    /// The nine entries −1, 0 or +1 of a number, `[to][from]`.
    ///
    /// @throws IllegalArgumentException if the code is not in 0 … 3⁹ − 1
    public static int[] entries(int code) {
        if (code < 0 || code >= MATRICES) {
            throw new IllegalArgumentException("code = " + code + ": must be from 0 to " + (MATRICES - 1));
        }
        int[] entries = new int[ENTRIES];
        int rest = code;
        for (int k = 0; k < ENTRIES; k++) {
            entries[k] = rest % 3 - 1;
            rest /= 3;
        }
        return entries;
    }

    /// The weights of a motif, `[to][from]`, 3×3 row-major.
    ///
    /// @param weight the magnitude of all that are not zero
    /// @throws IllegalArgumentException if the code is not in 0 … 3⁹ − 1
    public static double[] weights(int code, double weight) {
        return Arrays.stream(entries(code)).mapToDouble(entry -> entry * weight).toArray();
    }

    private static int[] permuted(int code) {
        int[] entries = entries(code);
        int[] codes = new int[PERMUTATIONS.length];
        for (int p = 0; p < codes.length; p++) {
            int[] other = new int[ENTRIES];
            for (int i = 0; i < UNITS; i++) {
                for (int j = 0; j < UNITS; j++) {
                    other[i * UNITS + j] = entries[PERMUTATIONS[p][i] * UNITS + PERMUTATIONS[p][j]];
                }
            }
            codes[p] = code(other);
        }
        return codes;
    }
}
