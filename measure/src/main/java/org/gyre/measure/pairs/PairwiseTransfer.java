package org.gyre.measure.pairs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.surrogate.Shuffle;
import org.gyre.measure.surrogate.Significance;
import org.gyre.measure.surrogate.SurrogateTest;
import org.gyre.measure.transfer.TransferEntropy;

/// The transfer entropy from every unit of a binary recording to every other, to the same bits as
/// [TransferEntropy] gives pair by pair, and for short histories a hundred times faster.
///
/// Surrogates shift the words of the source round within each trial. In surrogate i a source is
/// shifted by the same steps for all of its targets, so that the maximum statistic keeps what targets
/// have in common. They are those of [SurrogateTest] with the stream's child of the source's number.
public final class PairwiseTransfer {
    /// Words of more letters are counted one pair at a time, in tables that grow with what is seen.
    private static final int LONGEST_TABLED = 16;

    /// Population counts of a pair up to which packed counting is the faster one.
    private static final long MOST_PACKED = 800;

    /// Targets that are kept ready while the sources pass by.
    private static final int TARGETS_PER_TASK = 2;

    private final List<BinaryRaster> trials;
    private final TransferEntropy transfer;
    private final DiscreteEntropy entropy;
    private final int units;
    private final int[] lengths;
    private final int past;

    /// @param trials recordings of the same units, not joined at their ends
    /// @param transfer the histories
    /// @param entropy how the entropies are estimated
    /// @throws InputException if there are fewer than two units, or no trial is long enough for a
    /// single instant
    public PairwiseTransfer(List<BinaryRaster> trials, TransferEntropy transfer, DiscreteEntropy entropy) {
        this.trials = List.copyOf(trials);
        this.transfer = transfer;
        this.entropy = entropy;
        units = trials.isEmpty() ? 0 : trials.getFirst().units();
        for (BinaryRaster trial : trials) {
            if (trial.units() != units) {
                throw new InputException(
                        "one trial has " + units + " units, another " + trial.units() + ": all trials need the same");
            }
        }
        if (units < 2) {
            throw new InputException(units + " units: transfer runs between two different ones, record at least two");
        }
        past = Math.max(
                (transfer.targetHistory() - 1) * transfer.targetStride() + 1,
                (transfer.sourceHistory() - 1) * transfer.sourceStride() + transfer.lag());
        lengths = trials.stream()
                .mapToInt(trial -> Math.max(0, trial.steps() - past))
                .toArray();
        if (instants() == 0) {
            throw new InputException("no trial is longer than the " + past + " steps of the past and one to come:"
                    + " record more steps or look less far");
        }
    }

    private int instants() {
        return IntStream.of(lengths).sum();
    }

    /// All pairs, with analytic p-values.
    ///
    /// @throws InputException if the estimator needs more samples
    public PairTable table(Team team) {
        return table(Optional.empty(), team);
    }

    /// All pairs, each beside surrogates, with analytic p-values.
    ///
    /// @param shuffle how far sources are shifted round at least
    /// @param count number of surrogates of each pair, ≥ 1
    /// @throws InputException if there is no surrogate, a trial is too short to be shifted, or the
    /// estimator needs
    ///     more samples
    public PairTable table(Shuffle.Circular shuffle, int count, RandomStream stream, Team team) {
        SurrogateTest test = new SurrogateTest(shuffle, count, stream);
        // Told here, in a sentence of its own, rather than by a thread that fails.
        shuffle.shifts(lengths, stream.generator());
        return table(Optional.of(test), team);
    }

    private PairTable table(Optional<SurrogateTest> test, Team team) {
        double[] nats = new double[units * units];
        double[] analytic = new double[units * units];
        Significance[] tests = new Significance[test.isPresent() ? units * (units - 1) : 0];
        List<Runnable> tasks = new ArrayList<>();
        if (counter().isPresent()) {
            long[][][] columns = Bits.columns(trials);
            for (int first = 0; first < units; first += TARGETS_PER_TASK) {
                int from = first;
                tasks.add(() -> new Sweep(columns, counter().orElseThrow(), nats, analytic, tests)
                        .over(from, Math.min(units, from + TARGETS_PER_TASK), test));
            }
        } else {
            for (int target = 0; target < units; target++) {
                int to = target;
                tasks.add(() -> oneByOne(to, nats, analytic, tests, test));
            }
        }
        team.run(tasks);
        return new PairTable(units, transfer.quantity(), nats, analytic, Arrays.asList(tests));
    }

    /// How words are counted; nothing where they do not fit into a table.
    private Optional<WordCounter> counter() {
        int letters = 1 + transfer.targetHistory() + transfer.sourceHistory();
        // Extrapolation looks at parts of the data, not only at its counts.
        if (letters > LONGEST_TABLED || entropy == DiscreteEntropy.QUADRATIC) {
            return Optional.empty();
        }
        long packed = ((1L << transfer.sourceHistory()) - 1) * ((2L << transfer.targetHistory()) - 1);
        return Optional.of(packed <= MOST_PACKED ? new PackedWords(instants()) : new CodedWords(instants()));
    }

