package org.gyre.core.stats;

/// Whether values that follow each other are so alike that a theory of independent values misjudges
/// their mean.
///
/// Correlations ρ_l multiply the variance of the mean of many values by 1 + 2 Σ ρ_l. Lags are added
/// in pairs as long as a pair is more than independent values give, and no further than it takes to
/// tell. Source of the pairs: Geyer, Statistical Science 7:473 (1992), section 3.3.
///
/// This asks about numbers and about one statistic, their mean; `measure.entropy.Recurrence` asks
/// the same of symbols, which have no mean, and of an entropy, whose bias grows by the pairs of
/// equal symbols that lie close together.
public final class SerialMemory {
    /// A variance that is larger by this factor has a test at level 0.05 reject in 7.4 % of all cases.
    public static final double FACTOR = 1.2;

    /// A pair counts beyond so many of its standard errors in independent values, √(2/n).
    private static final double ERRORS = 3;

    /// Correlation of successive values that [#canTell] asks for: of products of two
    /// autoregressions, or of two chains, that each keep a half from one step to the next.
    private static final double NOTABLE = 0.25;

    private SerialMemory() {}

    /// Whether there are values enough for [#in] to find a notable memory about every second time:
    /// one whose values at lag l have the correlation 1/4^l, which has a test at level 0.05 reject
    /// in 13 % of all cases. One trial of 208 values is enough.
    ///
    /// Values that have no neighbours, since each is a trial, leave nothing to tell.
    ///
    /// @param lengths values of each trial
    public static boolean canTell(int... lengths) {
        double values = 0;
        double next = 0;
        double second = 0;
        for (int length : lengths) {
            values += length;
            next += Math.max(0, length - 1);
            second += Math.max(0, length - 2);
        }
        // The mean of the values is taken from them too, which costs either lag the variance of a mean.
        double lost = 2 * (1 + NOTABLE) / (1 - NOTABLE);
        double pair = (NOTABLE * next + NOTABLE * NOTABLE * second - lost) / values;
        return next == 0 || pair > least(values);
    }

    private static double least(double values) {
        return ERRORS * Math.sqrt(2 / values);
    }

    /// Whether memory enlarges the variance of the mean by more than [#FACTOR]; where there are too
    /// few values for [#canTell], memory may be there and not be found.
    ///
    /// @param series the values, all trials one after the other
    /// @param lengths values of each trial; no value is compared with one of another trial
    public static boolean in(double[] series, int... lengths) {
        double mean = Descriptive.mean(series);
        double variance = products(series, mean, 0, lengths);
        if (!(variance > 0)) {
            return false;
        }
        double least = least(series.length);
        double factor = 1;
        for (int lag = 1; lag + 1 < series.length; lag += 2) {
            double pair = (products(series, mean, lag, lengths) + products(series, mean, lag + 1, lengths)) / variance;
            if (pair <= least) {
                return false;
            }
            factor += 2 * pair;
            if (factor > FACTOR) {
                return true;
            }
        }
        return false;
    }

    private static double products(double[] series, double mean, int lag, int... lengths) {
        double sum = 0;
        int start = 0;
        for (int length : lengths) {
            for (int i = start; i + lag < start + length; i++) {
                sum += (series[i] - mean) * (series[i + lag] - mean);
            }
            start += length;
        }
        return sum;
    }
}
