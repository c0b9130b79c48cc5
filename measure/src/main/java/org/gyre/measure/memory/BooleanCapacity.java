package org.gyre.measure.memory;

import java.util.Arrays;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;

/// Capacity of an input-driven network for Boolean functions of its recent input u.
///
/// The 2^m − 1 parities of the non-empty subsets S of the last m inputs, with u = ±1,
///
///     χ_S(t) = Π_{τ ∈ S} u(t−τ),   S ⊆ {1 … m}
///
/// are, with the constant, an orthonormal basis of all Boolean functions of these inputs when u is a
/// fair coin. The capacity is the sum of what can be read of each,
///
///     BC = Σ_S R²(χ_S)
///
/// as in the information processing capacity of Dambre, Verstraeten, Schrauwen and Massar (2012), whose
/// argument bounds it by the number of units that are read. Subsets of one element are the linear
/// memory of the last m inputs; larger ones need the network to compute. Tanaka, Nakajima and Aoyagi
/// (2020) speak of a Boolean capacity whose exact definition is not at hand: this one is ours.
///
/// @param rSquared R² by subset, at index b − 1 that whose inputs u(t−1), u(t−2), … are the bits 0,
///     1, … of b
@SuppressWarnings("ArrayRecordComponent") // a spectrum; identity is never asked for
public record BooleanCapacity(double[] rSquared) {
    /// The longest window: 255 functions.
    public static final int LONGEST_WINDOW = 8;

    /// Σ R² over all subsets.
    public double total() {
        return Arrays.stream(rSquared).sum();
    }

    /// Measures the capacity.
    ///
    /// @param raster the recording, network and input
    /// @param readers units `0 … readers − 1` are read out
    /// @param input the unit whose past is the input
    /// @param window m, from 1 to [#LONGEST_WINDOW]
    /// @throws InputException if the window is out of range, or the recording too short for the number
    /// of units
    public static BooleanCapacity of(BinaryRaster raster, int readers, int input, int window) {
        if (window < 1 || window > LONGEST_WINDOW) {
            throw new InputException("window = " + window + ": must be from 1 to " + LONGEST_WINDOW);
        }
        int[] past = new int[raster.steps()];
        for (int t = 1; t < past.length; t++) {
            past[t] = (past[t - 1] << 1 | (raster.get(t - 1, input) ? 1 : 0)) & (1 << window) - 1;
        }
        return new BooleanCapacity(LinearReadout.rSquared(
                raster, readers, (1 << window) - 1, window, (t, d) -> (Integer.bitCount(past[t] & d + 1) & 1) != 0));
    }
}
