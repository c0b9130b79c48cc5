package org.gyre.measure.spikes;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.SpikeTrains;

/// Pearson's correlation of the spike counts of two units in bins of one width; NaN if the count of a
/// unit never changes (a silent unit, or a single bin).
///
/// With sums over n bins, r = (n ∑xy − ∑x ∑y) / √((n ∑x² − (∑x)²) (n ∑y² − (∑y)²)). The sums are
/// integers. Spikes are walked through bin by bin, and only the units that fire in a bin meet, so that
/// the work goes with the coincidences and not with pairs times bins.
///
/// @param width of a bin in ticks
public record CountCorrelation(long width) implements PairStatistic {
    /// Beyond it the list of bins takes more memory than is sensible.
    private static final int MOST_BINS = 1 << 27;

    /// @throws InputException if the bins are empty
    public CountCorrelation {
        if (width < 1) {
            throw new InputException("bins of " + Plural.of(width, "tick") + ": must be at least 1");
        }
    }

    @Override
    public String label() {
        return "correlation of counts in bins of " + Plural.of(width, "tick");
    }

    @Override
    public double[] values(SpikeTrains trains) {
        return values(SpikeCounts.of(trains, width));
    }

    /// The correlations of counts that are there already.
    public static double[] values(SpikeCounts counts) {
        if (counts.bins() > MOST_BINS) {
            throw new InputException(
                    counts.bins() + " bins are too many to correlate, " + MOST_BINS + " are allowed: use wider bins");
        }
        int units = counts.units();
        UnitPairs pairs = new UnitPairs(units);
        long[] products = products(counts, pairs);
        double n = counts.bins();
        double[] spread = new double[units];
        for (int i = 0; i < units; i++) {
            double sum = counts.sum(i);
            spread[i] = n * counts.sumOfSquares(i) - sum * sum;
        }
        double[] values = new double[pairs.count()];
        Arrays.fill(values, Double.NaN);
        for (int i = 0; i < units; i++) {
            for (int j = i + 1; j < units; j++) {
                if (spread[i] > 0 && spread[j] > 0) {
                    int at = pairs.index(i, j);
                    double covariance = n * products[at] - (double) counts.sum(i) * counts.sum(j);
                    values[at] = covariance / Math.sqrt(spread[i]) / Math.sqrt(spread[j]);
                }
            }
        }
        return values;
    }

    /// ∑ over bins of the product of the counts of each pair.
    private static long[] products(SpikeCounts counts, UnitPairs pairs) {
        int units = counts.units();
        // A counting sort: the units that fire in a bin, ascending, and how often.
        int[] start = new int[counts.bins() + 1];
        for (int unit = 0; unit < units; unit++) {
            for (int bin : counts.occupied(unit)) {
                start[bin + 1]++;
            }
        }
        for (int bin = 0; bin < counts.bins(); bin++) {
            start[bin + 1] += start[bin];
        }
        int[] member = new int[start[counts.bins()]];
        int[] often = new int[member.length];
        int[] next = Arrays.copyOf(start, counts.bins());
        for (int unit = 0; unit < units; unit++) {
            int[] occupied = counts.occupied(unit);
            int[] count = counts.counts(unit);
            for (int k = 0; k < occupied.length; k++) {
                int at = next[occupied[k]]++;
                member[at] = unit;
                often[at] = count[k];
            }
        }
        long[] products = new long[pairs.count()];
        for (int bin = 0; bin < counts.bins(); bin++) {
            int to = start[bin + 1];
            for (int a = start[bin]; a + 1 < to; a++) {
                int row = pairs.row(member[a]);
                long count = often[a];
                for (int b = a + 1; b < to; b++) {
                    products[row + member[b]] += count * often[b];
                }
            }
        }
        return products;
    }
}
