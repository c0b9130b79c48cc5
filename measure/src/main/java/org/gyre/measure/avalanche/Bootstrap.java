package org.gyre.measure.avalanche;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import org.gyre.core.Progress;
import org.gyre.core.Team;
import org.gyre.core.random.Binomial;
import org.gyre.core.random.RandomStream;

/// Goodness of fit of a power law by the semi-parametric bootstrap (CSN section 4.1).
///
/// Each replica has the size of the sample. A value comes from the fitted law with the probability n_tail/n, else
/// from the observed values outside its support; then the replica is fitted as the sample was, xmin included. p is
/// the share of replicas with a distance at least as large as the sample's: a small p (CSN: 0.1 or less) rules the
/// power law out, a large one only says that it is not excluded. Its standard error is at most 1/(2√replicas): 2500
/// replicas for two decimals.
///
/// Replica k draws from child k of the stream, so that the result does not depend on order or
/// threads. Replicas are drawn as counts: one of a discrete sample costs some time for each distinct
/// value, and one search for xmin.
///
/// @param p share of replicas at least as far from their fit as the sample is from its own
/// @param replicas number of replicas
/// @param exponentError standard deviation of the replicas' exponents: the error with xmin's uncertainty included
/// @param cutoffError standard deviation of the replicas' xmin
public record Bootstrap(double p, int replicas, double exponentError, double cutoffError) {

    /// Replicas between two reports of progress.
    private static final int BATCH = 32;

    /// The bootstrap of a power law whose xmin was found by [LowerCutoff].
    ///
    /// @param minimumTail as it was given to [LowerCutoff]
    /// @param team threads that share the replicas
    public static Bootstrap withCutoff(
            Tally sample, Fit fit, long minimumTail, int replicas, RandomStream random, Team team, Progress progress) {
        Support support = fit.support();
        return run(
                sample,
                fit,
                replicas,
                random,
                team,
                progress,
                replica -> LowerCutoff.select(replica, support.discrete(), support.to(), minimumTail, Team.alone()));
    }

    /// The bootstrap of a power law whose xmin was given.
    ///
    /// @param team threads that share the replicas
    public static Bootstrap atFixedCutoff(
            Tally sample, Fit fit, int replicas, RandomStream random, Team team, Progress progress) {
        return run(
                sample, fit, replicas, random, team, progress, replica -> Family.POWER_LAW.fit(replica, fit.support()));
    }

    /// Standard error of p, the share of so many independent replicas.
    public double standardError() {
        return Math.sqrt(p * (1 - p) / replicas);
    }

    /// Whether so few replicas are as far from their fit that the power law does not describe the sample.
    public boolean ruledOut() {
        return p <= TailAnalysis.LEVEL;
    }

    /// The finding in plain words.
    public String verdict() {
        String found = p > 0
                ? String.format(Locale.ROOT, "p = %.3g ± %.2g", p, standardError())
                : String.format(
                        Locale.ROOT,
                        "p < %.2g, as none of %d replicas is as far from its fit",
                        1.0 / replicas,
                        replicas);
        return "Goodness of fit: " + found + "; the power law is " + (ruledOut() ? "" : "not ") + "ruled out.";
    }

    private interface Refit {
        Fit of(Tally replica);
    }

    private static Bootstrap run(
            Tally sample, Fit fit, int replicas, RandomStream random, Team team, Progress progress, Refit refit) {
        if (fit.family() != Family.POWER_LAW || replicas < 2) {
            throw new IllegalArgumentException(
                    "family " + fit.family() + ", " + replicas + " replicas: needs a power law and at least 2");
        }
        if (sample.total() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("a sample of " + sample.total() + " values is too large for replicas");
        }
        Replicas source = new Replicas(sample, fit);
        Fit[] fits = new Fit[replicas];
        for (int from = 0; from < replicas; from += BATCH) {
            List<Runnable> tasks = new ArrayList<>();
            for (int k = from; k < Math.min(from + BATCH, replicas); k++) {
                int replica = k;
                tasks.add(() -> fits[replica] =
                        refit.of(source.draw(random.split(replica).generator())));
            }
            team.run(tasks);
            progress.report(from + tasks.size(), replicas, "bootstrap replicas");
        }
        long asFar = Arrays.stream(fits)
                .filter(replica -> replica.distance() >= fit.distance())
                .count();
        return new Bootstrap(
                (double) asFar / replicas,
                replicas,
                deviation(Arrays.stream(fits)
                        .mapToDouble(replica -> replica.parameter("exponent"))
                        .toArray()),
                deviation(Arrays.stream(fits)
                        .mapToDouble(replica -> replica.support().from())
                        .toArray()));
    }

    /// Where replicas come from: the fitted law inside its support, the observed values outside.
    private static final class Replicas {
        private final Sampler law;
        private final Tally below;
        private final Tally above;
        private final long total;
        private final double inside;

        Replicas(Tally sample, Fit fit) {
            law = new Sampler(fit.distribution());
            below = sample.between(0, Math.nextDown(fit.support().from()));
            above = sample.between(Math.nextUp(fit.support().to()), Double.POSITIVE_INFINITY);
            total = sample.total();
            inside = (double) fit.n() / total;
        }

        Tally draw(RandomGenerator random) {
            long within = Binomial.draw(random, total, inside);
            long under = within == total
                    ? 0
                    : Binomial.draw(random, total - within, (double) below.total() / (below.total() + above.total()));
            return below.resample(under, random)
                    .followedBy(law.draw(within, random))
                    .followedBy(above.resample(total - within - under, random));
        }
    }

    private static double deviation(double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double squares = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (x.length - 1));
    }
}
