package org.gyre.measure.branching;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// The pair sums of all trials, each cut into stretches, from which coefficients and their bootstrap
/// replicas come.
final class Stretches {
    /// Beyond this ratio of mean square to variance the mean is taken off first, or products would
    /// lose digits.
    private static final double LARGE_MEAN = 100;

    private final CoefficientKind kind;
    /// `[trial][stretch]`
    private final PairSums[][] sums;

    private Stretches(CoefficientKind kind, PairSums[][] sums) {
        this.kind = kind;
        this.sums = sums;
    }

    /// @throws InputException as [Coefficients#of]
    static Stretches of(double[][] trials, int lags, CoefficientKind kind, int perTrial) {
        check(trials, lags);
        double shift = shift(trials);
        PairSums[][] sums = new PairSums[trials.length][];
        for (int i = 0; i < trials.length; i++) {
            sums[i] = PairSums.of(trials[i], lags, perTrial, shift);
        }
        Stretches stretches = new Stretches(kind, sums);
        requireVariation(stretches.coefficients().toArray(), trials);
        return stretches;
    }

    private static void check(double[][] trials, int lags) {
        if (trials.length == 0) {
            throw new InputException("there is no trial: give at least one series of activity");
        }
        int length = trials[0].length;
        for (int i = 0; i < trials.length; i++) {
            if (trials[i].length != length) {
                throw new InputException("trial " + (i + 1) + " has " + Plural.of(trials[i].length, "bin")
                        + " and trial 1 has " + length + ": cut all trials to one length");
            }
            for (int t = 0; t < length; t++) {
                if (!Double.isFinite(trials[i][t])) {
                    throw new InputException("trial " + (i + 1) + ", bin " + (t + 1) + " is " + trials[i][t]
                            + ": activity must be a finite number; leave the trial out or fill in a number");
                }
            }
        }
        if (length < 3) {
            throw new InputException(Plural.of(length, "bin is", "bins are")
                    + " too few for any lag: record longer or cut narrower bins");
        }
        if (lags < 1 || lags > length - 2) {
            throw new InputException(Plural.of(lags, "lag") + " of " + Plural.of(length, "bin")
                    + ": must be from 1 to the number of bins less 2" + " (" + (length - 2)
                    + "); take fewer lags or a longer recording");
        }
    }

    private static void requireVariation(double[] coefficients, double[][] trials) {
        for (int k = 0; k < coefficients.length; k++) {
            if (!Double.isFinite(coefficients[k])) {
                throw new InputException("the activity "
                        + (trials.length > 1 ? "of a trial or of all trials " : "")
                        + "is constant over the bins that lag " + (k + 1)
                        + " leaves: a regression needs variation; bring other data or fewer lags");
            }
        }
    }

    /// A whole number near the mean if that is large against the variation, else 0, which keeps
    /// silent bins silent.
    private static double shift(double[][] trials) {
        double mean = 0;
        for (double[] trial : trials) {
            mean += Arrays.stream(trial).average().orElse(0) / trials.length;
        }
        double squares = 0;
        for (double[] trial : trials) {
            for (double x : trial) {
                squares += (x - mean) * (x - mean) / trial.length / trials.length;
            }
        }
        return mean * mean > LARGE_MEAN * squares ? Math.rint(mean) : 0;
    }

    int trials() {
        return sums.length;
    }

    int lags() {
        return sums[0][0].lags();
    }

    int perTrial() {
        return sums[0].length;
    }

    Coefficients coefficients() {
        return coefficients(totals());
    }

    /// A sample with replacement: of trials if each is one stretch, else of each trial's stretches.
    Stretches replica(RandomGenerator random) {
        PairSums[][] drawn = new PairSums[trials()][];
        for (int i = 0; i < drawn.length; i++) {
            if (perTrial() == 1) {
                drawn[i] = sums[random.nextInt(trials())];
            } else {
                drawn[i] = new PairSums[perTrial()];
                for (int j = 0; j < drawn[i].length; j++) {
                    drawn[i][j] = sums[i][random.nextInt(perTrial())];
                }
            }
        }
        return new Stretches(kind, drawn);
    }

    /// Number of pieces that a replica draws from and a jackknife leaves out: trials, or stretches of
    /// a trial.
    int pieces() {
        return perTrial() == 1 ? trials() : perTrial();
    }

    /// The coefficients without each piece in turn: one trial, or the stretch at one place of every
    /// trial.
    List<Coefficients> withoutEach() {
        List<Coefficients> all = new ArrayList<>();
        if (perTrial() == 1) {
            for (int left = 0; left < trials(); left++) {
                PairSums[] kept = new PairSums[trials() - 1];
                for (int i = 0; i < kept.length; i++) {
                    kept[i] = sums[i < left ? i : i + 1][0];
                }
                all.add(coefficients(kept));
            }
            return all;
        }
        PairSums[] totals = totals();
        for (int left = 0; left < perTrial(); left++) {
            PairSums[] kept = new PairSums[trials()];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = totals[i].without(sums[i][left]);
            }
            all.add(coefficients(kept));
        }
        return all;
    }

    private PairSums[] totals() {
        PairSums[] totals = new PairSums[trials()];
        for (int i = 0; i < totals.length; i++) {
            totals[i] = PairSums.total(sums[i]);
        }
        return totals;
    }

    private Coefficients coefficients(PairSums[] trials) {
        if (kind == CoefficientKind.STATIONARY_MEAN) {
            return new Coefficients(kind, PairSums.total(trials).slopes());
        }
        double[] mean = new double[trials[0].lags()];
        for (PairSums trial : trials) {
            double[] slopes = trial.slopes();
            for (int k = 0; k < mean.length; k++) {
                mean[k] += slopes[k] / trials.length;
            }
        }
        return new Coefficients(kind, mean);
    }
}
