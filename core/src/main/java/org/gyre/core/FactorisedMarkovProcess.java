package org.gyre.core;

import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// A stochastic binary network with synchronous updates in which, given the present state, every unit fires
/// independently with a known probability:
///
///     P(x' | x) = ∏_i f_i(x)^{x'_i} (1 − f_i(x))^{1 − x'_i}
///
/// Boltzmann machines, recurrent-infomax networks and infomorphic memories are all of this kind, so that
/// exact measures need only this interface.
///
/// A state is packed 64 units to a word: unit `i` is bit `i & 63` of word `i >> 6`; unused bits are zero.
public interface FactorisedMarkovProcess {
    /// Number of units N ≥ 1.
    int units();

    /// Writes f_i(x) ∈ [0, 1] for i = 0 … N−1, given the packed state x.
    ///
    /// @param state packed state, `(N + 63) / 64` words; not changed
    /// @param probability receives N firing probabilities
    void firingProbabilities(long[] state, double[] probability);

    /// Writes f_i(x) and 1 − f_i(x). A network that knows both sides without cancellation overrides this:
    /// where f is within 10⁻¹⁶ of one, 1 − f says how rare a failure is only if it is computed apart.
    ///
    /// @param fires receives N firing probabilities
    /// @param silent receives N probabilities of not firing
    default void bothProbabilities(long[] state, double[] fires, double[] silent) {
        firingProbabilities(state, fires);
        for (int i = 0; i < units(); i++) {
            silent[i] = 1 - fires[i];
        }
    }

    /// Whether f_to may depend on the state of unit `from`. False must be certain; true may be a guess.
    /// Groups of units that do not influence each other are analysed apart.
    default boolean influences(int from, int to) {
        return true;
    }

    /// Whether f_i(x̄) = 1 − f_i(x) for all states and units, with x̄ the state with every unit flipped, to the last
    /// bit
    /// of [#bothProbabilities]. True must be certain; false leaves it to be found out by looking at all states.
    default boolean flipSymmetric() {
        return false;
    }

    /// log π(x) up to a constant, for a network whose stationary law is known in closed form.
    default Optional<ToDoubleFunction<long[]>> logStationaryWeight() {
        return Optional.empty();
    }
}
