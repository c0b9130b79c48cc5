package org.gyre.measure.avalanche;

import java.util.Arrays;
import org.gyre.core.Progress;
import org.gyre.core.random.RandomStream;

/// Goodness of fit of a power law by the semi-parametric bootstrap (CSN section 4.1).
///
/// Each replica has the size of the sample. A value comes from the fitted law with the probability n_tail/n, else
/// from the observed values outside its support; then the replica is fitted as the sample was, xmin included. p is
/// the share of replicas with a distance at least as large as the sample's: a small p (CSN: 0.1 or less) rules the
/// power law out, a large one only says that it is not excluded. Its standard error is at most 1/(2√replicas): 2500
/// replicas for two decimals.
///
/// Replica k draws from child k of the stream, so that the result does not depend on order. One replica costs about
/// 50 ns for each value in the sample and one search for xmin.
///
/// @param p share of replicas at least as far from their fit as the sample is from its own
/// @param replicas number of replicas
/// @param exponentError standard deviation of the replicas' exponents: the error with xmin's uncertainty included
/// @param cutoffError standard deviation of the replicas' xmin
public record Bootstrap(double p, int replicas, double exponentError, double cutoffError) {

    /// The bootstrap of a power law whose xmin was found by [LowerCutoff].
    ///
    /// @param minimumTail as it was given to [LowerCutoff]
    public static Bootstrap withCutoff(
            Tally sample, Fit fit, long minimumTail, int replicas, RandomStream random, Progress progress) {
        Support support = fit.support();
        return run(
                sample,
                fit,
                replicas,
                random,
                progress,
                replica -> LowerCutoff.select(replica, support.discrete(), support.to(), minimumTail));
    }

    /// The bootstrap of a power law whose xmin was given.
    public static Bootstrap atFixedCutoff(Tally sample, Fit fit, int replicas, RandomStream random, Progress progress) {
        return run(sample, fit, replicas, random, progress, replica -> Family.POWER_LAW.fit(replica, fit.support()));
    }

    private interface Refit {
        Fit of(Tally replica);
    }

    private static Bootstrap run(
            Tally sample, Fit fit, int replicas, RandomStream random, Progress progress, Refit refit) {
        if (fit.family() != Family.POWER_LAW || replicas < 2) {
            throw new IllegalArgumentException(
                    "family " + fit.family() + ", " + replicas + " replicas: needs a power law and at least 2");
        }
        if (sample.total() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("a sample of " + sample.total() + " values is too large for replicas");
        }
        Sampler sampler = new Sampler(fit.distribution());
        Tally outside = outside(sample, fit.support());
        double inside = (double) fit.n() / sample.total();
        int asFar = 0;
        double[] exponents = new double[replicas];
        double[] cutoffs = new double[replicas];
        for (int k = 0; k < replicas; k++) {
            var generator = random.split(k).generator();
            double[] values = new double[(int) sample.total()];
            for (int i = 0; i < values.length; i++) {
                values[i] = outside.total() == 0 || generator.nextDouble() < inside
                        ? sampler.draw(generator)
                        : outside.at(generator.nextLong(outside.total()));
            }
            Fit replica = refit.of(Tally.of(values));
            asFar += replica.distance() >= fit.distance() ? 1 : 0;
            exponents[k] = replica.parameter("exponent");
            cutoffs[k] = replica.support().from();
            progress.report(k + 1, replicas, "bootstrap replicas");
        }
        return new Bootstrap((double) asFar / replicas, replicas, deviation(exponents), deviation(cutoffs));
    }

    /// The values that the fit leaves out.
    private static Tally outside(Tally sample, Support support) {
        double[] values = new double[sample.distinct()];
        long[] counts = new long[sample.distinct()];
        int k = 0;
        for (int i = 0; i < sample.distinct(); i++) {
            if (sample.value(i) < support.from() || sample.value(i) > support.to()) {
                values[k] = sample.value(i);
                counts[k++] = sample.count(i);
            }
        }
        return Tally.of(Arrays.copyOf(values, k), Arrays.copyOf(counts, k));
    }

    private static double deviation(double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double squares = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (x.length - 1));
    }
}
