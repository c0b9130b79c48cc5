package org.gyre.lab.flux;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.core.special.LogisticNormal;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.TableFigure;
import org.jspecify.annotations.Nullable;

/// How far a Gauss-Hermite rule of fixed order is from the average of the logistic function over
/// strong noise: the table `[quadrature]`.
///
/// @param points order of the rule
/// @param noises standard deviations of the noise
public record QuadratureTrap(
        @Default("80") int points,
        @Default("[4, 8, 16, 32]") List<Double> noises) {
    private static final String ERROR = "quadrature_error_noise_#";

    /// Fields u at which the two are compared, in steps of ¼ from 0; the error is odd in u.
    private static final double LARGEST_FIELD = 50;

    /// @throws InputException naming the key that is out of its range
    public QuadratureTrap {
        noises = List.copyOf(noises);
        if (points < 1 || points > LogisticNormal.MOST_POINTS) {
            throw new InputException("points = " + points + ": must be from 1 to " + LogisticNormal.MOST_POINTS);
        }
        if (noises.isEmpty() || noises.stream().anyMatch(noise -> !(noise >= 0 && noise <= 100))) {
            throw new InputException("noises = " + noises + ": must be numbers from 0 to 100, at least one");
        }
    }

    static void declare(@Nullable QuadratureTrap trap, ValueNames names) {
        if (trap == null) {
            names.know(ERROR);
        } else {
            names.each(ERROR, trap.noises);
        }
    }

    static void report(@Nullable QuadratureTrap trap, Outcome outcome) {
        if (trap == null) {
            return;
        }
        TableFigure table = new TableFigure(
                "quadrature",
                "A quadrature of fixed order misses the steps of the logistic function",
                "Largest error of ⟨σ(u + rη)⟩ by Gauss-Hermite quadrature with " + trap.points
                        + " points over fields u from 0 to 50, against an average that is exact to rounding. All"
                        + " values above use the latter.",
                "noise r",
                "largest error of a firing probability");
        for (double noise : trap.noises) {
            double error = error(noise, trap.points);
            outcome.value(ValueNames.of(ERROR, noise), error);
            table = table.row(noise, error);
        }
        outcome.figure(table);
    }

    static double error(double noise, int points) {
        LogisticNormal exact = LogisticNormal.exact(noise);
        LogisticNormal coarse = LogisticNormal.gaussHermite(noise, points);
        double largest = 0;
        for (double u = 0; u <= LARGEST_FIELD; u += 0.25) {
            largest = Math.max(largest, Math.abs(coarse.mean(u) - exact.mean(u)));
        }
        return largest;
    }
}
