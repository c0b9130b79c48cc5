package org.gyre.data.image;

/// How a sample value v ∈ [0, 1] of a file stands for light.
sealed interface TransferCurve {
    TransferCurve LINEAR = new Power(1.0);
    TransferCurve SRGB = new Srgb();

    /// The light in [0, 1] that the sample v ∈ [0, 1] stands for.
    double light(double v);

    /// light = v^exponent.
    record Power(double exponent) implements TransferCurve {
        @Override
        public double light(double v) {
            return exponent == 1.0 ? v : StrictMath.pow(v, exponent);
        }
    }

    /// The piecewise curve of IEC 61966-2-1.
    record Srgb() implements TransferCurve {
        @Override
        public double light(double v) {
            return v <= 0.04045 ? v / 12.92 : StrictMath.pow((v + 0.055) / 1.055, 2.4);
        }
    }
}
