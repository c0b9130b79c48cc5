package org.gyre.measure.spikes;

import org.gyre.core.InputException;
import org.gyre.core.special.Gamma;

/// A firing rate with the exact interval of a Poisson mean.
///
/// The interval of Garwood (Biometrika 28:437, 1936): with n spikes the smallest mean μ for which P(N ≥
/// n; μ) reaches α/2, and the largest for which P(N ≤ n; μ) does, each divided by the time. Its
/// coverage is at least 1 − α if spikes are Poisson; for trains that burst it is too narrow, by about
/// the square root of the Fano factor in long windows.
///
/// @param spikes     n ≥ 0
/// @param seconds    length of the recording, > 0
/// @param hertz      n / seconds
/// @param lower      lower end in Hz, 0 without spikes
/// @param upper      upper end in Hz, finite also without spikes
/// @param confidence 1 − α
public record FiringRate(long spikes, double seconds, double hertz, double lower, double upper, double confidence) {
    /// The rate of so many spikes in so long a time.
    ///
    /// @param confidence of the interval, in (0, 1)
    /// @throws InputException if the recording has no length
    public static FiringRate of(long spikes, double seconds, double confidence) {
        if (spikes < 0 || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException(spikes + " spikes, confidence " + confidence);
        }
        if (!(seconds > 0)) {
            throw new InputException("a recording of " + seconds + " s has no firing rate: it must have a length");
        }
        double tail = (1 - confidence) / 2;
        double lower = spikes == 0 ? 0 : lower(spikes, tail);
        return new FiringRate(
                spikes, seconds, spikes / seconds, lower / seconds, upper(spikes, tail) / seconds, confidence);
    }

    /// The μ at which P(N ≥ n; μ) = P(n, μ), the regularised lower gamma function, is `tail`.
    private static double lower(long n, double tail) {
        double below = 0;
        double above = n;
        for (int halving = 0; below < above && halving < 200; halving++) {
            double middle = 0.5 * (below + above);
            if (middle == below || middle == above) {
                break;
            }
            if (Gamma.regularisedLower((double) n, middle) < tail) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return below;
    }

    /// The μ at which P(N ≤ n; μ) = Q(n + 1, μ) is `tail`.
    private static double upper(long n, double tail) {
        double below = n;
        double above = n + 1.0;
        while (Gamma.regularisedUpper(n + 1.0, above) > tail) {
            above = n + 2 * (above - n);
        }
        for (int halving = 0; halving < 200; halving++) {
            double middle = 0.5 * (below + above);
            if (middle == below || middle == above) {
                break;
            }
            if (Gamma.regularisedUpper(n + 1.0, middle) > tail) {
                below = middle;
            } else {
                above = middle;
            }
        }
        return above;
    }
}
