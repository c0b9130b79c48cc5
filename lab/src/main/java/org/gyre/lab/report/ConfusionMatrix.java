package org.gyre.lab.report;

import java.util.Arrays;
import java.util.List;

/// How often each class was given each name.
///
/// @param counts `[class][name]`; name k is that of class k, and there may be more names than classes
@SuppressWarnings("ArrayRecordComponent") // plain numbers for a file; compared by content only in tests
public record ConfusionMatrix(long[][] counts) {
    /// Refuses counts that make no matrix.
    ///
    /// @throws IllegalArgumentException if rows differ in length, or there are fewer names than classes
    public ConfusionMatrix {
        for (long[] row : counts) {
            if (row.length != counts[0].length || row.length < counts.length) {
                throw new IllegalArgumentException(
                        counts.length + " classes with " + row.length + " names: rows differ, or names are missing");
            }
        }
    }

    /// How many names there are.
    public int names() {
        return counts[0].length;
    }

    /// The counts row after row, for the arrays of a run.
    public double[] flat() {
        return Arrays.stream(counts)
                .flatMapToLong(Arrays::stream)
                .asDoubleStream()
                .toArray();
    }

    /// What is mistaken for what. A class of which nothing was shown has a row of zeros.
    ///
    /// @param shown in words, such as `test images`
    public HeatMap figure(String shown) {
        double[] shares = new double[counts.length * names()];
        for (int i = 0; i < counts.length; i++) {
            double sum = Math.max(1, Arrays.stream(counts[i]).sum());
            for (int j = 0; j < names(); j++) {
                shares[i * names() + j] = i == j ? 0 : counts[i][j] / sum;
            }
        }
        return new HeatMap(
                "confusion",
                "What is taken for what",
                "Share of the " + shown
                        + " of a class that is given another name; the diagonal, what is named rightly, is left blank.",
                "named",
                "is",
                "share of the class",
                counts.length,
                names(),
                shares,
                ColourMap.SEQUENTIAL,
                0.0,
                null,
                List.of(),
                List.of());
    }
}
