package org.gyre.measure.pid;

import java.util.Arrays;

/// The least of −H_Q(Y | S₁, S₂) = Σ q ln (q / Q) over all laws q(s₁, s₂, y) ≥ 0 with given margins
/// q(s₁, y) and q(s₂, y), where Q(s₁, s₂) = Σ_y q; with a proof of how close it is.
///
/// The Lagrange dual is free of q: with a multiplier λ for every margin, and u = λ₁(s₁, y) + λ₂(s₂, y)
/// in each cell,
///
///     max Σ λ₁ q(s₁, y) + Σ λ₂ q(s₂, y)   subject to   L(s₁, s₂) = ln Σ_y e^u ≤ 0
///
/// (the cone program of Makkeh, Theis and Vicente, Entropy 19, 530 (2017), written as a geometric
/// program). The weights Q are the multipliers of its constraints: q = Q c with c = e^{u−L}. An
/// interior-point method solves
///
///     margins of Q c = the given ones,   −L Q = μ w for every pair (s₁, s₂),   μ → 0
///
/// by Newton steps in λ alone, in which Q is eliminated pair by pair. The weights w are the Q of sources
/// that are independent given the target: a pair that is improbable has a small share in μ from the
/// start, and does not hold up the others. An optimum may lie on the boundary where some Q = 0; there
/// L < 0 takes the place of Q > 0. Every λ on the way satisfies L < 0 and bounds the minimum from below;
/// every q, scaled to the exact margins, bounds it from above.
///
/// Where probabilities differ by many orders of magnitude the equations can be all rounding and the
/// bounds stay apart. [WideCouplingProgram] then tries again in more digits. If that fails too, the
/// bounds say so.
final class CouplingProgram {
    /// Difference of the bounds at which the search is over, in nats: 1e-9, less room for rounding and
    /// for cells that were left out.
    static final double TARGET = 9e-10;

    /// No pair has a smaller w.
    private static final double FLOOR = 1e-12;

    /// Powers of the independent Q that serve as w in 32 digits, in turn. A small w keeps an improbable
    /// pair from leaving its scale, a large one lets it gain weight sooner: no choice suits all laws.
    private static final double[] WIDE_POWERS = {0.5, 1, 0.3};

    private static final int MOST_STEPS = 150;

    /// Sum of −L Q from which on the bounds are computed.
    private static final double CLOSE = 1e-7;

    /// Steps without better bounds after which rounding is to blame and the search ends.
    private static final int PATIENCE = 8;

    /// Fraction of the way to the boundary that a step may go.
    private static final double TO_BOUNDARY = 0.99;

    /// A step this short shows that the point is far from the central path.
    private static final double SHORT = 0.05;

    private static final int MOST_CENTRING = 50;

    /// Newton decrement, in units of μ, at which the central path is near enough.
    private static final double CENTRED = 1e-8;

    private final Couplings cells;
    private final int pairs;
    private final int multipliers;

    /// λ, `[multiplier]`.
    private final double[] lambda;
    /// Q, L and the predicted changes, `[pair]`.
    private final double[] weight;
    private final double[] level;
    private final double[] weightStep;
    private final double[] levelStep;
    private final double[] centre;
    /// w, `[pair]`.
    private final double[] scale;
    /// c, `[cell]`.
    private final double[] share;
    private final double[] lambdaStep;
    private final double[] triedLambda;
    private final double[] triedLevel;
    private final double[] triedShare;
    private final NormalEquations equations;

    private double upper = Double.POSITIVE_INFINITY;
    private double lower = Double.NEGATIVE_INFINITY;

    /// Bounds of the minimum, in nats.
    ///
    /// @param upper the value of a law with the given margins
    /// @param lower a proven bound
    /// @param iterations Newton steps
    record Optimum(double upper, double lower, int iterations) {}

    /// @param first q(s₁, y), `[s₁][y]`
    /// @param second q(s₂, y), `[s₂][y]`
    /// @throws org.gyre.core.InputException if there are too many of them
    CouplingProgram(double[] first, int firstSize, double[] second, int secondSize, int ys) {
        cells = Couplings.of(first, firstSize, second, secondSize, ys);
        pairs = cells.pairs();
        multipliers = cells.margins();
        lambda = new double[multipliers];
        weight = new double[pairs];
        level = new double[pairs];
        weightStep = new double[pairs];
        levelStep = new double[pairs];
        centre = new double[pairs];
        scale = new double[pairs];
        share = new double[cells.count()];
        lambdaStep = new double[multipliers];
        triedLambda = new double[multipliers];
        triedLevel = new double[pairs];
        triedShare = new double[cells.count()];
        equations = new NormalEquations(cells);
    }

