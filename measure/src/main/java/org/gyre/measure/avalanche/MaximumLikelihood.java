package org.gyre.measure.avalanche;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.gyre.core.InputException;
import org.gyre.core.optimise.DownhillSimplex;

/// Finds the maximum of a likelihood and its curvature there.
final class MaximumLikelihood {
    /// A maximum that is higher than the value at a bound by less than this (nats) lies at the bound.
    private static final double FLAT = 1e-3;

    /// How far inside a bound the likelihood is looked at; coordinates that lead to a limit are logarithms.
    private static final double INWARD = 0.5;

    /// Steps of the finite differences are chosen so that the log-likelihood falls by about this much.
    private static final double DROP = 0.01;

    private final Model model;
    private final Tally sample;
    private final Support support;
    private final double[] lower;
    private final double[] upper;

    private MaximumLikelihood(Model model, Tally sample, Support support) {
        this.model = model;
        this.sample = sample;
        this.support = support;
        lower = model.lower(sample, support);
        upper = model.upper(sample, support);
    }

    static Fit fit(Model model, Family family, Tally sample, Support support) {
        MaximumLikelihood search = new MaximumLikelihood(model, sample, support);
        double[] best = search.maximum();
        boolean atBound = search.snap(best);
        Distribution law = model.at(best, support);
        double logLikelihood = law.logLikelihood(sample);
        double distance = law.distance(sample);
        if (!Double.isFinite(logLikelihood) || !Double.isFinite(distance)) {
            throw new InputException(
                    "the values from " + sample.minimum() + " to " + sample.maximum()
                            + " are too large, too small or too far apart for the likelihood of a " + family.label()
                            + ": divide them all by one number that brings them near 1, or narrow the range with xmin and xmax");
        }
        return new Fit(
                law,
                atBound ? unknown(family.parameterNames().size()) : search.standardErrors(best),
                logLikelihood,
                sample.total(),
                distance,
                atBound ? Fit.Outcome.AT_BOUND : Fit.Outcome.INTERIOR,
                atBound && search.risesAtBound(best));
    }

    /// Whether the likelihood differs between a bound that holds the maximum and a point [#INWARD] of it: it has then
    /// not reached its limit.
    private boolean risesAtBound(double[] best) {
        double top = value(best);
        for (int i = 0; i < best.length; i++) {
            if (best[i] == lower[i] || best[i] == upper[i]) {
                double[] inside = best.clone();
                inside[i] += best[i] == lower[i] ? INWARD : -INWARD;
                if (value(inside) < top - FLAT) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Moves coordinates to a bound where that costs next to nothing: the likelihood is flat towards a limit of the
    /// family. Returns whether any coordinate lies at a bound.
    private boolean snap(double[] best) {
        boolean atBound = false;
        double top = value(best);
        for (int i = 0; i < best.length; i++) {
            for (double bound : new double[] {lower[i], upper[i]}) {
                double[] moved = best.clone();
                moved[i] = bound;
                if (value(moved) >= top - FLAT) {
                    best[i] = bound;
                    atBound = true;
                }
            }
        }
        return atBound;
    }

    private static List<Double> unknown(int parameters) {
        return Collections.nCopies(parameters, Double.NaN);
    }

    private double value(double[] free) {
        double value = model.at(free, support).logLikelihood(sample);
        return Double.isFinite(value) ? value : Double.NEGATIVE_INFINITY;
    }

    private double[] maximum() {
        Optional<double[]> solution = model.solution(sample, support);
        if (solution.isPresent()) {
            return solution.get();
        }
        DownhillSimplex simplex = new DownhillSimplex(this::value, lower, upper);
        double[] best = new double[0];
        double bestValue = Double.NEGATIVE_INFINITY;
        for (double[] start : model.starts(sample, support)) {
            double[] end = simplex.maximise(start, 0.5, 1e-2);
            double value = value(end);
            if (value > bestValue || best.length == 0) {
                bestValue = value;
                best = end;
            }
        }
        for (int round = 0; round < 8; round++) {
            // A fresh simplex around the end guards against one that collapsed too early.
            best = simplex.maximise(best, 0.1, 1e-9);
            double value = value(best);
            boolean settled = value <= bestValue + 1e-10 * Math.abs(value) + 1e-7;
            bestValue = value;
            if (settled) {
                break;
            }
        }
        return best;
    }

    /// Square roots of the diagonal of J I⁻¹ Jᵀ: I the observed information in the free coordinates (at most
    /// two), J the Jacobian of the parameters.
    private List<Double> standardErrors(double[] at) {
        int d = at.length;
        double[] step = new double[d];
        double top = value(at);
        for (int i = 0; i < d; i++) {
            step[i] = step(at, i, top);
        }
        double[][] information = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                information[i][j] = -(moved(at, i, step[i], j, step[j])
                                - moved(at, i, step[i], j, -step[j])
                                - moved(at, i, -step[i], j, step[j])
                                + moved(at, i, -step[i], j, -step[j]))
                        / (4 * step[i] * step[j]);
                information[j][i] = information[i][j];
            }
        }
        double[][] covariance = inverse(information);
        int parameters = model.at(at, support).parameters().length;
        double[][] jacobian = new double[parameters][d];
        for (int j = 0; j < d; j++) {
            double[] right = model.at(shifted(at, j, step[j]), support).parameters();
            double[] left = model.at(shifted(at, j, -step[j]), support).parameters();
            for (int k = 0; k < parameters; k++) {
                jacobian[k][j] = (right[k] - left[k]) / (2 * step[j]);
            }
        }
        List<Double> errors = new ArrayList<>();
        for (int k = 0; k < parameters; k++) {
            double variance = 0;
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < d; j++) {
                    variance += jacobian[k][i] * covariance[i][j] * jacobian[k][j];
                }
            }
            errors.add(variance > 0 && Double.isFinite(variance) ? Math.sqrt(variance) : Double.NaN);
        }
        return errors;
    }

    /// A step along coordinate i that lowers the log-likelihood by about [#DROP], inside the bounds.
    private double step(double[] at, int i, double top) {
        double room = 0.2 * Math.min(at[i] - lower[i], upper[i] - at[i]);
        double h = Math.min(room, 1e-3 * Math.max(1, Math.abs(at[i])));
        for (int k = 0; k < 20; k++) {
            double drop = top - 0.5 * (value(shifted(at, i, h)) + value(shifted(at, i, -h)));
            double factor = drop > 0 ? Math.clamp(Math.sqrt(DROP / drop), 0.05, 20) : 20;
            h = Math.min(room, h * factor);
            if (factor > 0.7 && factor < 1.4) {
                break;
            }
        }
        return h;
    }

    private static double[] shifted(double[] at, int i, double by) {
        double[] x = at.clone();
        x[i] += by;
        return x;
    }

    private double moved(double[] at, int i, double byI, int j, double byJ) {
        double[] x = at.clone();
        x[i] += byI;
        x[j] += byJ;
        return value(x);
    }

    private static double[][] inverse(double[][] m) {
        if (m.length == 1) {
            return new double[][] {{1 / m[0][0]}};
        }
        double determinant = m[0][0] * m[1][1] - m[0][1] * m[1][0];
        if (!(determinant > 0)) {
            determinant = Double.NaN;
        }
        return new double[][] {
            {m[1][1] / determinant, -m[0][1] / determinant}, {-m[1][0] / determinant, m[0][0] / determinant}
        };
    }
}