    private void oneByOne(
            int target, double[] nats, double[] analytic, Significance[] tests, Optional<SurrogateTest> test) {
        SymbolSeries to = SymbolSeries.of(trials, target);
        for (int source = 0; source < units; source++) {
            if (source != target) {
                Relation relation = transfer.relation(
                        SymbolSeries.of(trials, source), to, List.of(), new DiscreteInformation(entropy));
                nats[source * units + target] = relation.nats();
                analytic[source * units + target] = relation.analyticPValue().orElse(1);
                if (test.isPresent()) {
                    tests[PairTable.pair(units, source, target)] =
                            test.get().splitBy(source).of(relation, Team.alone());
                }
            }
        }
    }

    /// One pass of all sources by a few targets.
    private final class Sweep {
        private final long[][][] columns;
        private final WordCounter counter;
        private final double[] nats;
        private final double[] analytic;
        private final Significance[] tests;
        private final Contingency cells = new Contingency(transfer.sourceHistory(), transfer.targetHistory());

        Sweep(long[][][] columns, WordCounter counter, double[] nats, double[] analytic, Significance[] tests) {
            this.columns = columns;
            this.counter = counter;
            this.nats = nats;
            this.analytic = analytic;
            this.tests = tests;
        }

        void over(int from, int to, Optional<SurrogateTest> test) {
            WordCounter.Words[] targets = new WordCounter.Words[to - from];
            for (int target = from; target < to; target++) {
                targets[target - from] = counter.target(targetLetters(target));
            }
            for (int source = 0; source < units; source++) {
                long[][] letters = sourceLetters(source);
                WordCounter.Words words = counter.source(letters);
                for (int target = from; target < to; target++) {
                    if (target != source) {
                        counter.count(words, targets[target - from], cells.counts());
                        cells.addUp();
                        nats[source * units + target] = cells.nats(entropy);
                        analytic[source * units + target] = cells.analyticPValue();
                    }
                }
                if (test.isPresent()) {
                    test(test.get().splitBy(source), source, letters, from, targets);
                }
            }
        }

        private void test(SurrogateTest test, int source, long[][] letters, int from, WordCounter.Words[] targets) {
            double[][] values = new double[targets.length][test.count()];
            for (int i = 0; i < test.count(); i++) {
                int[] shifts = ((Shuffle.Circular) test.shuffle())
                        .shifts(lengths, test.stream().split(i).generator());
                long[][] moved = new long[letters.length][];
                Arrays.setAll(moved, letter -> shifted(letters[letter], shifts));
                WordCounter.Words words = counter.source(moved);
                for (int k = 0; k < targets.length; k++) {
                    if (from + k != source) {
                        counter.count(words, targets[k], cells.counts());
                        cells.addUp();
                        values[k][i] = cells.nats(entropy);
                    }
                }
            }
            for (int k = 0; k < targets.length; k++) {
                if (from + k != source) {
                    tests[PairTable.pair(units, source, from + k)] = new Significance(
                            nats[source * units + from + k],
                            values[k],
                            test.shuffle().label());
                }
            }
        }

        /// The next state, then the past from the present backwards.
        private long[][] targetLetters(int unit) {
            long[][] letters = new long[1 + transfer.targetHistory()][];
            letters[0] = letter(unit, 1);
            for (int i = 0; i < transfer.targetHistory(); i++) {
                letters[1 + i] = letter(unit, -i * transfer.targetStride());
            }
            return letters;
        }

        private long[][] sourceLetters(int unit) {
            long[][] letters = new long[transfer.sourceHistory()][];
            Arrays.setAll(letters, i -> letter(unit, 1 - transfer.lag() - i * transfer.sourceStride()));
            return letters;
        }

        /// What a unit does so many steps after each instant, the instants of all trials in a row.
        private long[] letter(int unit, int shift) {
            long[] letter = new long[Bits.words(instants())];
            long at = 0;
            for (int r = 0; r < lengths.length; r++) {
                Bits.copy(columns[r][unit], past - 1 + shift, letter, at, lengths[r]);
                at += lengths[r];
            }
            return letter;
        }

        /// Each trial shifted round: at instant t stands what stood at t + shift.
        private long[] shifted(long[] letter, int[] shifts) {
            long[] moved = new long[letter.length];
            long at = 0;
            for (int r = 0; r < lengths.length; r++) {
                int rest = lengths[r] - shifts[r];
                Bits.copy(letter, at + shifts[r], moved, at, rest);
                Bits.copy(letter, at, moved, at + rest, shifts[r]);
                at += lengths[r];
            }
            return moved;
        }
    }
}
