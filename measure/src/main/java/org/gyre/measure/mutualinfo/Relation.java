package org.gyre.measure.mutualinfo;

import java.util.OptionalDouble;
import org.gyre.core.Estimate;

/// An information I(a; b) or I(a; b | c) between three things that were recorded together, prepared so that
/// it can be evaluated again with the samples of a in another order: what a surrogate test asks for, while
/// everything about b and c stays. Immutable and safe for several threads.
public interface Relation {
    /// Number of samples n.
    default int samples() {
        int samples = 0;
        for (int length : trialLengths()) {
            samples = Math.addExact(samples, length);
        }
        return samples;
    }

    /// Number of samples of each trial; samples of one trial stand together.
    int[] trialLengths();

    /// The value in nats.
    double nats();

    /// The value in nats when sample s of a is replaced by a's sample `order[s]`, for every s.
    ///
    /// @param order n numbers from 0 to n − 1
    double nats(int[] order);

    /// The local values in nats, one for each sample; their mean is the value before any correction of its
    /// bias.
    double[] local();

    /// The probability of a value at least as large if there were no dependence, where theory knows its
    /// distribution for independent samples.
    default OptionalDouble analyticPValue() {
        return OptionalDouble.empty();
    }

    /// The same relation with the words by which its parts are called, such as `H(past, next)`; x, y
    /// and z unless told otherwise.
    ///
    /// @param given what c is called; of no matter where nothing is given
    default Relation called(String first, String second, String given) {
        return this;
    }

    /// The value with its estimator, correction, standard error and warnings.
    ///
    /// @param quantity how the information is called, such as `I(x; y)`
    Estimate estimate(String quantity);
}
