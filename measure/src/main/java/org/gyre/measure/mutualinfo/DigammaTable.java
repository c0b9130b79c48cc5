package org.gyre.measure.mutualinfo;

import org.gyre.core.special.Gamma;
import org.gyre.core.stats.Sum;

/// ψ(1) … ψ(n), by ψ(m + 1) = ψ(m) + 1/m with compensated summation.
final class DigammaTable {
    private final double[] values;

    /// @param largest n ≥ 1
    DigammaTable(int largest) {
        values = new double[largest + 1];
        Sum sum = new Sum();
        sum.add(-Gamma.EULER);
        for (int m = 1; m <= largest; m++) {
            values[m] = sum.value();
            sum.add(1.0 / m);
        }
    }

    /// ψ(m), 1 ≤ m ≤ n.
    double at(int m) {
        return values[m];
    }
}
