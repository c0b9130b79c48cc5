package org.gyre.core.special;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// The logistic function averaged over Gaussian noise, ⟨σ(u + r η)⟩ with η ~ N(0, 1).
///
/// The exact way is the trapezoid rule on the whole line, whose error for a function that is analytic in a
/// strip of half-width a falls as e^{−2πa/h} with the distance h of its points (Trefethen and Weideman
/// 2014). The poles of σ(u + r η) lie at a = π/r, so that h = 0.4/r leaves an error below 10⁻¹⁶ for any
/// noise. A Gauss-Hermite rule of fixed order, as often used, misses the steps of σ for large r; it is here
/// to show by how much. Immutable.
public final class LogisticNormal {
    /// Most points of a Gauss-Hermite rule.
    public static final int MOST_POINTS = GaussHermite.LARGEST;

    /// Largest r: the points of the rule grow with it, 90,000 there.
    public static final double LARGEST_DEVIATION = 1000;

    /// Beyond so many standard deviations the Gaussian adds less than 10⁻¹⁸.
    private static final double REACH = 9;

    /// Distance of the points in units of 1/r: e^{−2π²/0.4} = 4 · 10⁻²².
    private static final double SPACING = 0.4;

    /// Distance of the points for weak noise: the Gaussian's own error is e^{−2π²/h²}.
    private static final double WIDEST = 0.5;

    /// Sums are kept in as many parts, so that their bits do not depend on the width of vectors.
    private static final int PARTS = 8;

    private static final VectorSpecies<Double> LANES =
            DoubleVector.SPECIES_PREFERRED.length() > PARTS ? DoubleVector.SPECIES_512 : DoubleVector.SPECIES_PREFERRED;

    /// e^x and e^{-x} are normal numbers up to here.
    private static final double LARGEST_EXPONENT = 700;

    private final double deviation;
    private final double[] nodes;
    private final double[] masses;
    private final double furthest;

    /// e^{−node}, with a multiple of [#PARTS] values; those behind the last node weigh nothing.
    private final double[] factors;

    private final double[] weights;

    private LogisticNormal(double deviation, double[] nodes, double[] masses) {
        this.deviation = deviation;
        this.nodes = nodes;
        this.masses = masses;
        this.furthest = Arrays.stream(nodes).map(Math::abs).max().orElseThrow();
        this.weights = Arrays.copyOf(masses, (nodes.length + PARTS - 1) / PARTS * PARTS);
        this.factors = new double[weights.length];
        for (int k = 0; k < nodes.length; k++) {
            factors[k] = Math.exp(-nodes[k]);
        }
    }

    /// Exact to rounding, for any u.
    ///
    /// @param deviation r ≥ 0
    /// @throws IllegalArgumentException if it is not from 0 to [#LARGEST_DEVIATION]
    public static LogisticNormal exact(double deviation) {
        check(deviation);
        if (deviation == 0) {
            return new LogisticNormal(0, new double[1], new double[] {1});
        }
        double h = Math.min(WIDEST, SPACING / deviation);
        // A rare event u ≪ 0 comes from noise about η = r, as long as there the Gaussian is not yet rarer.
        double reach = REACH + Math.min(deviation, REACH);
        int half = (int) Math.ceil(reach / h);
        double[] nodes = new double[2 * half + 1];
        double[] masses = new double[nodes.length];
        for (int k = -half; k <= half; k++) {
            double eta = k * h;
            nodes[k + half] = deviation * eta;
            masses[k + half] = h * Math.exp(-eta * eta / 2) / Math.sqrt(2 * Math.PI);
        }
        return new LogisticNormal(deviation, nodes, masses);
    }

    /// The Gauss-Hermite rule with this many points: what a fixed quadrature gives.
    ///
    /// @throws IllegalArgumentException if the deviation is not from 0 to 1000, or the number of points
    ///     is not from 1 to 200
    public static LogisticNormal gaussHermite(double deviation, int points) {
        check(deviation);
        GaussHermite rule = GaussHermite.of(points);
        double[] nodes = rule.nodes();
        for (int k = 0; k < nodes.length; k++) {
            nodes[k] *= deviation;
        }
        return new LogisticNormal(deviation, nodes, rule.masses());
    }

    private static void check(double deviation) {
        if (!(deviation >= 0 && deviation <= LARGEST_DEVIATION)) {
            throw new IllegalArgumentException("noise = " + deviation + ": must be from 0 to " + LARGEST_DEVIATION);
        }
    }

    /// r.
    public double deviation() {
        return deviation;
    }

    /// ⟨σ(u + r η)⟩; the average of 1 − σ is `mean(-u)`, without cancellation.
    public double mean(double u) {
        if (deviation == 0) {
            return Logistic.logistic(u);
        }
        if (factorises(u)) {
            return Math.min(1, meanOfFactors(Math.exp(-u)));
        }
        double sum = 0;
        for (int k = 0; k < nodes.length; k++) {
            sum += masses[k] * Logistic.logistic(u + nodes[k]);
        }
        return Math.min(1, sum);
    }

    /// d⟨σ(u + r η)⟩/du = ⟨σ(u + r η) σ(−u − r η)⟩.
    public double slope(double u) {
        if (deviation == 0) {
            return Logistic.logistic(u) * Logistic.logistic(-u);
        }
        if (factorises(u)) {
            return slopeOfFactors(Math.exp(-u));
        }
        double sum = 0;
        for (int k = 0; k < nodes.length; k++) {
            double v = u + nodes[k];
            sum += masses[k] * Logistic.logistic(v) * Logistic.logistic(-v);
        }
        return sum;
    }

    /// Whether e^{−u−node} = e^{−u} e^{−node} neither over- nor underflows: then one exponential is enough.
    private boolean factorises(double u) {
        return Math.abs(u) + furthest <= LARGEST_EXPONENT;
    }

    /// Σ_k m_k / (1 + x e^{−node_k}).
    private double meanOfFactors(double x) {
        double[] parts = new double[PARTS];
        for (int part = 0; part < PARTS; part += LANES.length()) {
            DoubleVector sum = DoubleVector.zero(LANES);
            for (int k = part; k < factors.length; k += PARTS) {
                DoubleVector one =
                        DoubleVector.fromArray(LANES, factors, k).mul(x).add(1);
                sum = sum.add(DoubleVector.fromArray(LANES, weights, k).div(one));
            }
            sum.intoArray(parts, part);
        }
        return total(parts);
    }

    /// Σ_k m_k x e^{−node_k} / (1 + x e^{−node_k})².
    private double slopeOfFactors(double x) {
        double[] parts = new double[PARTS];
        for (int part = 0; part < PARTS; part += LANES.length()) {
            DoubleVector sum = DoubleVector.zero(LANES);
            for (int k = part; k < factors.length; k += PARTS) {
                DoubleVector odds = DoubleVector.fromArray(LANES, factors, k).mul(x);
                DoubleVector one = odds.add(1);
                // Divided twice: the square of the odds overflows.
                sum = sum.add(DoubleVector.fromArray(LANES, weights, k)
                        .mul(odds.div(one))
                        .div(one));
            }
            sum.intoArray(parts, part);
        }
        return total(parts);
    }

    private static double total(double[] parts) {
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }
}
