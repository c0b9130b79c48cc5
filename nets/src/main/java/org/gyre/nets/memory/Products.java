package org.gyre.nets.memory;

import org.gyre.core.linalg.Blas;

/// Sums of products of patterns; whole numbers, hence exact.
final class Products {
    private Products() {}

    /// Σ_μ ξ_i^μ ξ_j^μ, `[unit][unit]`.
    static double[] ofUnits(Patterns patterns) {
        int n = patterns.units();
        int m = patterns.count();
        double[] x = patterns.doubles();
        double[] sums = new double[n * n];
        Blas.best().dgemm(true, false, n, n, m, 1, x, 0, n, x, 0, n, 0, sums, 0, n);
        return sums;
    }

    /// Σ_i ξ_i^μ ξ_i^ν, `[pattern][pattern]`.
    static double[] ofPatterns(Patterns patterns) {
        int n = patterns.units();
        int m = patterns.count();
        double[] x = patterns.doubles();
        double[] sums = new double[Math.multiplyExact(m, m)];
        Blas.best().dgemm(false, true, m, m, n, 1, x, 0, n, x, 0, n, 0, sums, 0, m);
        return sums;
    }
}
