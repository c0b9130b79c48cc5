package org.gyre.core.optimise;

import java.util.function.DoubleUnaryOperator;

/// The least value of a function of one variable in an interval where it falls and then rises:
/// golden-section search (Kiefer, Proc. Am. Math. Soc. 4:502 (1953)), one evaluation a step, without
/// derivatives.
public final class GoldenSection {
    private static final double SHARE = 0.5 * (Math.sqrt(5) - 1);

    /// Enough to narrow any interval to the last digits.
    private static final int MOST_STEPS = 100;

    private GoldenSection() {}

    /// Where the function is least.
    ///
    /// @param tolerance the search ends when the interval is shorter than this part of |low| +
    ///     |high|; below 1e-8 nothing is gained, because values near the minimum are then the same
    public static double minimum(DoubleUnaryOperator function, double low, double high, double tolerance) {
        double a = low;
        double b = high;
        double c = b - SHARE * (b - a);
        double d = a + SHARE * (b - a);
        double atC = function.applyAsDouble(c);
        double atD = function.applyAsDouble(d);
        for (int i = 0; i < MOST_STEPS && b - a > tolerance * (Math.abs(a) + Math.abs(b)); i++) {
            if (atC < atD) {
                b = d;
                d = c;
                atD = atC;
                c = b - SHARE * (b - a);
                atC = function.applyAsDouble(c);
            } else {
                a = c;
                c = d;
                atC = atD;
                d = a + SHARE * (b - a);
                atD = function.applyAsDouble(d);
            }
        }
        return 0.5 * (a + b);
    }
}
