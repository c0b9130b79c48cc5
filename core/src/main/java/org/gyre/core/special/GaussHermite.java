package org.gyre.core.special;

/// Gauss-Hermite quadrature for averages over a standard Gaussian: Σ_k m_k f(η_k) ≈ ⟨f(η)⟩, exact for
/// polynomials of degree 2n − 1.
///
/// @param nodes  η_k, ascending
/// @param masses m_k, sum to one
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record GaussHermite(double[] nodes, double[] masses) {
    static final int LARGEST = 200;
    private static final int HALVINGS = 80;

    /// The roots of the Hermite polynomial of order n, each by bisection, and the masses from the polynomial
    /// of order n − 1 there.
    ///
    /// @throws IllegalArgumentException if n is not from 1 to 200
    static GaussHermite of(int n) {
        if (n < 1 || n > LARGEST) {
            throw new IllegalArgumentException("quadrature of " + n + " points: must be from 1 to " + LARGEST);
        }
        double[] nodes = new double[n];
        double[] masses = new double[n];
        // The sign changes of the sequence of orders 0 … n at a point count the roots above it (Sturm), so
        // that bisection finds any root without a guess.
        double end = Math.sqrt(4.0 * n + 2);
        for (int k = 0; k < n; k++) {
            double low = -end;
            double high = end;
            for (int step = 0; step < HALVINGS; step++) {
                double middle = 0.5 * (low + high);
                if (rootsBelow(n, middle) > k) {
                    high = middle;
                } else {
                    low = middle;
                }
            }
            double root = 0.5 * (low + high);
            nodes[k] = root;
            double last = normalised(n - 1, root);
            masses[k] = 1 / (n * last * last);
        }
        return new GaussHermite(nodes, masses);
    }

    /// h_k(x) = He_k(x) / √(k!), by its three-term recurrence.
    private static double normalised(int k, double x) {
        double before = 0;
        double now = 1;
        for (int i = 0; i < k; i++) {
            double next = (x * now - Math.sqrt(i) * before) / Math.sqrt(i + 1.0);
            before = now;
            now = next;
        }
        return now;
    }

    private static int rootsBelow(int n, double x) {
        double before = 0;
        double now = 1;
        int changes = 0;
        for (int i = 0; i < n; i++) {
            double next = (x * now - Math.sqrt(i) * before) / Math.sqrt(i + 1.0);
            if ((next < 0) != (now < 0)) {
                changes++;
            }
            before = now;
            now = next;
        }
        return n - changes;
    }
}
