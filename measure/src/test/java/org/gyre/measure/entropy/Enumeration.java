package org.gyre.measure.entropy;

import java.util.function.ToDoubleFunction;
import org.gyre.core.special.Gamma;

/// Expectations over every possible sample of a small multinomial law.
final class Enumeration {
    private Enumeration() {}

    /// E[f(n_1 … n_K)] over T draws with the given probabilities.
    static double expectation(double[] p, int total, ToDoubleFunction<long[]> f) {
        return rest(p, 0, total, new long[p.length], Gamma.logGamma(total + 1.0), f);
    }

    private static double rest(
            double[] p, int symbol, int left, long[] counts, double logWeight, ToDoubleFunction<long[]> f) {
        if (symbol == p.length - 1) {
            counts[symbol] = left;
            double log = logWeight + left * Math.log(p[symbol]) - Gamma.logGamma(left + 1.0);
            return Math.exp(log) * f.applyAsDouble(counts.clone());
        }
        double sum = 0;
        for (int n = 0; n <= left; n++) {
            counts[symbol] = n;
            double log = logWeight + n * Math.log(p[symbol]) - Gamma.logGamma(n + 1.0);
            sum += rest(p, symbol + 1, left - n, counts, log, f);
        }
        return sum;
    }
}
