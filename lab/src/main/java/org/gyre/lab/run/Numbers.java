package org.gyre.lab.run;

import java.math.BigDecimal;
import java.math.MathContext;

/// Numbers for readers, the same in every locale.
public final class Numbers {
    private Numbers() {}

    /// At most five significant digits, without trailing zeros; an exponent only below 1e-4 and from 1e7.
    public static String compact(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "undefined" : value > 0 ? "∞" : "−∞";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e7) {
            return Long.toString((long) value);
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(5)).stripTrailingZeros();
        double size = Math.abs(value);
        if (size >= 1e-4 && size < 1e7) {
            return rounded.toPlainString();
        }
        int exponent = rounded.precision() - rounded.scale() - 1;
        return rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
    }
}
