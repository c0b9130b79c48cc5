package org.gyre.measure.flux;

import java.util.HashMap;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Team;

/// Active information storage and transfer entropy between units, exact from the process, in nats.
///
///     AIS_i(k) = I[x_i(t+1); x_i(t) … x_i(t−k+1)]                                  (Lizier et al. 2012)
///     TE_{j→i}(k, l) = I[x_i(t+1); x_j(t) … x_j(t−l+1) | x_i(t) … x_i(t−k+1)]      (Schreiber 2000)
///
/// A window of observations is followed forward: for every word that the observed units can have spelt so
/// far the mass of all states at its end, one step of the chain for each word and time step. Where the law
/// depends on the start it is that of the long-run average.
public final class ExactTransfer {
    /// Longest history: the number of words grows as 2^k, as 4^k with a source.
    public static final int LONGEST = 8;

    /// Most chain steps for one quantity.
    private static final int MOST_WORDS = 1 << 12;

    private final StationaryLaw law;
    private final StateTable table;
    private final TransitionStep step;

    /// Measures of one stationary law.
    public ExactTransfer(StationaryLaw law, Team team) {
        this.law = law;
        this.table = law.table();
        this.step = new TransitionStep(table, team);
    }

    /// AIS of a unit with history length k.
    ///
    /// @throws InputException if the history is not from 1 to [#LONGEST]
    public double activeStorage(int unit, int history) {
        check(history);
        double[] joint = joint(unit, new int[] {unit}, history);
        return JointLaw.information(joint.length / 2, 2, joint);
    }

    /// TE from one unit to another, with history length k of the target and l of the source.
    ///
    /// @throws InputException if a history is not from 1 to [#LONGEST], or both together are too long
    public double transferEntropy(int source, int target, int targetHistory, int sourceHistory) {
        check(targetHistory);
        check(sourceHistory);
        if (source == target) {
            return 0;
        }
        int window = Math.max(targetHistory, sourceHistory);
        if (1L << (2 * (window - 1)) > MOST_WORDS) {
            throw new InputException("transfer entropy with histories of " + targetHistory + " and " + sourceHistory
                    + " steps: must be at most 7");
        }
        double[] joint = joint(target, new int[] {target, source}, window);
        // I[next; source past, target past] − I[next; target past], with only the wanted bits of each word.
        double both = projected(joint, window, targetHistory, sourceHistory);
        double own = projected(joint, window, targetHistory, 0);
        return Math.max(0, both - own);
    }

    private static void check(int history) {
        if (history < 1 || history > LONGEST) {
            throw new InputException("history of " + history + " steps: must be from 1 to " + LONGEST);
        }
    }

    /// I[next; the newest `own` target bits and `other` source bits] of a joint law over words of pairs.
    private static double projected(double[] joint, int window, int own, int other) {
        Map<Integer, Integer> rows = new HashMap<>();
        double[] merged = new double[joint.length];
        for (int word = 0; word < joint.length / 2; word++) {
            int kept = 0;
            for (int age = 0; age < window; age++) {
                // The newest pair of bits is the lowest: target, then source.
                if (age < own) {
                    kept |= word & (1 << (2 * age));
                }
                if (age < other) {
                    kept |= word & (2 << (2 * age));
                }
            }
            int row = rows.computeIfAbsent(kept, key -> rows.size());
            merged[2 * row] += joint[2 * word];
            merged[2 * row + 1] += joint[2 * word + 1];
        }
        return JointLaw.information(joint.length / 2, 2, merged);
    }

    /// The joint law of the words that the observed units spell over a window, newest bits lowest, and of the
    /// target's next value, `[word][next]`.
    private double[] joint(int target, int[] observed, int window) {
        int states = table.states();
        int letters = 1 << observed.length;
        double[] joint = new double[2 << (observed.length * window)];
        double[] start = new double[states];
        for (int s = 0; s < states; s++) {
            start[s] = law.probability(s);
        }
        follow(start, 0, window, target, observed, letters, joint);
        return joint;
    }

    /// Adds one letter to a word, and goes on for each letter.
    private void follow(double[] mass, int word, int left, int target, int[] observed, int letters, double[] joint) {
        for (int letter = 0; letter < letters; letter++) {
            double[] part = new double[mass.length];
            double sum = 0;
            for (int s = 0; s < mass.length; s++) {
                if (letter(s, observed) == letter) {
                    part[s] = mass[s];
                    sum += mass[s];
                }
            }
            if (sum == 0) {
                continue;
            }
            int longer = word * letters + letter;
            if (left == 1) {
                for (int s = 0; s < mass.length; s++) {
                    if (part[s] > 0) {
                        joint[2 * longer] += part[s] * table.silent(target, s);
                        joint[2 * longer + 1] += part[s] * table.fires(target, s);
                    }
                }
            } else {
                step.applyWhole(part);
                follow(part, longer, left - 1, target, observed, letters, joint);
            }
        }
    }

    private static int letter(int state, int[] observed) {
        int letter = 0;
        for (int b = 0; b < observed.length; b++) {
            letter |= (state >>> observed[b] & 1) << b;
        }
        return letter;
    }
}
