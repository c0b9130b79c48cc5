package org.gyre.measure.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.gyre.core.Team;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.surrogate.Shuffle;
import org.gyre.measure.surrogate.SurrogateTest;
import org.gyre.measure.transfer.TransferEntropy;

/// Counts the words of all pairs sixty-four instants at a time: the way for short words of units that fire often.
/// A surrogate shifts the strings of bits.
record PackedSweep(Letters letters, TransferEntropy transfer, DiscreteEntropy entropy) {
    /// Targets that are kept ready while the sources pass by.
    private static final int TARGETS_PER_TASK = 2;

    /// @param test by circular shifts, if one is wanted
    void run(Optional<SurrogateTest> test, PairValues values, Team team) {
        List<Runnable> tasks = new ArrayList<>();
        for (int first = 0; first < letters.units(); first += TARGETS_PER_TASK) {
            int from = first;
            int to = Math.min(letters.units(), from + TARGETS_PER_TASK);
            tasks.add(() -> new Task(from, to, values).run(test));
        }
        team.run(tasks);
    }

    /// One pass of all sources by a few targets.
    private final class Task {
        private final int from;
        private final PairValues values;
        private final PackedWords[] targets;
        private final Contingency cells = new Contingency(transfer.sourceHistory(), transfer.targetHistory());

        Task(int from, int to, PairValues values) {
            this.from = from;
            this.values = values;
            targets = new PackedWords[to - from];
            Arrays.setAll(targets, k -> new PackedWords(letters.target(from + k), letters.instants()));
        }

        void run(Optional<SurrogateTest> test) {
            for (int source = 0; source < letters.units(); source++) {
                long[][] past = letters.source(source);
                PackedWords words = new PackedWords(past, letters.instants());
                for (int k = 0; k < targets.length; k++) {
                    if (from + k != source) {
                        words.count(targets[k], cells.counts());
                        cells.addUp();
                        values.enter(source, from + k, cells.nats(entropy), cells.analyticPValue());
                    }
                }
                if (test.isPresent()) {
                    test(test.get().splitBy(source), source, past);
                }
            }
        }

        private void test(SurrogateTest test, int source, long[][] past) {
            Shuffle.Circular shuffle = (Shuffle.Circular) test.shuffle();
            double[][] surrogates = new double[targets.length][test.count()];
            for (int i = 0; i < test.count(); i++) {
                int[] shifts =
                        shuffle.shifts(letters.lengths(), test.stream().split(i).generator());
                long[][] moved = new long[past.length][];
                Arrays.setAll(moved, letter -> letters.shifted(past[letter], shifts));
                PackedWords words = new PackedWords(moved, letters.instants());
                for (int k = 0; k < targets.length; k++) {
                    if (from + k != source) {
                        words.count(targets[k], cells.counts());
                        cells.addUp();
                        surrogates[k][i] = cells.nats(entropy);
                    }
                }
            }
            for (int k = 0; k < targets.length; k++) {
                if (from + k != source) {
                    values.enter(source, from + k, surrogates[k], shuffle.label());
                }
            }
        }
    }
}
