package org.gyre.nets.lif.read;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.gyre.core.Estimate;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.spikes.ResponseCode;
import org.gyre.measure.spikes.StimulusInformation;
import org.gyre.measure.spikes.Trials;
import org.gyre.measure.surrogate.Significance;

/// How much the spikes of a layer tell about the labels of samples, in nats, by the direct method
/// (Strong, Koberle, de Ruyter van Steveninck & Bialek 1998): in the first `bin · bins` steps of a sample,
///
/// - the number of spikes,
/// - the word of `bins` bits, each telling whether a bin of `bin` steps holds a spike,
/// - the time of the first spike in bins, no spike being a time of its own,
/// - and what word and first spike tell beyond the count: I(label; word | count) and I(label; first
///   spike | count), the **gain of timing**. It is zero for a unit whose spikes fall anywhere once their
///   number is known. Where a bin is one step, the word contains the count and the gain is I(label; word)
///   − I(label; count).
///
/// Labels that are permuted tell what is left without any relation; for the gain they are permuted among
/// samples with the same count alone.
///
/// @param bin          steps of a bin ≥ 1
/// @param bins         of a window ≥ 1, not longer than a sample
/// @param correction   against the bias of small samples
/// @param permutations of the labels, ≥ 0; at least 1 where their mean is subtracted
/// @param stream       of the permutations; unit u uses its child u, the layer its child −1
/// @param team         helps with the permutations
public record LabelInformation(
        int bin,
        int bins,
        StimulusInformation.Correction correction,
        int permutations,
        RandomStream stream,
        Team team) {

    /// @throws InputException if the window is empty or the number of permutations negative
    public LabelInformation {
        if (bin < 1 || bins < 1 || (long) bin * bins > Integer.MAX_VALUE) {
            throw new InputException("words of " + bins + " bins of " + bin + " steps: at least one of each");
        }
        if (permutations < 0) {
            throw new InputException(permutations + " permutations: must not be negative");
        }
    }

    /// What timing adds to the count.
    ///
    /// @param estimate information given the count
    /// @param test     against labels permuted among samples of equal count, if any were asked for
    public record Gain(Estimate estimate, Optional<Significance> test) {}

    /// What one train tells.
    ///
    /// @param spikesPerSample mean number of spikes in the window
    /// @param count           I(label; count)
    /// @param word            I(label; word)
    /// @param firstSpike      I(label; time of the first spike)
    /// @param wordGain        I(label; word | count)
    /// @param firstSpikeGain  I(label; time of the first spike | count)
    public record OfTrain(
            double spikesPerSample,
            StimulusInformation count,
            StimulusInformation word,
            StimulusInformation firstSpike,
            Gain wordGain,
            Gain firstSpikeGain) {
        /// I(label; count) over the mean number of spikes, nats; none if there is no spike.
        public OptionalDouble countPerSpike() {
            return perSpike(count);
        }

        /// I(label; word) over the mean number of spikes, nats; none if there is no spike.
        public OptionalDouble wordPerSpike() {
            return perSpike(word);
        }

        private OptionalDouble perSpike(StimulusInformation information) {
            return spikesPerSample == 0
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(information.estimate().nats() / spikesPerSample);
        }
    }

    /// What a layer tells.
    ///
    /// @param pooled    what all its spikes tell as one train, which does not say who fired
    /// @param count     I(label; class of the number of all spikes), classes of about equally many samples
    /// @param firstUnit I(label; which unit fires first)
    public record OfLayer(OfTrain pooled, StimulusInformation count, StimulusInformation firstUnit) {}

    /// What a unit tells.
    ///
    /// @throws InputException if a window is longer than a sample, there are no samples, or all have one
    ///     label
    public OfTrain unit(LabelledSpikes spikes, int unit) {
        return train(spikes, spikes.train(unit), stream.split(unit));
    }

    /// What every unit tells.
    ///
    /// @throws InputException as for [#unit]
    public List<OfTrain> units(LabelledSpikes spikes) {
        return IntStream.range(0, spikes.units()).mapToObj(u -> unit(spikes, u)).toList();
    }

    /// What the layer as a whole tells.
    ///
    /// @param classes of the number of all spikes ≥ 2
    /// @throws InputException as for [#unit], or if there are fewer than two classes
    public OfLayer layer(LabelledSpikes spikes, int classes) {
        if (classes < 2) {
            throw new InputException(classes + " classes of spike counts: at least 2 are needed");
        }
        RandomStream own = stream.split(-1);
        long[] pooled = spikes.pooled();
        Trials trials = trials(spikes);
        SymbolSeries count = SymbolSeries.of(classes(counts(pooled, trials), classes));
        SymbolSeries first = SymbolSeries.of(spikes.firstUnits(bin * bins));
        return new OfLayer(
                train(spikes, pooled, own),
                information(trials, count, own.split("classes")),
                information(trials, first, own.split("first unit")));
    }

    private OfTrain train(LabelledSpikes spikes, long[] train, RandomStream own) {
        Trials trials = trials(spikes);
        int[] counts = counts(train, trials);
        SymbolSeries count = SymbolSeries.of(counts);
        SymbolSeries word = new ResponseCode.Word(bin).responses(train, trials);
        SymbolSeries first = new ResponseCode.FirstSpike(bin).responses(train, trials);
        return new OfTrain(
                Arrays.stream(counts).average().orElseThrow(),
                information(trials, count, own.split("count")),
                information(trials, word, own.split("word")),
                information(trials, first, own.split("first spike")),
                gain("word", trials, word, counts, own.split("word gain")),
                gain("first spike", trials, first, counts, own.split("first spike gain")));
    }

    private Trials trials(LabelledSpikes spikes) {
        if ((long) bin * bins > spikes.steps()) {
            throw new InputException("words of " + bins + " bins of " + bin + " steps do not fit into samples of "
                    + spikes.steps() + " steps: take fewer or narrower bins");
        }
        long[] onsets = new long[spikes.samples()];
        Arrays.setAll(onsets, s -> (long) s * spikes.steps());
        return new Trials(onsets, spikes.labels(), 0, (long) bin * bins);
    }

    private StimulusInformation information(Trials trials, SymbolSeries response, RandomStream own) {
        return StimulusInformation.of(trials.stimulus(), response, correction, permutations, own, team);
    }

    private Gain gain(String code, Trials trials, SymbolSeries response, int[] counts, RandomStream own) {
        Relation relation = new DiscreteInformation(correction.entropy())
                .given(trials.stimulus(), response, SymbolSeries.of(counts))
                .called("label", code, "count");
        Estimate estimate = relation.estimate("I(label; " + code + " | count)");
        if (permutations == 0) {
            return new Gain(estimate, Optional.empty());
        }
        double[] values = new double[permutations];
        int[] sorted = IntStream.range(0, counts.length)
                .mapToLong(i -> (long) counts[i] << Integer.SIZE | i)
                .sorted()
                .mapToInt(key -> (int) key)
                .toArray();
        team.run(IntStream.range(0, permutations)
                .<Runnable>mapToObj(k -> () -> values[k] =
                        relation.nats(withinCounts(sorted, counts, own.split(k).generator())))
                .toList());
        Significance test =
                new Significance(relation.nats(), values, "labels permuted among samples with equal counts");
        if (correction.lessPermuted()) {
            estimate = Estimate.of(
                            estimate.quantity(), estimate.nats() - test.mean(), estimate.estimator(), counts.length)
                    .withStandardError(estimate.standardError())
                    .withBiasCorrection("mean of permuted labels subtracted");
        }
        return new Gain(test.on(estimate), Optional.of(test));
    }

    /// An order that exchanges samples of equal counts.
    ///
    /// @param sorted samples by count
    private static int[] withinCounts(int[] sorted, int[] counts, CounterRandom random) {
        int[] shuffled = sorted.clone();
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || counts[sorted[i]] != counts[sorted[start]]) {
                for (int k = i - 1; k > start; k--) {
                    int other = start + random.nextInt(k - start + 1);
                    int swap = shuffled[k];
                    shuffled[k] = shuffled[other];
                    shuffled[other] = swap;
                }
                start = i;
            }
        }
        int[] order = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            order[sorted[i]] = shuffled[i];
        }
        return order;
    }

    private static int[] counts(long[] train, Trials trials) {
        int[] counts = new int[trials.count()];
        int i = 0;
        for (int s = 0; s < counts.length; s++) {
            while (i < train.length && train[i] < trials.end(s)) {
                counts[s] += train[i] >= trials.start(s) ? 1 : 0;
                i++;
            }
        }
        return counts;
    }

    /// Ranks in classes of equally many samples; equal counts share the class of the lowest rank.
    private static int[] classes(int[] counts, int classes) {
        int[] sorted = counts.clone();
        Arrays.sort(sorted);
        int[] symbols = new int[counts.length];
        for (int s = 0; s < symbols.length; s++) {
            int rank = lower(sorted, counts[s]);
            symbols[s] = (int) ((long) rank * classes / symbols.length);
        }
        return symbols;
    }

    /// Index of the first of the ascending values that is not below `value`.
    private static int lower(int[] ascending, int value) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
