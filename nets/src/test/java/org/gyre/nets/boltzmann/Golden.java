package org.gyre.nets.boltzmann;

/// The networks without random numbers whose exact values the specification gives, agreed on there by
/// elimination, power iteration and brute force to 3 · 10⁻¹⁵.
final class Golden {
    private Golden() {}

    /// G(N)_ij = (((7i² + 3j² + 5ij + i + 2j) mod 11) − 5)/4, row = target.
    static double[] weights(int n) {
        double[] w = new double[n * n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                w[i * n + j] = ((7 * i * i + 3 * j * j + 5 * i * j + i + 2 * j) % 11 - 5) / 4.0;
            }
        }
        return w;
    }

    /// β_i = (((3i + 1) mod 5) − 2)/4.
    static double[] bias(int n) {
        double[] b = new double[n];
        for (int i = 0; i < n; i++) {
            b[i] = ((3 * i + 1) % 5 - 2) / 4.0;
        }
        return b;
    }

    static BoltzmannMachine machine(int n) {
        return BoltzmannMachine.of(n, weights(n));
    }
}
