package org.gyre.core.stats;

/// The size of a sample as a power of two. Dividing by it loses no bit but of values that become denormal, which
/// lie 2^1022 or more below the largest and do not show beside it. Afterwards squares and their sums stay in
/// range where values are about 1e300, or denormal.
public final class Magnitude {
    private Magnitude() {}

    /// The exponent e of the largest |x|, which is 1 to 2 times 2^e; 0 for a sample of zeros, and
    /// −1023 for one whose largest value is denormal.
    public static int exponent(double[] sample) {
        double largest = 0;
        for (double value : sample) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest == 0 ? 0 : Math.getExponent(largest);
    }

    /// The sample divided by 2^e; a copy.
    public static double[] divided(double[] sample, int exponent) {
        double[] divided = new double[sample.length];
        for (int i = 0; i < divided.length; i++) {
            divided[i] = Math.scalb(sample[i], -exponent);
        }
        return divided;
    }
}
