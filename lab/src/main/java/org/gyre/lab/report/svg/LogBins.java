package org.gyre.lab.report.svg;

import java.util.ArrayList;
import java.util.List;
import org.gyre.lab.report.DistributionPlot;

/// Probability per unit of x of a sample in bins of equal width on a logarithmic axis.
///
/// Bin k covers 10^(k/b) ≤ x < 10^((k+1)/b), with b bins per decade. The width of a bin of a discrete
/// sample is the number of integers in it, so that a power law stays straight also where bins are as
/// narrow as one integer; bins without an integer do not exist. Empty bins give no point.
final class LogBins {
    /// One bin that holds at least one observation.
    ///
    /// @param centre geometric middle (of its first and last integer if discrete)
    /// @param density share of the sample in the bin, divided by the width
    /// @param width length of the bin, or number of integers in it
    record Bin(double centre, double density, double width) {}

    private LogBins() {}

    static List<Bin> of(DistributionPlot.Sample sample, int perDecade) {
        List<Bin> bins = new ArrayList<>();
        double total = sample.size();
        double[] values = sample.values();
        int i = 0;
        while (i < values.length) {
            int k = (int) Math.floor(StrictMath.log10(values[i]) * perDecade);
            // The logarithm may miss by one where a value lies on an edge.
            while (edge(k + 1, perDecade) <= values[i]) {
                k++;
            }
            while (edge(k, perDecade) > values[i]) {
                k--;
            }
            double low = edge(k, perDecade);
            double high = edge(k + 1, perDecade);
            long count = 0;
            while (i < values.length && values[i] < high) {
                count += sample.counts()[i++];
            }
            double first = sample.discrete() ? Math.ceil(low) : low;
            double last = sample.discrete() ? Math.ceil(high) - 1 : high;
            double width = sample.discrete() ? last - first + 1 : high - low;
            bins.add(new Bin(StrictMath.sqrt(first * last), count / total / width, width));
        }
        return bins;
    }

    private static double edge(int k, int perDecade) {
        return StrictMath.pow(10, (double) k / perDecade);
    }
}
