package org.gyre.measure.mutualinfo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.special.Normal;
import org.gyre.measure.series.RealSeries;

/// Replaces values by the normal quantiles of their ranks.
final class NormalScores {
    /// More equal values than this share of the samples are told.
    private static final double TELLING_TIES = 0.05;

    private NormalScores() {}

    /// Components of two or three series of the same trials, scored and standardised.
    static Standardised of(RealSeries... series) {
        RealSeries joint = Standardised.joint(series);
        double[] quantiles = quantiles(joint.length());
        List<String> warnings = new ArrayList<>();
        double[][] columns = new double[joint.dimensions()][];
        for (int d = 0; d < columns.length; d++) {
            columns[d] = scores(d, joint.column(d), quantiles, warnings);
        }
        return Standardised.of(joint.trialLengths(), Standardised.widths(series), columns, warnings);
    }

    /// Φ⁻¹(h / (2n + 2)) for twice the rank h = 2 … 2n: halves, because equal values share their mean rank.
    private static double[] quantiles(int n) {
        double[] quantiles = new double[2 * n + 1];
        for (int h = 2; h <= n + 1; h++) {
            double z = Normal.quantile(h / (2.0 * n + 2));
            quantiles[h] = z;
            if (2 * n + 2 - h < quantiles.length) {
                quantiles[2 * n + 2 - h] = -z;
            }
        }
        return quantiles;
    }

    private static double[] scores(int d, double[] column, double[] quantiles, List<String> warnings) {
        double[] sorted = column.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double[] scores = new double[n];
        int equal = 0;
        for (int s = 0; s < n; s++) {
            int below = firstNotBelow(sorted, column[s]);
            int last = below;
            if (last + 1 < n && sorted[last + 1] == column[s]) {
                equal++;
                last = firstNotBelow(sorted, Math.nextUp(column[s])) - 1;
            }
            // Ranks below + 1 … last + 1, twice their mean.
            scores[s] = quantiles[below + last + 2];
        }
        if (equal > TELLING_TIES * n) {
            warnings.add("component " + d + " repeats its values at " + equal + " of " + n
                    + " samples, which share their mean rank: a copula is meant for continuous values");
        }
        return scores;
    }

    /// The first index whose value is not below x.
    private static int firstNotBelow(double[] sorted, double x) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
