package org.gyre.measure.spikes;

import java.util.Optional;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Sum;
import org.gyre.measure.surrogate.Significance;

/// What the arrival of one spike tells about where on a profile (time after a stimulus, place,
/// direction) it fell.
///
/// With the share p_i of time spent in bin i, its rate λ_i and λ = ∑ p_i λ_i,
///
///     I = ∑ p_i (λ_i / λ) ln(λ_i / λ)
///
/// nats for each spike: Skaggs, McNaughton, Gothard and Markus (NIPS 5, 1993) for places, Brenner,
/// Strong, Koberle, Bialek and de Ruyter van Steveninck (Neural Comput. 12:1531, 2000) for
/// time. It is the information of spikes that are independent given the profile. From n spikes the
/// value is too large by about (bins − 1) / 2n, because a profile of chance is not flat: what redrawn
/// spikes give on average is the estimate of that bias.
///
/// @param nats     I as the profile has it
/// @param spikes   n > 0
/// @param seconds  time over which the profile was taken
/// @param test     I beside that of redrawn spikes, if any were asked for
public record InformationPerSpike(double nats, long spikes, double seconds, Optional<Significance> test) {
    /// A way to draw the spikes of the profile anew as if a spike told nothing.
    public interface Redraw {
        /// Spikes in each bin, `[bin]`.
        long[] counts(RandomStream stream);
    }

    /// The information of a profile of spike counts, without a test.
    ///
    /// @param counts    spikes in each bin, `[bin]`
    /// @param occupancy seconds spent in each bin, `[bin]`, ≥ 0
    /// @throws InputException if there is no spike, or some fell where no time was spent
    public static InformationPerSpike of(long[] counts, double[] occupancy) {
        double seconds = time(occupancy);
        long spikes = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw new IllegalArgumentException("bin " + i + " has " + counts[i] + " spikes");
            }
            if (counts[i] > 0 && occupancy[i] == 0) {
                throw new InputException("bin " + i + " of the profile has " + Plural.of(counts[i], "spike")
                        + " and no time: leave it out, or give the time spent there");
            }
            spikes += counts[i];
        }
        if (spikes == 0) {
            throw new InputException("a profile without spikes has no information per spike: choose a unit that fires");
        }
        return new InformationPerSpike(nats(counts, occupancy, spikes, seconds), spikes, seconds, Optional.empty());
    }

    /// The information of a profile of rates, as a model has it.
    ///
    /// @param rates     in Hz, ≥ 0, `[bin]`
    /// @param occupancy seconds or shares of time of each bin, `[bin]`, ≥ 0
    /// @return I in nats
    /// @throws InputException if no rate is positive where time was spent
    public static double ofRates(double[] rates, double[] occupancy) {
        double seconds = time(occupancy);
        Sum mean = new Sum();
        for (int i = 0; i < rates.length; i++) {
            if (!(rates[i] >= 0 && rates[i] < Double.POSITIVE_INFINITY)) {
                throw new InputException("rate " + i + " is " + rates[i] + " Hz: must be finite and not negative");
            }
            mean.add(occupancy[i] / seconds * rates[i]);
        }
        if (mean.value() == 0) {
            throw new InputException("a profile without spikes has no information per spike: choose a unit that fires");
        }
        Sum sum = new Sum();
        for (int i = 0; i < rates.length; i++) {
            double relative = rates[i] / mean.value();
            sum.add(relative == 0 ? 0 : occupancy[i] / seconds * relative * StrictMath.log(relative));
        }
        return Math.max(0, sum.value());
    }

    /// This beside the information of redrawn spikes.
    ///
    /// @param surrogates ≥ 1; number k uses child k of the stream
    public InformationPerSpike tested(
            double[] occupancy, Redraw redraw, String nullHypothesis, int surrogates, RandomStream stream) {
        if (surrogates < 1) {
            throw new InputException(
                    Plural.of(surrogates, "surrogate") + ": at least one is needed, 200 or more are usual");
        }
        double[] values = new double[surrogates];
        for (int k = 0; k < surrogates; k++) {
            values[k] = nats(redraw.counts(stream.split(k)), occupancy, spikes, seconds);
        }
        return new InformationPerSpike(
                nats, spikes, seconds, Optional.of(new Significance(nats, values, nullHypothesis)));
    }

    /// The value less the mean of the redrawn ones; the value itself without a test. It may be negative
    /// by chance.
    public double correctedNats() {
        return nats - test.map(Significance::mean).orElse(0.0);
    }

    /// The rate of information in nats per second: I times the mean rate.
    public double natsPerSecond() {
        return nats * spikes / seconds;
    }

    /// Spikes that fall anywhere in proportion to the time spent there, independently of each other.
    ///
    /// @param spikes how many
    public static Redraw scattered(long spikes, double[] occupancy) {
        double[] cumulative = occupancy.clone();
        for (int i = 1; i < cumulative.length; i++) {
            cumulative[i] += cumulative[i - 1];
        }
        return stream -> {
            CounterRandom random = stream.generator();
            long[] counts = new long[cumulative.length];
            double all = cumulative[cumulative.length - 1];
            for (long k = 0; k < spikes; k++) {
                counts[above(cumulative, random.nextDouble() * all)]++;
            }
            return counts;
        };
    }

    /// Index of the first sum that is larger than x; never a bin without time.
    private static int above(double[] cumulative, double x) {
        int low = 0;
        int high = cumulative.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (cumulative[middle] > x) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private static double time(double[] occupancy) {
        for (int i = 0; i < occupancy.length; i++) {
            if (!(occupancy[i] >= 0 && occupancy[i] < Double.POSITIVE_INFINITY)) {
                throw new InputException(
                        "the time spent in bin " + i + " is " + occupancy[i] + ": must be finite and not negative");
            }
        }
        double seconds = Sum.of(occupancy);
        if (!(seconds > 0)) {
            throw new InputException("no time was spent in any bin of the profile: give the seconds spent in each");
        }
        return seconds;
    }

    /// ∑ (n_i / n) ln((n_i / n) / p_i): the definition with λ_i = n_i / (p_i T). Rounding may make a
    /// flat one negative.
    private static double nats(long[] counts, double[] occupancy, long spikes, double seconds) {
        Sum sum = new Sum();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                double share = (double) counts[i] / spikes;
                sum.add(share * StrictMath.log(share / (occupancy[i] / seconds)));
            }
        }
        return Math.max(0, sum.value());
    }
}
