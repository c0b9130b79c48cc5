package org.gyre.lab.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Distributions of positive quantities on doubly logarithmic axes, with fitted curves: avalanche sizes and
/// durations.
///
/// The samples are stored as distinct values with counts, so nothing is lost by the binning of the drawing.
///
/// @param xLabel what was counted, with its unit ("avalanche size (spikes)")
/// @param quantity what the ordinate shows
/// @param binsPerDecade number of logarithmic bins per factor of ten (density only)
/// @param fits curves in the units of the ordinate: probability mass (or density) per unit of x, or probability of
/// x or more
public record DistributionPlot(
        String id,
        String title,
        String caption,
        String xLabel,
        Quantity quantity,
        int binsPerDecade,
        List<Sample> samples,
        List<Series> fits,
        List<Reference> references)
        implements Figure {
    public enum Quantity {
        /// Logarithmically binned probability per unit of x; a bin of a discrete sample is divided by the number of
        /// integers in it.
        DENSITY,
        /// P(X ≥ x), unbinned.
        SURVIVAL
    }

    /// One sample: how often each distinct positive value occurred.
    ///
    /// @param discrete whether the values are whole numbers
    /// @param values distinct values, increasing, all > 0
    /// @param counts number of occurrences of each, all > 0
    @SuppressWarnings("ArrayRecordComponent") // plain numbers for a file; compared by content only in tests
    public record Sample(String name, boolean discrete, double[] values, long[] counts) {
        /// Refuses parts that do not fit together.
        ///
        /// @throws IllegalArgumentException if the lengths differ, or a value is not positive or not
        ///     larger than the one before
        public Sample {
            Require.sameLength("sample '" + name + "', counts", values.length, counts.length);
            for (int i = 0; i < values.length; i++) {
                boolean increasing = i == 0 || values[i] > values[i - 1];
                if (!(values[i] > 0) || values[i] == Double.POSITIVE_INFINITY || !increasing || counts[i] < 1) {
                    throw new IllegalArgumentException(String.format(
                            Locale.ROOT,
                            "sample '%s', entry %d: value %s with count %d; values must be positive, finite and "
                                    + "increasing, counts at least 1",
                            name,
                            i,
                            values[i],
                            counts[i]));
                }
            }
        }

        /// Counts the occurrences of whole numbers ≥ 1, for example avalanche sizes.
        public static Sample of(String name, int[] sizes) {
            double[] values = new double[sizes.length];
            for (int i = 0; i < sizes.length; i++) {
                values[i] = sizes[i];
            }
            return counted(name, true, values);
        }

        /// Counts the occurrences of real numbers > 0.
        public static Sample of(String name, double[] values) {
            return counted(name, false, values.clone());
        }

        /// Total number of observations.
        public long size() {
            return Arrays.stream(counts).sum();
        }

        private static Sample counted(String name, boolean discrete, double[] values) {
            Arrays.sort(values);
            double[] distinct = new double[values.length];
            long[] counts = new long[values.length];
            int n = 0;
            for (double value : values) {
                if (n == 0 || value != distinct[n - 1]) {
                    distinct[n++] = value;
                }
                counts[n - 1]++;
            }
            return new Sample(name, discrete, Arrays.copyOf(distinct, n), Arrays.copyOf(counts, n));
        }
    }

    /// Refuses parts that do not fit together.
    ///
    /// @throws IllegalArgumentException if the id is malformed or the number of bins is not positive
    public DistributionPlot {
        Require.id(id);
        Require.positive("figure '" + id + "', bins per decade", binsPerDecade);
        samples = List.copyOf(samples);
        fits = List.copyOf(fits);
        references = List.copyOf(references);
    }

    /// Log-binned densities, ten bins per decade.
    public static DistributionPlot density(
            String id, String title, String caption, String xLabel, List<Sample> samples, List<Series> fits) {
        return new DistributionPlot(id, title, caption, xLabel, Quantity.DENSITY, 10, samples, fits, List.of());
    }

    /// Survival functions P(X ≥ x).
    public static DistributionPlot survival(
            String id, String title, String caption, String xLabel, List<Sample> samples, List<Series> fits) {
        return new DistributionPlot(id, title, caption, xLabel, Quantity.SURVIVAL, 10, samples, fits, List.of());
    }

    /// The same plot with these references.
    public DistributionPlot with(Reference... references) {
        return new DistributionPlot(
                id, title, caption, xLabel, quantity, binsPerDecade, samples, fits, List.of(references));
    }
}
