package org.gyre.measure.spikes;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.SpikeTrains;

/// How often a spike of one unit is followed by one of another after each delay.
///
/// With lag = (tick of the target) − (tick of the source), bin k = −K … K holds the lags k·width −
/// ⌊width / 2⌋ ≤ lag < k·width + ⌈width / 2⌉: the middle bin lies about zero, and a positive lag means
/// that the source fires first. For a unit with itself the pairs of a spike with itself are left out.
///
/// What is expected without a relation comes from the shift predictor (Perkel, Gerstein and Moore,
/// Biophys. J. 7:419, 1967): the correlogram with the target's train shifted round the recording by
/// each of some times, averaged. Shifts by multiples of the period of a stimulus keep what both units
/// share through it; any others predict from the rates alone.
///
/// @param width     of a bin in ticks
/// @param counts    `[2K + 1]`
/// @param predicted `[2K + 1]`, the shift predictor; all zero without a shift
/// @param deviation `[2K + 1]`, standard deviation over the shifts (divisor n − 1); zero with fewer
/// than two
@SuppressWarnings("ArrayRecordComponent") // a result, handed on and never compared
public record CrossCorrelogram(long width, long[] counts, double[] predicted, double[] deviation) {
    /// The correlogram of two units.
    ///
    /// @param width  of a bin in ticks, ≥ 1
    /// @param reach  K ≥ 0, bins on each side
    /// @param shifts of the predictor in ticks, each from 1 to the duration − 1
    /// @throws InputException if a shift is out of range
    public static CrossCorrelogram of(
            SpikeTrains trains, int source, int target, long width, int reach, long... shifts) {
        if (width < 1 || reach < 0) {
            throw new IllegalArgumentException("bins of " + width + " ticks, " + reach + " on each side");
        }
        long duration = trains.duration();
        long[] from = trains.ticks()[source];
        long[] to = trains.ticks()[target];
        long[] counts = counts(from, to, width, reach);
        if (source == target) {
            counts[reach] -= from.length;
        }
        double[] sums = new double[counts.length];
        double[] squares = new double[counts.length];
        for (long shift : shifts) {
            if (shift < 1 || shift >= duration) {
                throw new InputException("a shift of " + Plural.of(shift, "tick") + ": must be from 1 to "
                        + (duration - 1) + ", inside the recording");
            }
            long[] shifted = counts(from, rotated(to, shift, duration), width, reach);
            for (int k = 0; k < sums.length; k++) {
                sums[k] += shifted[k];
                squares[k] += (double) shifted[k] * shifted[k];
            }
        }
        int n = shifts.length;
        double[] deviation = new double[counts.length];
        for (int k = 0; k < sums.length; k++) {
            deviation[k] = n < 2 ? 0 : Math.sqrt(Math.max(0, squares[k] - sums[k] * sums[k] / n) / (n - 1));
            sums[k] = n == 0 ? 0 : sums[k] / n;
        }
        return new CrossCorrelogram(width, counts, sums, deviation);
    }

    /// The counts without what the shift predictor expects, `[2K + 1]`.
    public double[] corrected() {
        double[] corrected = new double[counts.length];
        for (int k = 0; k < corrected.length; k++) {
            corrected[k] = counts[k] - predicted[k];
        }
        return corrected;
    }

    private static long[] counts(long[] from, long[] to, long width, int reach) {
        long[] counts = new long[2 * reach + 1];
        long half = width / 2;
        long least = -reach * width - half;
        long beyond = (reach + 1) * width - half;
        int start = 0;
        for (long tick : from) {
            while (start < to.length && to[start] - tick < least) {
                start++;
            }
            for (int k = start; k < to.length && to[k] - tick < beyond; k++) {
                counts[(int) ((to[k] - tick - least) / width)]++;
            }
        }
        return counts;
    }

    private static long[] rotated(long[] train, long shift, long duration) {
        long[] rotated = new long[train.length];
        for (int k = 0; k < rotated.length; k++) {
            rotated[k] = (train[k] + shift) % duration;
        }
        Arrays.sort(rotated);
        return rotated;
    }
}
