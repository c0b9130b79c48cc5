package org.gyre.nets.boltzmann;

/// A network with an input: K units that nothing drives and that drive the network.
///
///     u_i(t) = b_i + Σ_j W_ij y_j(t) + g Σ_k V_ik s_k(t) + r η_i(t)
///
/// The input s(t) is a row of independent fair coins, new at every step and in the coding of the network. It
/// needs no machinery of its own: a unit whose weights and bias are zero fires with probability one half
/// whatever the state is, so that network and input are one Boltzmann machine of N + K units, of which units
/// N … N + K − 1 are the input. s(t) is independent of the network's state at t, and what it tells about the
/// state at t + 1 is the information that the network imports (Metzner and Krauss 2022).
public final class InputChannel {
    private InputChannel() {}

    /// Attaches an input to a network.
    ///
    /// @param network N units
    /// @param inputs K ≥ 1
    /// @param inputWeights V, `[to][input]`, N×K row-major
    /// @param coupling g
    /// @return the machine of N + K units
    /// @throws IllegalArgumentException if V is not N×K, or a weight is not finite
    public static BoltzmannMachine attach(
            BoltzmannMachine network, int inputs, double[] inputWeights, double coupling) {
        int n = network.units();
        if (inputs < 1 || inputWeights.length != n * inputs) {
            throw new IllegalArgumentException(
                    inputWeights.length + " input weights are not " + n + " units x " + inputs + " inputs");
        }
        int all = n + inputs;
        double[] inner = network.weights();
        double[] weights = new double[all * all];
        double[] bias = new double[all];
        System.arraycopy(network.bias(), 0, bias, 0, n);
        for (int i = 0; i < n; i++) {
            System.arraycopy(inner, i * n, weights, i * all, n);
            for (int k = 0; k < inputs; k++) {
                weights[i * all + n + k] = coupling * inputWeights[i * inputs + k];
            }
        }
        return BoltzmannMachine.of(all, weights)
                .withBias(bias)
                .withCoding(network.coding())
                .withNoise(network.averaging());
    }
}
