package org.gyre.measure.entropy;

import org.gyre.core.stats.Sum;

/// The entropy of the observed frequencies, ln T − (1/T) Σ n_i ln n_i. Too small, by (K − 1)/2T + O(T⁻²).
final class PlugIn implements EntropyFormula {
    @Override
    public double nats(Occupancies sample) {
        Sum sum = new Sum();
        for (int i = 0; i < sample.size(); i++) {
            double n = (double) sample.count(i);
            sum.add(sample.symbols(i) * (n * StrictMath.log(n)));
        }
        double total = (double) sample.total();
        // Rounding leaves a few units in the last digit where a single symbol was seen.
        return sample.seen() == 1 ? 0 : StrictMath.log(total) - sum.value() / total;
    }
}
