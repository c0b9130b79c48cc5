package org.gyre.measure.pairs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.gyre.core.BinaryRaster;
import org.gyre.core.Team;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.surrogate.Shuffle;
import org.gyre.measure.surrogate.SurrogateTest;
import org.gyre.measure.transfer.TransferEntropy;

/// The transfer entropy from every unit of a binary recording to every other, to the same bits as
/// [TransferEntropy] gives pair by pair, and for short histories a hundred times faster.
///
/// In surrogate i the words of a source are shuffled in the same way for all of its targets, so that
/// the maximum statistic keeps what targets have in common. They are those of [SurrogateTest] with
/// the stream's child of the source's number.
public final class PairwiseTransfer {
    /// Words of more letters are counted one pair at a time, in tables that grow with what is seen.
    private static final int LONGEST_TABLED = 16;

    /// What looking an event up costs beside one population count of two longs: 0.86 to 0.22 ns, from all pairs of a
    /// culture of 56 units with 100 circular surrogates on one thread.
    private static final double EVENT_COST = 4;

    private final List<BinaryRaster> trials;
    private final TransferEntropy transfer;
    private final DiscreteEntropy entropy;
    private final Letters letters;

    /// @param trials recordings of the same units, not joined at their ends
    /// @param transfer the histories
    /// @param entropy how the entropies are estimated
    /// @throws InputException if there are fewer than two units, or no trial is long enough for a
    /// single instant
    public PairwiseTransfer(List<BinaryRaster> trials, TransferEntropy transfer, DiscreteEntropy entropy) {
        this.trials = List.copyOf(trials);
        this.transfer = transfer;
        this.entropy = entropy;
        letters = new Letters(trials, transfer);
    }

    /// All pairs, with analytic p-values.
    ///
    /// @throws InputException if the estimator needs more samples
    public PairTable table(Team team) {
        return table(Optional.empty(), team);
    }

    /// All pairs, each beside surrogates, with analytic p-values.
    ///
    /// @param shuffle of the source's words
    /// @param count number of surrogates of each pair, ≥ 1
    /// @throws InputException if there is no surrogate, a trial is too short to be shuffled so, there are more
    /// surrogates than orders or than fit into memory, or the estimator needs more samples
    public PairTable table(Shuffle shuffle, int count, RandomStream stream, Team team) {
        SurrogateTest test = new SurrogateTest(shuffle, count, stream);
        // Told here, in a sentence of its own, rather than by a thread that fails.
        test.requireEnoughOrders(letters.lengths());
        PairTable.requireRoom(letters.units(), count);
        return table(Optional.of(test), team);
    }

    private PairTable table(Optional<SurrogateTest> test, Team team) {
        PairValues values = new PairValues(letters.units(), test.isPresent());
        int length = 1 + transfer.targetHistory() + transfer.sourceHistory();
        // Extrapolation looks at parts of the data, not only at its counts.
        if (length > LONGEST_TABLED || entropy == DiscreteEntropy.QUADRATIC) {
            oneByOne(values, test, team);
        } else if (packs(test)) {
            new PackedSweep(letters, transfer, entropy).run(test, values, team);
        } else {
            new EventSweep(letters, transfer, entropy).run(test, values, team);
        }
        return values.table(transfer, letters.instants());
    }

    /// Whether strings of bits are the faster way.
    private boolean packs(Optional<SurrogateTest> test) {
        if (test.isPresent() && !(test.get().shuffle() instanceof Shuffle.Circular)) {
            return false;
        }
        double counts = ((1L << transfer.sourceHistory()) - 1) * ((2L << transfer.targetHistory()) - 1);
        double longs = counts * letters.instants() / Long.SIZE;
        long spikes = trials.stream()
                .flatMapToLong(trial -> LongStream.of(trial.spikeCounts()))
                .sum();
        return longs < EVENT_COST * spikes * transfer.sourceHistory() / letters.units();
    }

    private void oneByOne(PairValues values, Optional<SurrogateTest> test, Team team) {
        List<Runnable> tasks = new ArrayList<>();
        for (int target = 0; target < letters.units(); target++) {
            int to = target;
            tasks.add(() -> oneByOne(to, values, test));
        }
        team.run(tasks);
    }

    private void oneByOne(int target, PairValues values, Optional<SurrogateTest> test) {
        SymbolSeries to = SymbolSeries.of(trials, target);
        for (int source = 0; source < letters.units(); source++) {
            if (source != target) {
                Relation relation = transfer.relation(
                        SymbolSeries.of(trials, source), to, List.of(), new DiscreteInformation(entropy));
                values.enter(
                        source,
                        target,
                        relation.nats(),
                        relation.analyticPValue().orElse(1));
                if (test.isPresent()) {
                    SurrogateTest own = test.get().splitBy(source);
                    values.enter(
                            source,
                            target,
                            own.of(relation, Team.alone()).surrogates(),
                            own.shuffle().label());
                }
            }
        }
    }
}
