package org.gyre.nets.boltzmann.search;

import java.util.Optional;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.attractor.FunctionalGraph;
import org.gyre.nets.boltzmann.Rooks;
import org.gyre.nets.boltzmann.ThresholdMap;

/// N-rooks whose many short cycles are joined by one loop: a construction of long cycles for any N.
///
///     W = P G,   G_jj = N − 2,   G_jk = +1 for k < j, −1 for k > j,   P a signed permutation (rooks)
///
/// In G a unit keeps its value unless all others speak against it: N − 2 against N − 1. For unit j that is so in the
/// state a_j in which units 0 … j − 1 fire and the others are silent, and in its flip, and in no other state;
/// where one of the others agrees, N − 2 stand against N − 3. So the map of G is the identity except for the loop
///
///     a_0 → a_1 → … → a_{N−1} → ā_0 → … → ā_{N−1} → a_0
///
/// of 2N states. Every input is an odd number, hence there are no ties and |u| ≥ 1. The rooks P alone permute all
/// states in cycles of at most a few dozen. P G visits them in the same way, except that on the loop it goes over
/// from one cycle to the next: for suitable P all 2^N states become one cycle if N is 2, 3, 4, 6 or 8.
///
/// For odd N ≥ 5 that cannot be: on the 2^(N−1) pairs {x, x̄} the loop is a cycle of N pairs, an even permutation,
/// and so are P's exchanges and negations, while a cycle of all pairs is odd. The longest are 30 of 32 for N = 5
/// (all P enumerated) and, as far as searched, 126 of 128, 496 of 512 and, for N = 10, 880 of 1024.
public final class LoopedRooks {
    /// What a search found.
    ///
    /// @param rooks P
    /// @param period length of the longest cycle
    public record Found(Rooks rooks, int period) {}

    private LoopedRooks() {}

    /// The weights P G, `[to][from]`, N×N row-major.
    public static int[] weights(Rooks rooks) {
        int n = rooks.units();
        int[] weights = new int[n * n];
        for (int i = 0; i < n; i++) {
            int j = rooks.source().get(i);
            int sign = rooks.sign().get(i);
            for (int k = 0; k < n; k++) {
                weights[i * n + k] = sign * (k == j ? n - 2 : k < j ? 1 : -1);
            }
        }
        return weights;
    }

    /// Draws rooks until a full cycle of 2^N states is found.
    ///
    /// @param units N, at least 2
    /// @param draws at most
    /// @return the longest cycle found, nothing without draws
    public static Optional<Found> search(int units, int draws, RandomStream stream) {
        Found best = null;
        for (int k = 0; k < draws && (best == null || best.period() < 1 << units); k++) {
            Rooks rooks = Rooks.random(units, stream.split(k));
            int[] weights = weights(rooks);
            double[] real = new double[weights.length];
            for (int e = 0; e < real.length; e++) {
                real[e] = weights[e];
            }
            int period = FunctionalGraph.of(ThresholdMap.of(units, real).table().next())
                    .longestPeriod();
            if (best == null || period > best.period()) {
                best = new Found(rooks, period);
            }
        }
        return Optional.ofNullable(best);
    }
}
