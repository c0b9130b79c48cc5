package org.gyre.measure.posterior;

import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// The posterior of binary causes given one image, over all patterns. Immutable.
public final class PatternPosterior {
    private final int causes;
    private final double[] logs;
    private final double surprise;

    /// Samples of an inference beside the truth.
    ///
    /// @param divergences from the frequencies of patterns. KL(p‖q) has a pseudocount added to each
    ///     pattern, without which it would be infinite; KL(q‖p) has none. Both are too large by
    ///     what exact samples show, see [PatternPosterior#samples]: KL(q‖p) by about (patterns seen
    ///     − 1) / (2 count)
    /// @param marginals how often each cause was on, `[causes]`
    /// @param count number of samples
    public record Reading(DivergencePair divergences, double[] marginals, int count) {}

    PatternPosterior(int causes, double[] logs, double surprise) {
        this.causes = causes;
        this.logs = logs;
        this.surprise = surprise;
    }

    /// The number of patterns, 2^K.
    public int patterns() {
        return logs.length;
    }

    /// The probability of a pattern given the image.
    ///
    /// @param pattern bit k is cause k
    public double probability(int pattern) {
        return Math.exp(logs[pattern]);
    }

    /// −log p(x) in nats.
    public double surprise() {
        return surprise;
    }

    /// The probability of each cause given the image, `[causes]`.
    public double[] marginals() {
        double[] marginals = new double[causes];
        for (int c = 0; c < logs.length; c++) {
            double p = Math.exp(logs[c]);
            for (int k = 0; k < causes; k++) {
                marginals[k] += (c >> k & 1) * p;
            }
        }
        for (int k = 0; k < causes; k++) {
            marginals[k] = Math.min(1, marginals[k]);
        }
        return marginals;
    }

    /// The divergences of causes that are independently on with the given probabilities.
    ///
    /// @param on `[causes]`, each in [0, 1]
    /// @throws InputException if there is another number of them or one is out of range
    public DivergencePair factorised(double[] on) {
        double[] q = Matrices.checked("probabilities", 1, causes, on);
        double[] logOn = new double[causes];
        double[] logOff = new double[causes];
        for (int k = 0; k < causes; k++) {
            if (!(q[k] >= 0 && q[k] <= 1)) {
                throw new InputException("probability of cause " + k + " (from 0) = " + q[k] + ": must be 0 to 1");
            }
            logOn[k] = Math.log(q[k]);
            logOff[k] = Math.log1p(-q[k]);
        }
        double qp = 0;
        double pq = 0;
        for (int c = 0; c < logs.length; c++) {
            double log = 0;
            for (int k = 0; k < causes; k++) {
                log += (c >> k & 1) == 1 ? logOn[k] : logOff[k];
            }
            qp += term(log, logs[c]);
            pq += term(logs[c], log);
        }
        return new DivergencePair(Math.max(0, qp), Math.max(0, pq));
    }

    /// The least KL(p‖q) that independent causes can have, at the true marginals: the total
    /// correlation of the causes given the image, in nats. No such bound is easy for KL(q‖p).
    public double factorisedFloor() {
        return factorised(marginals()).pq();
    }

    /// Judges samples of an inference, with a pseudocount of ½.
    ///
    /// @param patterns `[count]`
    public Reading read(int[] patterns) {
        return read(patterns, 0.5);
    }

    /// Judges samples of an inference.
    ///
    /// @param patterns `[count]`
    /// @param pseudocount added to each pattern for KL(p‖q) ≥ 0; with 0 the value is infinite as
    ///     soon as a possible pattern was not seen
    /// @throws InputException if there are no samples, a pattern has other causes, or the
    ///     pseudocount is negative
    public Reading read(int[] patterns, double pseudocount) {
        if (patterns.length == 0) {
            throw new InputException("patterns: are none, give at least one sample");
        }
        if (!(pseudocount >= 0 && pseudocount < Double.POSITIVE_INFINITY)) {
            throw new InputException("pseudocount = " + pseudocount + ": must be finite and not negative");
        }
        int[] counts = new int[logs.length];
        double[] marginals = new double[causes];
        for (int r = 0; r < patterns.length; r++) {
            if (patterns[r] < 0 || patterns[r] >= logs.length) {
                throw new InputException("pattern " + r + " (from 0) = " + patterns[r] + ": must be 0 to "
                        + (logs.length - 1) + ", one bit for each of " + causes + " causes");
            }
            counts[patterns[r]]++;
            for (int k = 0; k < causes; k++) {
                marginals[k] += (double) (patterns[r] >> k & 1) / patterns.length;
            }
        }
        double total = patterns.length + pseudocount * logs.length;
        double qp = 0;
        double pq = 0;
        for (int c = 0; c < logs.length; c++) {
            qp += term(Math.log((double) counts[c] / patterns.length), logs[c]);
            pq += term(logs[c], Math.log((counts[c] + pseudocount) / total));
        }
        return new Reading(new DivergencePair(Math.max(0, qp), Math.max(0, pq)), marginals, patterns.length);
    }

    /// Patterns of an exact inference, to see how far above 0 the divergences of so many samples
    /// are.
    ///
    /// @return `[count]`
    public int[] samples(int count, RandomStream stream) {
        double[] cumulative = new double[logs.length];
        double sum = 0;
        for (int c = 0; c < logs.length; c++) {
            sum += Math.exp(logs[c]);
            cumulative[c] = sum;
        }
        CounterRandom random = stream.generator();
        int[] patterns = new int[count];
        for (int r = 0; r < count; r++) {
            patterns[r] = Choice.of(cumulative, random.nextDouble());
        }
        return patterns;
    }

    /// a log(a / b) from logarithms; 0 where a is 0.
    private static double term(double logA, double logB) {
        return logA == Double.NEGATIVE_INFINITY ? 0 : Math.exp(logA) * (logA - logB);
    }
}
