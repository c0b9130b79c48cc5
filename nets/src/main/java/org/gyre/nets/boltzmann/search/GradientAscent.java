package org.gyre.nets.boltzmann.search;

import java.util.Arrays;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.boltzmann.FluxObjective;

/// Ascent of the exact flux along its exact gradient, inside a constraint, by spectral projected gradients
/// (Birgin, Martínez and Raydan 2000): the step along the projected gradient has the length of Barzilai and
/// Borwein, which carries what the last step showed of the curvature, and is halved until it gains enough on
/// the worst of the last few values.
///
/// W = 0 is a stationary point, so starts are random. Every start ends in a local maximum; there are many.
public final class GradientAscent {
    /// Values that a step is compared with.
    private static final int MEMORY = 10;

    /// Part of the gain that the gradient promises which must be real (Armijo).
    private static final double PROMISE = 1e-4;

    private static final double SHORTEST = 1e-8;
    private static final double LONGEST = 1e8;
    private static final int HALVINGS = 50;

    private final FluxObjective objective;
    private final Constraint constraint;
    private final int mostSteps;
    private final double tolerance;

    /// Ascents that end after `mostSteps` steps or where the projected gradient is small.
    ///
    /// @param tolerance largest component of P(W + ∇I) − W at which a point counts as a maximum, nats
    public GradientAscent(FluxObjective objective, Constraint constraint, int mostSteps, double tolerance) {
        this.objective = objective;
        this.constraint = constraint;
        this.mostSteps = mostSteps;
        this.tolerance = tolerance;
    }

    /// Where an ascent ended.
    ///
    /// @param weights W, `[to][from]`, N×N row-major
    /// @param information I, nats
    /// @param steps taken
    /// @param projectedGradient largest component of P(W + ∇I) − W, nats
    /// @param converged whether that is within the tolerance
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Optimum(
            double[] weights, double information, int steps, double projectedGradient, boolean converged) {}

    /// Climbs from one start.
    ///
    /// @param start N×N weights; not changed
    public Optimum climb(double[] start) {
        int n = objective.units();
        double[] w = start.clone();
        constraint.onto(n, w);
        double value = objective.value(w);
        double[] gradient = new double[w.length];
        double[] bias = new double[n];
        double[] next = new double[w.length];
        double[] nextGradient = new double[w.length];
        double[] direction = new double[w.length];
        double[] history = new double[MEMORY];
        Arrays.fill(history, value);
        if (!objective.differentiable()) {
            return new Optimum(w, value, 0, Double.NaN, false);
        }
        objective.gradient(gradient, bias);
        double residual = towards(w, gradient, 1, direction);
        double length = 1 / Math.max(residual, SHORTEST);
        double[] best = w.clone();
        double bestValue = value;
        double bestResidual = residual;
        int steps = 0;
        while (steps < mostSteps && residual > tolerance) {
            towards(w, gradient, length, direction);
            double promise = dot(gradient, direction);
            double floor = Arrays.stream(history).min().orElseThrow();
            double scale = 1;
            boolean found = false;
            for (int h = 0; h < HALVINGS && !found; h++) {
                for (int k = 0; k < w.length; k++) {
                    next[k] = w[k] + scale * direction[k];
                }
                value = objective.value(next);
                found = objective.differentiable() && value >= floor + PROMISE * scale * promise;
                scale /= 2;
            }
            if (!found) {
                break;
            }
            objective.gradient(nextGradient, bias);
            double squares = 0;
            double curvature = 0;
            for (int k = 0; k < w.length; k++) {
                double s = next[k] - w[k];
                squares += s * s;
                curvature -= s * (nextGradient[k] - gradient[k]);
            }
            length = curvature > 0 ? Math.clamp(squares / curvature, SHORTEST, LONGEST) : LONGEST;
            System.arraycopy(next, 0, w, 0, w.length);
            System.arraycopy(nextGradient, 0, gradient, 0, w.length);
            history[steps % MEMORY] = value;
            steps++;
            residual = towards(w, gradient, 1, direction);
            if (value >= bestValue) {
                bestValue = value;
                bestResidual = residual;
                System.arraycopy(w, 0, best, 0, w.length);
            }
        }
        return new Optimum(best, bestValue, steps, bestResidual, bestResidual <= tolerance);
    }

    /// Climbs from random starts and keeps the best. Start k has normal weights of deviation U w, with U uniform
    /// on (0, 1) and w the weight that N-rooks may have.
    ///
    /// @param starts how many, at least 1
    public Optimum best(int starts, RandomStream stream) {
        int n = objective.units();
        Optimum best = null;
        for (int k = 0; k < starts; k++) {
            CounterRandom random = stream.split(k).generator();
            double deviation = constraint.rooksWeight(n) * random.nextDouble();
            double[] start = new double[n * n];
            for (int e = 0; e < start.length; e++) {
                start[e] = deviation * random.nextGaussian();
            }
            Optimum end = climb(start);
            if (best == null || end.information() > best.information()) {
                best = end;
            }
        }
        if (best == null) {
            throw new IllegalArgumentException("starts = " + starts + ": must be at least 1");
        }
        return best;
    }

    /// direction = P(w + length · gradient) − w.
    ///
    /// @return its largest component
    private double towards(double[] w, double[] gradient, double length, double[] direction) {
        for (int k = 0; k < w.length; k++) {
            direction[k] = w[k] + length * gradient[k];
        }
        constraint.onto(objective.units(), direction);
        double largest = 0;
        for (int k = 0; k < w.length; k++) {
            direction[k] -= w[k];
            largest = Math.max(largest, Math.abs(direction[k]));
        }
        return largest;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
