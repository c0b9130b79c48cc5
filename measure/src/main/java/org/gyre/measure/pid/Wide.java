package org.gyre.measure.pid;

/// A number of about 32 decimal digits, the unevaluated sum of two doubles of which the second is at
/// most half a unit in the last place of the first; with the range of a double.
///
/// Sums and products follow T. J. Dekker, Numerische Mathematik 18, 224 (1971), with a fused
/// multiply-add in place of the split factors.
///
/// @param high the nearest double
/// @param low the rest
record Wide(double high, double low) {
    static final Wide ZERO = new Wide(0, 0);

    static final Wide ONE = new Wide(1, 0);

    /// ln 2, to 32 digits.
    private static final Wide LN2 = new Wide(0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56);

    /// Below this an exponential is no normal number.
    private static final double LEAST_EXPONENT = -690;

    /// The argument of an exponential is divided by 2 to the power of this for its series.
    private static final int HALVINGS = 8;

    /// The next term of the series is below 1e-35 of the sum.
    private static final int TERMS = 10;

    static Wide of(double x) {
        return new Wide(x, 0);
    }

    /// The sum of two numbers of which the first is the larger one.
    private static Wide ordered(double large, double small) {
        double sum = large + small;
        return new Wide(sum, small - (sum - large));
    }

    Wide plus(Wide other) {
        double sum = high + other.high;
        double part = sum - high;
        double lost = (high - (sum - part)) + (other.high - part);
        double lows = low + other.low;
        double lowPart = lows - low;
        double lowLost = (low - (lows - lowPart)) + (other.low - lowPart);
        Wide first = ordered(sum, lost + lows);
        return ordered(first.high, first.low + lowLost);
    }

    Wide minus(Wide other) {
        return plus(other.negated());
    }

    Wide negated() {
        return new Wide(-high, -low);
    }

    Wide times(Wide other) {
        double product = high * other.high;
        return ordered(product, Math.fma(high, other.high, -product) + (high * other.low + low * other.high));
    }

    Wide times(double other) {
        double product = high * other;
        return ordered(product, Math.fma(high, other, -product) + low * other);
    }

    Wide over(Wide other) {
        double first = high / other.high;
        Wide rest = minus(other.times(first));
        double second = rest.high / other.high;
        rest = rest.minus(other.times(second));
        return ordered(first, second).plus(of(rest.high / other.high));
    }

    Wide squareRoot() {
        double root = Math.sqrt(high);
        return of(root).plus(minus(of(root).times(root)).times(0.5 / root));
    }

    /// e to this, or zero where that is below 1e-299.
    Wide exp() {
        if (high < LEAST_EXPONENT) {
            return ZERO;
        }
        double twos = Math.rint(high / LN2.high);
        Wide x = minus(LN2.times(twos)).times(Math.scalb(1.0, -HALVINGS));
        // e^x − 1 in Horner's form, without the digits that the one would cost.
        Wide sum = ONE;
        for (int n = TERMS; n > 1; n--) {
            sum = ONE.plus(x.times(sum).over(of(n)));
        }
        sum = x.times(sum);
        for (int i = 0; i < HALVINGS; i++) {
            sum = sum.times(2).plus(sum.times(sum));
        }
        Wide result = sum.plus(ONE);
        return new Wide(Math.scalb(result.high, (int) twos), Math.scalb(result.low, (int) twos));
    }

    /// The natural logarithm of a positive number: that of its mantissa, a double corrected by one step of
    /// Newton's, and as many ln 2 as its exponent.
    Wide log() {
        int twos = Math.getExponent(high);
        Wide mantissa = new Wide(Math.scalb(high, -twos), Math.scalb(low, -twos));
        Wide near = of(Math.log(mantissa.high));
        Wide step = mantissa.times(near.negated().exp()).minus(ONE);
        return LN2.times(twos).plus(near.plus(step));
    }
}
