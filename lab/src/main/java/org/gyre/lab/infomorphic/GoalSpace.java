package org.gyre.lab.infomorphic;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gyre.nets.infomorphic.Goal;

/// Goals as points of the box [−1, 1]^d: one weight for each atom, in the order of [Goal#inOrder].
///
/// @param sources  of the neurons, 2 or 3
/// @param residual whether the residual entropy has a weight too; else 0
record GoalSpace(int sources, boolean residual) {
    /// Weights have so many decimals, in the goal as in its text: the text is the whole goal.
    private static final double STEPS = 1e4;

    /// d.
    int dimensions() {
        return Goal.order(sources).size() + (residual ? 1 : 0);
    }

    /// The goal of a point.
    Goal goal(double[] point) {
        double[] weights = new double[Goal.order(sources).size() + 1];
        for (int i = 0; i < point.length; i++) {
            // The sum turns −0 into 0.
            weights[i] = Math.rint(point[i] * STEPS) / STEPS + 0.0;
        }
        return Goal.inOrder(weights);
    }

    /// A goal of this space as the text of a key `goal`, from which the same goal is read.
    static String text(Goal goal) {
        return Arrays.stream(goal.inOrder())
                .mapToObj(weight -> weight == 0 ? "0" : String.format(Locale.ROOT, "%.4f", weight))
                .collect(Collectors.joining(", "));
    }
}
