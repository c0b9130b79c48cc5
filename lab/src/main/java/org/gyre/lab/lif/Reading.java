package org.gyre.lab.lif;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import org.gyre.measure.series.SymbolSeries;
import org.gyre.measure.spikes.StimulusInformation;
import org.gyre.measure.transfer.ActiveStorage;
import org.gyre.measure.transfer.TransferEntropy;
import org.gyre.nets.lif.layer.LifInput;
import org.gyre.nets.lif.layer.LifLayer;
import org.gyre.nets.lif.layer.Parameter;
import org.gyre.nets.lif.layer.SpikeRows;
import org.gyre.nets.lif.mode.MeasuredLayer;
import org.gyre.nets.lif.mode.ModeMeasures;
import org.gyre.nets.lif.mode.UnitModes;
import org.gyre.nets.lif.read.LabelInformation;
import org.gyre.nets.lif.read.LabelledSpikes;

/// Reads the hidden layers of a trained network on its test samples: mode measures, what spikes tell of
/// labels, and what successive states tell of each other.
final class Reading {
    /// p-values up to this count as significant.
    private static final double SIGNIFICANT = 0.05;

    /// What is read of a layer.
    enum Quantity {
        /// Effective integration interval in steps: mean over output spikes of a unit, then over units that
        /// fired.
        INTERVAL("interval_steps", "integration interval (steps)"),
        /// Contributing input spikes, likewise.
        CONTRIBUTING("contributing_spikes", "contributing input spikes"),
        /// Contributing input spikes for each step of the interval: least squares through zero over units.
        SLOPE("slope", "input spikes a step"),
        /// Share of output spikes whose inputs do not add up to the threshold.
        UNEXPLAINED("unexplained_share", "unexplained"),
        /// Mean share of steps with a spike.
        RATE("rate", "rate"),
        /// I(label; number of spikes) of a unit, mean over all units.
        COUNT("count_bits", "count"),
        /// I(label; word), likewise.
        WORD("word_bits", "word"),
        /// I(label; time of the first spike), likewise.
        FIRST_SPIKE("first_spike_bits", "first spike"),
        /// I(label; word | number of spikes), likewise.
        WORD_GAIN("word_gain_bits", "word given count"),
        /// I(label; time of the first spike | number of spikes), likewise.
        FIRST_SPIKE_GAIN("first_spike_gain_bits", "first spike given count"),
        /// Share of units whose word tells more than their count: p ≤ .05 against labels permuted among
        /// samples of equal count.
        GAIN_SHARE("gain_share", "units with a gain"),
        /// Mean I(label; number of spikes) over the mean number of spikes.
        COUNT_PER_SPIKE("count_bits_per_spike", "count, per spike"),
        /// Mean I(label; word) over the mean number of spikes.
        WORD_PER_SPIKE("word_bits_per_spike", "word, per spike"),
        /// I(label; class of the number of all spikes) of the layer.
        LAYER_COUNT("layer_count_bits", "all spikes"),
        /// I(label; which unit fires first).
        FIRST_UNIT("first_unit_bits", "first unit"),
        /// I(S_t; S_(t+1)) of a unit's successive states, mean over all units.
        STATE("state_bits", "next state of a unit"),
        /// I(Y_t; X_t | Y_(t−1)) of the classes X and Y of the numbers of spikes of the layer below and of the
        /// layer in a step: transfer with history 1 within a step, since spikes arrive in the step in which
        /// they are fired.
        TRANSFER("transfer_bits", "transfer, same step"),
        /// I(Y_t; X_(t−1) | Y_(t−1)): the same from the step before, what potentials have kept.
        TRANSFER_BEFORE("transfer_before_bits", "transfer, step before");

        /// In the order in which they are kept.
        static final List<Quantity> ALL = List.of(values());

        private final String key;
        private final String heading;

        Quantity(String key, String heading) {
            this.key = key;
            this.heading = heading;
        }

        /// As part of the name of a value, with its unit.
        String key() {
            return key;
        }

        /// In words, for tables and legends.
        String heading() {
            return heading;
        }
    }

    private final List<LabelledSpikes> spikes;
    private final List<UnitModes> modes;
    private final ReadingKeys keys;

