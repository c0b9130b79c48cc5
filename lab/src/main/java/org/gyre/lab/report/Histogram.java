package org.gyre.lab.report;

import java.util.List;

/// Counts in adjacent bins, one or several samples over the same bins.
///
/// @param edges bin edges, B + 1 increasing values
@SuppressWarnings("ArrayRecordComponent") // plain numbers for a file; compared by content only in tests
public record Histogram(
        String id,
        String title,
        String caption,
        Axis x,
        Axis y,
        double[] edges,
        List<Counts> samples,
        List<Reference> references)
        implements Figure {
    /// One sample: a value for each bin.
    ///
    /// @param counts one value per bin: a count, a fraction or a density, as the label of the ordinate says
    @SuppressWarnings("ArrayRecordComponent") // plain numbers for a file; compared by content only in tests
    public record Counts(String name, double[] counts) {}

    /// Refuses parts that do not fit together.
    ///
    /// @throws IllegalArgumentException if the id is malformed, the edges do not increase, or a sample has another
    /// number of bins
    public Histogram {
        Require.id(id);
        samples = List.copyOf(samples);
        references = List.copyOf(references);
        for (int i = 0; i < edges.length; i++) {
            if (!Double.isFinite(edges[i]) || (i > 0 && !(edges[i] > edges[i - 1]))) {
                throw new IllegalArgumentException("figure '" + id + "', bin edge " + i + " = " + edges[i]
                        + ": must be finite and larger than the one before");
            }
        }
        for (Counts sample : samples) {
            Require.sameLength(
                    "figure '" + id + "', sample '" + sample.name() + "'",
                    Math.max(0, edges.length - 1),
                    sample.counts().length);
        }
    }

    /// Counts `values` in `bins` bins of equal width from the smallest to the largest finite value.
    public static Histogram of(String id, String title, String caption, String xLabel, double[] values, int bins) {
        Require.positive("figure '" + id + "', bins", bins);
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        Axis x = Axis.linear(xLabel);
        Axis y = Axis.linear("count").from(0);
        if (min > max) {
            return new Histogram(id, title, caption, x, y, new double[0], List.of(), List.of());
        }
        if (min == max) {
            min -= 0.5;
            max += 0.5;
        }
        double[] edges = new double[bins + 1];
        for (int b = 0; b <= bins; b++) {
            edges[b] = min + (max - min) * b / bins;
        }
        double[] counts = new double[bins];
        for (double value : values) {
            if (Double.isFinite(value)) {
                counts[Math.min(bins - 1, (int) ((value - min) / (max - min) * bins))]++;
            }
        }
        return new Histogram(id, title, caption, x, y, edges, List.of(new Counts("", counts)), List.of());
    }

    /// The same histogram with these references.
    public Histogram with(Reference... references) {
        return new Histogram(id, title, caption, x, y, edges, samples, List.of(references));
    }
}
