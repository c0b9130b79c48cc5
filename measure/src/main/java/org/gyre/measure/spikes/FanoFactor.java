package org.gyre.measure.spikes;

import java.util.OptionalDouble;
import org.gyre.core.SpikeTrains;
import org.gyre.core.stats.Sum;

/// Variance over mean of the spike counts of one unit in windows of one width: 1 for a Poisson process
/// at every width, below for a regular one, above for bursts and changing rates.
///
/// The standard error is the jackknife's over windows (Efron and Stein, Ann. Statist. 9:586, 1981);
/// windows count as independent, so that it is too small where a burst outlasts a window.
///
/// @param seconds       width of a window
/// @param windows       n, whole windows in the recording
/// @param meanCount     mean number of spikes in a window
/// @param fano          absent for a silent unit, or fewer than two windows
/// @param standardError absent where the factor is, and with fewer than three windows
public record FanoFactor(
        double seconds, int windows, double meanCount, OptionalDouble fano, OptionalDouble standardError) {

    /// The factor of one unit in windows of so many ticks.
    ///
    /// @param width of a window in ticks, ≥ 1
    /// @throws org.gyre.core.InputException if the recording is shorter than one window
    public static FanoFactor of(SpikeTrains trains, int unit, long width) {
        SpikeTrains alone =
                new SpikeTrains(new long[][] {trains.ticks()[unit]}, trains.ticksPerSecond(), trains.duration());
        return of(SpikeCounts.of(alone, width), 0, width / trains.ticksPerSecond());
    }

    /// The factor of one unit in the bins of the counts.
    ///
    /// @param seconds width of a bin
    static FanoFactor of(SpikeCounts spikes, int unit, double seconds) {
        int n = spikes.bins();
        double sum = spikes.sum(unit);
        double squares = spikes.sumOfSquares(unit);
        OptionalDouble none = OptionalDouble.empty();
        if (n < 2 || sum == 0) {
            return new FanoFactor(seconds, n, sum / n, none, none);
        }
        double fano = ratio(n, sum, squares);
        return new FanoFactor(
                seconds, n, sum / n, OptionalDouble.of(fano), n < 3 ? none : jackknife(spikes, unit, sum, squares));
    }

    /// ((Q − S²/n) / (n − 1)) / (S/n) of n counts with sum S and sum of squares Q.
    private static double ratio(double n, double sum, double squares) {
        return (n * squares - sum * sum) / ((n - 1) * sum);
    }

    /// √((n − 1)/n · ∑ (F₍ᵢ₎ − mean)²) over the factors without one window; silent windows all give the
    /// same.
    ///
    /// Absent if the unit fires in one window only: without it there is no factor.
    private static OptionalDouble jackknife(SpikeCounts spikes, int unit, double sum, double squares) {
        int n = spikes.bins();
        int[] counts = spikes.counts(unit);
        if (counts.length < 2) {
            return OptionalDouble.empty();
        }
        double[] without = new double[counts.length];
        double silent = ratio(n - 1.0, sum, squares);
        int silents = n - counts.length;
        Sum total = new Sum();
        total.add(silents * silent);
        for (int k = 0; k < counts.length; k++) {
            double c = counts[k];
            without[k] = ratio(n - 1.0, sum - c, squares - c * c);
            total.add(without[k]);
        }
        double mean = total.value() / n;
        Sum deviations = new Sum();
        deviations.add(silents * (silent - mean) * (silent - mean));
        for (double f : without) {
            deviations.add((f - mean) * (f - mean));
        }
        return OptionalDouble.of(Math.sqrt((n - 1.0) / n * deviations.value()));
    }
}