    /// Shows the test samples once.
    ///
    /// @param name of the part of the samples
    Reading(LifTraining training, String name, SampleSet set, ReadingKeys keys, Team team) {
        this.keys = keys;
        List<LifLayer> hidden = hidden(training);
        int steps = set.steps();
        spikes = new ArrayList<>(List.of(new LabelledSpikes(set.inputs(), steps)));
        List<ModeMeasures> measures = new ArrayList<>();
        for (LifLayer layer : hidden) {
            spikes.add(new LabelledSpikes(layer.settings().units(), steps));
            measures.add(new ModeMeasures(measured(layer)));
        }
        training.show(name, set, team, (batch, input) -> {
            int[] labels = Arrays.stream(batch).map(set::label).toArray();
            if (!(input instanceof LifInput.Spikes(SpikeRows rows))) {
                throw new IllegalArgumentException("the input has no spikes");
            }
            SpikeRows below = rows;
            spikes.getFirst().add(below, labels);
            for (int l = 0; l < hidden.size(); l++) {
                SpikeRows own = new SpikeRows(hidden.get(l).settings().units());
                hidden.get(l).spikes().list(batch.length * steps, own, team);
                spikes.get(l + 1).add(own, labels);
                measures.get(l).add(below, own, steps, team);
                below = own;
            }
        });
        modes = measures.stream().map(ModeMeasures::modes).toList();
    }

    /// All layers but the last.
    private static List<LifLayer> hidden(LifTraining training) {
        List<LifLayer> layers = training.network().layers();
        return layers.subList(0, layers.size() - 1);
    }

    private static MeasuredLayer measured(LifLayer layer) {
        int units = layer.settings().units();
        float[] bias = new float[units];
        for (Parameter parameter : layer.parameters()) {
            if (parameter.name().equals("bias")) {
                System.arraycopy(parameter.values(), 0, bias, 0, units);
            }
        }
        float[] leaks = new float[units];
        float[] thresholds = new float[units];
        for (int u = 0; u < units; u++) {
            leaks[u] = layer.leak(u);
            thresholds[u] = layer.threshold(u);
        }
        return new MeasuredLayer(
                layer.feed().weights().values(),
                layer.feed().stride(),
                bias,
                leaks,
                thresholds,
                layer.settings().semantics().leakyInput());
    }

    /// What the inputs tell, in the order count, word, first spike, word given count; bits, means over
    /// inputs.
    double[] inputs(RandomStream stream, Team team) {
        List<LabelInformation.OfTrain> units =
                keys.information(spikes.getFirst().steps(), stream, team).units(spikes.getFirst());
        return new double[] {
            mean(units, unit -> bits(unit.count())),
            mean(units, unit -> bits(unit.word())),
            mean(units, unit -> bits(unit.firstSpike())),
            mean(units, unit -> Unit.BITS.fromNats(unit.wordGain().estimate().nats()))
        };
    }

    /// All quantities of a hidden layer. NaN stands for what a layer that does not fire has not.
    ///
    /// @param layer from 0
    Map<Quantity, Double> layer(int layer, RandomStream stream, Team team) {
        LabelledSpikes own = spikes.get(layer + 1);
        UnitModes mode = modes.get(layer);
        LabelInformation information = keys.information(own.steps(), stream, team);
        List<LabelInformation.OfTrain> units = information.units(own);
        LabelInformation.OfLayer all = information.layer(own, keys.classes());
        double spikesOfUnit = mean(units, LabelInformation.OfTrain::spikesPerSample);
        Map<Quantity, Double> found = new EnumMap<>(Quantity.class);
        found.put(Quantity.INTERVAL, mode.layerInterval().orElse(Double.NaN));
        found.put(Quantity.CONTRIBUTING, mode.layerContributing().orElse(Double.NaN));
        found.put(Quantity.SLOPE, mode.slope().orElse(Double.NaN));
        found.put(Quantity.UNEXPLAINED, mode.unexplainedShare());
        found.put(Quantity.RATE, (double) own.pooled().length / own.samples() / own.steps() / own.units());
        double count = mean(units, unit -> bits(unit.count()));
        double word = mean(units, unit -> bits(unit.word()));
        found.put(Quantity.COUNT, count);
        found.put(Quantity.WORD, word);
        found.put(Quantity.FIRST_SPIKE, mean(units, unit -> bits(unit.firstSpike())));
        found.put(
                Quantity.WORD_GAIN,
                mean(
                        units,
                        unit -> Unit.BITS.fromNats(unit.wordGain().estimate().nats())));
        found.put(
                Quantity.FIRST_SPIKE_GAIN,
                mean(
                        units,
                        unit -> Unit.BITS.fromNats(
                                unit.firstSpikeGain().estimate().nats())));
        found.put(Quantity.GAIN_SHARE, mean(units, unit -> significant(unit.wordGain()) ? 1 : 0));
        found.put(Quantity.COUNT_PER_SPIKE, spikesOfUnit == 0 ? Double.NaN : count / spikesOfUnit);
        found.put(Quantity.WORD_PER_SPIKE, spikesOfUnit == 0 ? Double.NaN : word / spikesOfUnit);
        found.put(Quantity.LAYER_COUNT, bits(all.count()));
        found.put(Quantity.FIRST_UNIT, bits(all.firstUnit()));
        found.put(Quantity.STATE, states(own));
        int[][] below = classes(counts(spikes.get(layer)), keys.classes());
        int[][] here = classes(counts(own), keys.classes());
        found.put(Quantity.TRANSFER, transfer(earlier(below), here));
        found.put(Quantity.TRANSFER_BEFORE, transfer(below, here));
        return found;
    }