    Optimum solve() {
        start();
        int stale = 0;
        int step = 0;
        while (step < MOST_STEPS && stale < PATIENCE) {
            double complementarity = complementarity(weight, level);
            if (complementarity <= CLOSE) {
                stale = bound() ? 0 : stale + 1;
                if (upper - lower <= TARGET) {
                    break;
                }
            }
            if (!step(complementarity)) {
                break;
            }
            step++;
        }
        bound();
        if (upper - lower > TARGET && multipliers <= WideCouplingProgram.MOST_MULTIPLIERS) {
            step += widen();
        }
        return new Optimum(upper, lower, step);
    }

    /// Given the target, the sources are independent at first: q = q(s₁, y) q(s₂, y) / q(y), which has
    /// the margins, and λ with u = ln q, so that L = ln Q.
    private void start() {
        cells.independent(lambda);
        levels(lambda, level, share);
        double highest = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < pairs; j++) {
            weight[j] = Math.exp(level[j]);
            scale[j] = Math.max(weight[j], FLOOR);
            highest = Math.max(highest, level[j]);
        }
        if (highest > -0.05) {
            // A single pair has Q = 1 and would start on the boundary.
            cells.shiftFirst(lambda, -0.05 - Math.max(0, highest));
            levels(lambda, level, share);
        }
    }

    private static double complementarity(double[] weights, double[] levels) {
        double sum = 0;
        for (int j = 0; j < weights.length; j++) {
            sum -= weights[j] * levels[j];
        }
        return sum;
    }

    /// One Newton step with Mehrotra's choice of μ, as small as a step towards μ = 0 turns out to
    /// allow.
    private boolean step(double mean) {
        equations.factor(weight, level, share);
        Arrays.fill(centre, 0);
        direction();
        double length = longest();
        double predicted = 0;
        for (int j = 0; j < pairs; j++) {
            predicted -= (weight[j] + length * weightStep[j]) * triedLevel[j];
        }
        double ratio = predicted / mean;
        double aim = Math.clamp(ratio * ratio * ratio, 1e-4, 1) * mean;
        for (int j = 0; j < pairs; j++) {
            centre[j] = aim * scale[j] + weightStep[j] * levelStep[j];
        }
        direction();
        length = longest();
        if (length < SHORT) {
            for (int j = 0; j < pairs; j++) {
                centre[j] = 0.5 * mean * scale[j];
            }
            direction();
            length = longest();
        }
        if (length < SHORT) {
            return recentre(0.2 * mean);
        }
        accept();
        for (int j = 0; j < pairs; j++) {
            weight[j] += length * weightStep[j];
        }
        return true;
    }

    /// Goes back to the central path where Newton's predictions fail: with Q = μ w/σ the step descends
    /// the barrier function
    ///
    ///     φ(λ) = −bᵀ λ − μ Σ w ln (−L)
    ///
    /// which is convex: steps that shrink until they pay lead to its minimum, as far as rounding lets them.
    ///
    /// @return false if there was not a single such step, as rounding spoils the direction
    private boolean recentre(double mean) {
        for (int j = 0; j < pairs; j++) {
            centre[j] = mean * scale[j];
        }
        double[] kept = weight.clone();
        for (int i = 0; i < MOST_CENTRING; i++) {
            for (int j = 0; j < pairs; j++) {
                weight[j] = mean * scale[j] / -level[j];
            }
            equations.factor(weight, level, share);
            cells.rightHandSide(centre, level, share, triedLambda);
            double[] slope = triedLambda.clone();
            direction();
            double decrement = 0;
            for (int m = 0; m < multipliers; m++) {
                decrement += slope[m] * lambdaStep[m];
            }
            boolean moved = descend(mean, decrement);
            if (!moved && i == 0) {
                System.arraycopy(kept, 0, weight, 0, pairs);
                return false;
            }
            if (!moved || decrement < CENTRED * mean) {
                break;
            }
        }
        for (int j = 0; j < pairs; j++) {
            weight[j] = mean * scale[j] / -level[j];
        }
        return true;
    }

    /// Follows the direction as far as φ falls by a tenth of what its slope promises; whether there was
    /// such a step.
    private boolean descend(double mean, double decrement) {
        double before = barrier(lambda, level, mean);
        for (double length = 1; length > 1e-12; length /= 2) {
            for (int i = 0; i < multipliers; i++) {
                triedLambda[i] = lambda[i] + length * lambdaStep[i];
            }
            levels(triedLambda, triedLevel, triedShare);
            if (barrier(triedLambda, triedLevel, mean) <= before - 0.1 * length * decrement) {
                accept();
                return true;
            }
        }
        return false;
    }

    /// φ, or infinity outside of L < 0.
    private double barrier(double[] at, double[] levels, double mean) {
        double sum = 0;
        for (int j = 0; j < pairs; j++) {
            if (!(levels[j] < 0)) {
                return Double.POSITIVE_INFINITY;
            }
            sum += scale[j] * Math.log(-levels[j]);
        }
        return -cells.dual(at) - mean * sum;
    }

    private void accept() {
        System.arraycopy(triedLambda, 0, lambda, 0, multipliers);
        System.arraycopy(triedLevel, 0, level, 0, pairs);
        System.arraycopy(triedShare, 0, share, 0, share.length);
    }

    /// The Newton direction for −L Q = `centre`: with σ = −L,
    ///
    ///     A [Q (diag c − c cᵀ) + (Q/σ) c cᵀ] Aᵀ δλ = b − A (c centre/σ),   δQ = centre/σ − Q + (Q/σ) cᵀ Aᵀ δλ
    private void direction() {
        cells.rightHandSide(centre, level, share, lambdaStep);
        equations.solve(lambdaStep);
        for (int j = 0; j < pairs; j++) {
            double change = 0;
            for (int k = cells.start(j); k < cells.start(j + 1); k++) {
                change += share[k] * cells.exponent(k, lambdaStep);
            }
            levelStep[j] = change;
            weightStep[j] = (centre[j] + weight[j] * change) / -level[j] - weight[j];
        }
    }

    /// The longest step up to 1 that keeps all Q > 0 and L < 0, with λ, L and c there.
    private double longest() {
        double length = 1;
        for (int j = 0; j < pairs; j++) {
            if (weight[j] + weightStep[j] < (1 - TO_BOUNDARY) * weight[j]) {
                length = Math.min(length, -TO_BOUNDARY * weight[j] / weightStep[j]);
            }
        }
        while (true) {
            for (int i = 0; i < multipliers; i++) {
                triedLambda[i] = lambda[i] + length * lambdaStep[i];
            }
            levels(triedLambda, triedLevel, triedShare);
            boolean inside = true;
            for (int j = 0; j < pairs; j++) {
                inside &= triedLevel[j] <= (1 - TO_BOUNDARY) / 2 * level[j];
            }
            if (inside || length < SHORT / 2) {
                return inside ? length : 0;
            }
            length *= 0.8;
        }
    }

    /// L and c of given multipliers.
    private void levels(double[] multipliersAt, double[] levels, double[] shares) {
        for (int j = 0; j < pairs; j++) {
            int from = cells.start(j);
            int to = cells.start(j + 1);
            double largest = Double.NEGATIVE_INFINITY;
            for (int k = from; k < to; k++) {
                shares[k] = cells.exponent(k, multipliersAt);
                largest = Math.max(largest, shares[k]);
            }
            double sum = 0;
            for (int k = from; k < to; k++) {
                shares[k] = Math.exp(shares[k] - largest);
                sum += shares[k];
            }
            for (int k = from; k < to; k++) {
                shares[k] /= sum;
            }
            levels[j] = largest + Math.log(sum);
        }
    }

    /// Starts again in more digits, which takes tens of milliseconds and more; how many steps it took.
    private int widen() {
        int steps = 0;
        for (int i = 0; i < WIDE_POWERS.length && upper - lower > TARGET; i++) {
            start();
            double total = 0;
            for (int j = 0; j < pairs; j++) {
                scale[j] = Math.pow(weight[j], WIDE_POWERS[i]);
                total += scale[j];
            }
            for (int j = 0; j < pairs; j++) {
                scale[j] /= total;
            }
            WideCouplingProgram wide = new WideCouplingProgram(cells, scale, lambda);
            wide.solve();
            steps += wide.steps();
            System.arraycopy(wide.lambda(), 0, lambda, 0, multipliers);
            levels(lambda, level, share);
            bound(wide.law());
        }
        return steps;
    }

    /// Improves both bounds where the present point does; whether it did.
    private boolean bound() {
        double[] law = new double[share.length];
        for (int j = 0; j < pairs; j++) {
            for (int k = cells.start(j); k < cells.start(j + 1); k++) {
                law[k] = weight[j] * share[k];
            }
        }
        return bound(law);
    }

    /// Improves both bounds by λ and by a law whose margins are nearly the given ones.
    private boolean bound(double[] law) {
        double before = upper - lower;
        lower = Math.max(lower, cells.dual(cells.feasible(lambda, level)));
        cells.roundToMargins(law);
        upper = Math.min(upper, cells.negativeConditionalEntropy(law));
        return upper - lower < before;
    }
}
