package org.gyre.lab.infomorphic;

import java.util.Arrays;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.nets.memory.Bisection;
import org.gyre.nets.memory.Recall;

/// Capacities of several rules, found by bisection on several sets of patterns, each by itself. A
/// probe is one number of patterns for each rule; a run may stop between any two.
final class CapacityProbes {
    private final int sets;
    private final int rules;
    private final int most;
    private final double threshold;
    private final int each;
    /// `[set][probe][rule]`.
    private final double[] overlaps;

    private int done;

    /// @param sets      of patterns
    /// @param rules     how many
    /// @param most      patterns, at most
    /// @param threshold overlap from which on so many patterns count as stored
    CapacityProbes(int sets, int rules, int most, double threshold) {
        this.sets = sets;
        this.rules = rules;
        this.most = most;
        this.threshold = threshold;
        each = Bisection.mostQuestions(most);
        overlaps = new double[sets * each * rules];
    }

    /// Probes in the end.
    int total() {
        return sets * each;
    }

    /// Probes so far.
    int done() {
        return done;
    }

    /// The set that is looked at now.
    int set() {
        return done / each;
    }

    /// How many patterns a rule is to store now; 0 where its capacity for this set is known.
    int patterns(int rule) {
        Bisection bisection = bisection(set(), rule);
        return bisection.done() ? 0 : bisection.next();
    }

    /// Takes what came of the probe.
    ///
    /// @param found the mean overlap of each rule; anything where it had nothing to store
    void tell(double... found) {
        System.arraycopy(found, 0, overlaps, done * rules, rules);
        done++;
    }

    /// What the answers so far come to.
    private Bisection bisection(int set, int rule) {
        Bisection bisection = new Bisection(most);
        for (int probe = set * each; probe < Math.min(done, (set + 1) * each) && !bisection.done(); probe++) {
            bisection.tell(Recall.reaches(overlaps[probe * rules + rule], threshold));
        }
        return bisection;
    }

    /// The capacity of each set, in patterns.
    int[] capacities(int rule) {
        int[] capacities = new int[sets];
        Arrays.setAll(capacities, set -> bisection(set, rule).found());
        return capacities;
    }

    /// Whether the capacity of some set may be larger than what was looked at.
    boolean bounded(int rule) {
        boolean bounded = false;
        for (int set = 0; set < sets; set++) {
            bounded |= bisection(set, rule).bounded();
        }
        return bounded;
    }

    /// Puts the overlaps, `[set][probe][rule]`, into an outcome; 0 where a rule had nothing to store.
    void array(Outcome outcome) {
        outcome.array("capacity_probes", overlaps.clone(), sets, each, rules);
    }

    void save(String prefix, SnapshotWriter out) {
        out.put(prefix + "overlaps", overlaps);
        out.put(prefix + "done", (long) done);
    }

    void restore(String prefix, SnapshotReader in) {
        in.into(overlaps, prefix + "overlaps");
        done = (int) in.integer(prefix + "done");
    }
}