    private static boolean significant(LabelInformation.Gain gain) {
        return gain.test().map(test -> test.pValue() <= SIGNIFICANT).orElse(false);
    }

    private static double bits(StimulusInformation information) {
        return Unit.BITS.fromNats(information.estimate().nats());
    }

    private static double mean(List<LabelInformation.OfTrain> units, ToDoubleFunction<LabelInformation.OfTrain> value) {
        return units.stream().mapToDouble(value).average().orElseThrow();
    }

    /// Mean over units of I(S_t; S_(t+1)) in bits; samples are not joined.
    private static double states(LabelledSpikes layer) {
        if (layer.steps() < 2) {
            return 0;
        }
        double sum = 0;
        for (int u = 0; u < layer.units(); u++) {
            int[][] states = new int[layer.samples()][layer.steps()];
            for (long tick : layer.train(u)) {
                states[(int) (tick / layer.steps())][(int) (tick % layer.steps())] = 1;
            }
            sum += new ActiveStorage(1)
                    .relation(SymbolSeries.of(states), new DiscreteInformation(DiscreteEntropy.MILLER_MADOW))
                    .nats();
        }
        return Unit.BITS.fromNats(sum / layer.units());
    }

    /// Number of spikes of all units, `[sample][step]`.
    private static int[][] counts(LabelledSpikes layer) {
        int[][] counts = new int[layer.samples()][layer.steps()];
        for (long tick : layer.pooled()) {
            counts[(int) (tick / layer.steps())][(int) (tick % layer.steps())]++;
        }
        return counts;
    }

    /// Numbers in classes of about equally many steps; equal numbers share the class of the lowest rank.
    private static int[][] classes(int[][] counts, int classes) {
        int most = 0;
        long all = 0;
        for (int[] sample : counts) {
            for (int count : sample) {
                most = Math.max(most, count);
            }
            all += sample.length;
        }
        long[] below = new long[most + 2];
        for (int[] sample : counts) {
            for (int count : sample) {
                below[count + 1]++;
            }
        }
        for (int count = 0; count <= most; count++) {
            below[count + 1] += below[count];
        }
        int[][] found = new int[counts.length][];
        for (int s = 0; s < counts.length; s++) {
            found[s] = new int[counts[s].length];
            for (int t = 0; t < found[s].length; t++) {
                found[s][t] = (int) (below[counts[s][t]] * classes / all);
            }
        }
        return found;
    }

    /// Every value one step earlier, so that a lag of one step becomes the same step. The last value of a
    /// sample, which nothing is asked of, repeats.
    private static int[][] earlier(int[][] values) {
        int[][] moved = new int[values.length][];
        for (int s = 0; s < values.length; s++) {
            moved[s] = values[s].clone();
            System.arraycopy(values[s], 1, moved[s], 0, values[s].length - 1);
        }
        return moved;
    }

    private static double transfer(int[][] source, int[][] target) {
        if (target[0].length < 2) {
            return 0;
        }
        return Unit.BITS.fromNats(new TransferEntropy(1, 1)
                .relation(
                        SymbolSeries.of(source),
                        SymbolSeries.of(target),
                        List.of(),
                        new DiscreteInformation(DiscreteEntropy.MILLER_MADOW))
                .nats());
    }
}
