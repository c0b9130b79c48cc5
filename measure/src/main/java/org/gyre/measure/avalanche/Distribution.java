package org.gyre.measure.avalanche;

/// A law with given parameters on a [Support]. Immutable.
public sealed interface Distribution permits PowerLaw, TruncatedPowerLaw, Exponential, RoundedLaw {
    Family family();

    Support support();

    /// The parameters in the order of [Family#parameterNames].
    double[] parameters();

    /// log of the probability (discrete) or of the density (continuous) at x; −∞ outside the support.
    double logProbability(double x);

    /// P(X ≥ x) for x in [from, to + 1]; whole if discrete.
    double survival(double x);

    /// P(X ≤ x).
    default double cumulative(double x) {
        if (x < support().from()) {
            return 0;
        }
        if (x >= support().to()) {
            return 1;
        }
        return 1 - (support().discrete() ? survival(Math.floor(x) + 1) : survival(x));
    }

    /// Σ log p(xᵢ) over a sample that lies in the support.
    default double logLikelihood(Tally sample) {
        double sum = 0;
        for (int i = 0; i < sample.distinct(); i++) {
            sum += sample.count(i) * logProbability(sample.value(i));
        }
        return sum;
    }

    /// The Kolmogorov–Smirnov distance sup |F_sample(x) − F(x)| over the whole support, for a sample that lies in
    /// it.
    ///
    /// Between two observed values the sample's step is flat and F rises, so it is enough to look at each observed
    /// value and directly below it. (powerlaw 2.0.0 looks only below, so that its distances can be smaller.)
    default double distance(Tally sample) {
        return distance(sample, Double.POSITIVE_INFINITY);
    }

    /// The distance where it is at most `limit`; else some number above the limit, found sooner.
    default double distance(Tally sample, double limit) {
        double n = sample.total();
        long below = 0;
        double distance = 0;
        double after = 1;
        double previous = Double.NaN;
        for (int i = 0; i < sample.distinct() && distance <= limit; i++) {
            double x = sample.value(i);
            double before = support().discrete() && x == previous + 1 ? after : survival(x);
            after = support().discrete() ? Math.max(0, before - Math.exp(logProbability(x))) : before;
            distance = Math.max(distance, Math.abs(1 - before - below / n));
            below += sample.count(i);
            distance = Math.max(distance, Math.abs(1 - after - below / n));
            previous = x;
        }
        return distance;
    }
}
