package org.gyre.measure.entropy;

import org.gyre.core.stats.Sum;

/// T Ĥ − (T − 1) × the mean of the plug-in entropies that leave one sample out, which removes the bias of
/// order 1/T. Writing the leave-one-out entropies out gives
///
///     g(T) − (1/T) Σ n_i g(n_i),   g(n) = n ln n − (n − 1) ln(n − 1)
///
/// in which nothing large cancels. Source: S. Zahl, Ecology 58:907 (1977); Burnham and Overton (1979).
final class Jackknife implements EntropyFormula {
    @Override
    public double nats(Occupancies sample) {
        Sum sum = new Sum();
        for (int i = 0; i < sample.size(); i++) {
            sum.add(sample.symbols(i) * ((double) sample.count(i) * logarithm(sample.count(i))));
        }
        double total = (double) sample.total();
        return sample.seen() == 1 ? 0 : logarithm(sample.total()) - sum.value() / total;
    }

    private static double logarithm(long n) {
        return n == 1 ? 0 : StrictMath.log((double) n) - (n - 1) * StrictMath.log1p(-1.0 / n);
    }
}
