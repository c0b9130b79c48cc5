package org.gyre.lab.infomorphic;

import org.gyre.core.InputException;
import org.gyre.core.random.RandomStream;

/// How settings to try are chosen, and how many.
///
/// @param method   how
/// @param trials   settings to try
/// @param startUp  `tpe`: random trials at first; 0 for a fifth of all
/// @param together trials that are chosen, and tried, side by side
record SearchPlan(GoalMethod method, int trials, int startUp, int together) {
    /// @throws InputException if a number does not fit
    SearchPlan {
        require(method, trials, startUp, together);
    }

    /// Refuses numbers of keys that do not fit.
    ///
    /// @throws InputException naming the key
    static void require(GoalMethod method, int trials, int startUp, int together) {
        if (trials < 1 || trials > 1_000_000) {
            throw new InputException("trials = " + trials + ": must be from 1 to 1000000");
        }
        if (startUp != 0 && method != GoalMethod.TPE) {
            throw new InputException("start_up = " + startUp + ": only method = \"tpe\" starts with random trials");
        }
        if (startUp == 1 || startUp < 0) {
            throw new InputException("start_up = " + startUp + ": must be at least 2, or 0 for a fifth of all");
        }
        if (together < 1 || together > 1000) {
            throw new InputException("together = " + together + ": must be from 1 to 1000");
        }
    }

    /// The search before its first trial.
    ///
    /// @param start a point of the box [−1, 1]^d, near which `cma-es` begins
    TrialSearch open(double[] start, RandomStream stream) {
        int first = startUp == 0 ? Math.max(2, trials / 5) : startUp;
        return new TrialSearch(method.search(start, first, together, stream), trials, together);
    }
}
