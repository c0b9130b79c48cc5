package org.gyre.measure.memory;

import org.gyre.core.BinaryRaster;

/// Linear memory of an input-driven network (Jaeger 2001, as used by Tanaka, Nakajima, Aoyagi 2020):
/// how well the input τ steps ago can be read from the present state,
///
///     MC = Σ_{τ=1..τ_max} R²(τ)
///
/// R²(τ) is the squared correlation between u(t−τ) and its best linear prediction from x(t) with a
/// constant. It is fitted on one half of the recording and judged on the other.
///
/// @param rSquared R²(τ) for τ = 1 … τ_max, each in [0, 1]
@SuppressWarnings("ArrayRecordComponent") // a curve for a figure; identity is never asked for
public record MemoryCapacity(double[] rSquared) {
    /// Σ R².
    public double total() {
        double sum = 0;
        for (double value : rSquared) {
            sum += value;
        }
        return sum;
    }

    /// Steps of the shortest recording that can be read.
    public static long stepsNeeded(int readers, int longestDelay) {
        return LinearReadout.stepsNeeded(readers, longestDelay);
    }

    /// Measures the capacity.
    ///
    /// @param raster the recording, network and input
    /// @param readers units `0 … readers − 1` are read out
    /// @param input the unit whose past is to be remembered
    /// @param longestDelay τ_max ≥ 1
    /// @throws org.gyre.core.InputException if the recording is too short for the number of units and
    /// delays
    public static MemoryCapacity of(BinaryRaster raster, int readers, int input, int longestDelay) {
        return new MemoryCapacity(LinearReadout.rSquared(
                raster, readers, longestDelay, longestDelay, (t, d) -> raster.get(t - d - 1, input)));
    }
}
