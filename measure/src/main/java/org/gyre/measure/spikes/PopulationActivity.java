package org.gyre.measure.spikes;

import java.util.Arrays;
import java.util.OptionalDouble;

/// The activity of a whole recording in bins of one width.
///
/// The synchrony χ of Golomb and Rinzel (Physica D 72:259, 1994; Golomb 2007, Scholarpedia 2:1347): χ²
/// is the variance over time of the mean count of all units, divided by the mean over units of the
/// variance of their counts. It is 1 if all units do the same and about 1/√N if they are independent.
///
/// The burst index of Wagenaar, Madhavan, Pine and Potter (J. Neurosci. 25:680, 2005), there in bins of
/// 1 s: (f − q) / (1 − q), where f is the share of all spikes in the fullest bins and q the share of
/// these among all bins: 15 %, or what whole bins allow below it. 0 for constant activity, 1 if all
/// spikes lie in these bins.
///
/// @param bins             number of whole bins
/// @param meanSpikes       spikes of all units in a bin, on average
/// @param fano             variance over mean of the spikes in a bin; absent without spikes or with one
/// bin
/// @param silentBins       share of bins without a spike
/// @param mostActiveUnits  largest number of units that fire in one bin
/// @param synchrony        χ; absent if no unit's count changes
/// @param burstIndex       absent without spikes or with fewer than 7 bins, of which 15 % are not one
/// @param autocorrelation  correlation of the activity of successive bins; absent if it is constant, or
/// bins are fewer than three
public record PopulationActivity(
        int bins,
        double meanSpikes,
        OptionalDouble fano,
        double silentBins,
        int mostActiveUnits,
        OptionalDouble synchrony,
        OptionalDouble burstIndex,
        OptionalDouble autocorrelation) {
    /// Share of bins that the burst index calls the fullest.
    private static final double FULLEST = 0.15;

    /// The activity in the bins of the counts.
    public static PopulationActivity of(SpikeCounts counts) {
        int[] activity = counts.activity();
        int n = activity.length;
        double sum = 0;
        double squares = 0;
        int silent = 0;
        for (int spikes : activity) {
            sum += spikes;
            squares += (double) spikes * spikes;
            silent += spikes == 0 ? 1 : 0;
        }
        // n² times the variance (divisor n)
        double spread = n * squares - sum * sum;
        return new PopulationActivity(
                n,
                sum / n,
                n < 2 || sum == 0 ? OptionalDouble.empty() : OptionalDouble.of(spread / ((n - 1) * sum)),
                (double) silent / n,
                Arrays.stream(counts.activeUnits()).max().orElse(0),
                synchrony(counts, spread),
                burstIndex(activity, sum),
                spread > 0 && n > 2 ? autocorrelation(activity) : OptionalDouble.empty());
    }

    private static OptionalDouble synchrony(SpikeCounts counts, double spread) {
        int units = counts.units();
        double own = 0;
        for (int unit = 0; unit < units; unit++) {
            double sum = counts.sum(unit);
            own += (double) counts.bins() * counts.sumOfSquares(unit) - sum * sum;
        }
        return own == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Math.sqrt(spread / ((double) units * units) / (own / units)));
    }

    private static OptionalDouble burstIndex(int[] activity, double sum) {
        int fullest = (int) Math.floor(FULLEST * activity.length);
        if (fullest == 0 || sum == 0) {
            return OptionalDouble.empty();
        }
        int[] sorted = activity.clone();
        Arrays.sort(sorted);
        double share = (double) fullest / activity.length;
        double most = 0;
        for (int k = sorted.length - fullest; k < sorted.length; k++) {
            most += sorted[k];
        }
        return OptionalDouble.of((most / sum - share) / (1 - share));
    }

    /// Pearson's correlation of activity[0 … n − 2] with activity[1 … n − 1], each with its own mean:
    /// the regression that multistep estimators of branching call r₁, in its symmetric form.
    private static OptionalDouble autocorrelation(int[] activity) {
        int n = activity.length - 1;
        double sx = 0;
        double sy = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int t = 0; t < n; t++) {
            double x = activity[t];
            double y = activity[t + 1];
            sx += x;
            sy += y;
            xx += x * x;
            yy += y * y;
            xy += x * y;
        }
        double spread = (n * xx - sx * sx) * (n * yy - sy * sy);
        return spread > 0 ? OptionalDouble.of((n * xy - sx * sy) / Math.sqrt(spread)) : OptionalDouble.empty();
    }
}
