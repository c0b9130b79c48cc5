package org.gyre.lab.infomorphic;

import org.gyre.core.random.RandomStream;
import org.gyre.nets.memory.Bisection;
import org.gyre.nets.memory.Patterns;
import org.gyre.nets.memory.Recall;
import org.gyre.nets.memory.StorageRule;

/// How much a rule stores of one set of patterns, asked without an experiment.
///
/// @param rule  makes a memory from patterns
/// @param units N
record AskedCapacity(StorageRule rule, int units) {
    private static final int MOST_STEPS = 200;

    /// The mean overlap of so many patterns with what they are recalled as.
    double overlap(int patterns, RandomStream stream) {
        Patterns stored = Patterns.random(patterns, units, stream.split("patterns"));
        return rule.store(stored, stream.split("rule"))
                .recall(stored, MOST_STEPS)
                .meanOverlap(stored);
    }

    /// The largest load, up to `most` patterns, with a mean overlap of at least .95.
    double load(int most, RandomStream stream) {
        Bisection bisection = new Bisection(most);
        while (!bisection.done()) {
            bisection.tell(Recall.reaches(overlap(bisection.next(), stream), Recall.RECALLED));
        }
        return (double) bisection.found() / units;
    }
}
