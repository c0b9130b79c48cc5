package org.gyre.lab.infomax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.measure.structure.WeightStructure;
import org.gyre.nets.infomax.InfomaxParameters;

/// What is kept of each training block, and the values and figures made of it at the end.
///
/// Every array has one entry for each block; NaN where nothing was or could be measured.
final class TrainingRecord {
    private static final String INFORMATION_AT = "information_block_#_bits";
    private static final String FROM_INPUTS_AT = "mean_weight_from_inputs_block_#";
    private static final String RECURRENT_AT = "mean_weight_recurrent_block_#";
    private static final String RATIO_AT = "feed_forward_ratio_block_#";
    private static final String CROSSING = "block_crossing_#_bits";
    private static final String NO_RECURRENCE = "All weights between the units are zero.";
    private static final String SINGULAR = "The covariance of that block was singular beyond repair.";

    private final InfomaxConfiguration configuration;
    /// Gaussian information in bits.
    final double[] information;
    /// Mean |W| after the block's update, from inputs into free units and among free units.
    final double[] fromInputs;

    final double[] recurrent;
    /// Capacities at the blocks that probed them.
    final double[] memory;

    final double[] bool;
    /// Blocks whose covariance needed repair.
    long irregular;

    TrainingRecord(InfomaxConfiguration configuration) {
        this.configuration = configuration;
        int blocks = configuration.training().blocks();
        information = unknown(blocks);
        fromInputs = unknown(blocks);
        recurrent = unknown(blocks);
        memory = unknown(blocks);
        bool = unknown(blocks);
    }

    private static double[] unknown(int blocks) {
        double[] values = new double[blocks];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    void save(SnapshotWriter out) {
        out.put("information_bits", storable(information));
        out.put("mean_weight_from_inputs", storable(fromInputs));
        out.put("mean_weight_recurrent", storable(recurrent));
        out.put("memory_capacity", storable(memory));
        out.put("boolean_capacity", storable(bool));
        out.put("unusable_blocks", irregular);
    }

    void restore(SnapshotReader in) {
        restore(in, "information_bits", information);
        restore(in, "mean_weight_from_inputs", fromInputs);
        restore(in, "mean_weight_recurrent", recurrent);
        restore(in, "memory_capacity", memory);
        restore(in, "boolean_capacity", bool);
        irregular = in.integer("unusable_blocks");
    }

    /// A checkpoint holds finite numbers only; none of these is ever negative.
    private static double[] storable(double[] values) {
        return Arrays.stream(values).map(v -> Double.isNaN(v) ? -1 : v).toArray();
    }

    private static void restore(SnapshotReader in, String name, double[] values) {
        double[] stored = in.doubles(name, values.length);
        Arrays.setAll(values, b -> stored[b] < 0 ? Double.NaN : stored[b]);
    }

    /// The names of the values that [#report] gives.
    static void declare(InfomaxConfiguration configuration, ValueNames names) {
        TrainingSection training = configuration.training();
        boolean trains = training.blocks() > 0;
        boolean inputs = configuration.patches() != null || configuration.randomInput() != null;
        List<Integer> reached = reached(training);
        MemoryProbe.Settings probe = configuration.memory();
        names.give("sampling_bias_bits", "entropy_bound_bits", "blocks", "blocks_with_irregular_covariance")
                .when(trains, List.of("information_end_bits", "information_largest_bits"))
                .each(INFORMATION_AT, reached)
                .each(CROSSING, trains ? training.crossingsBits() : List.of())
                .when(inputs, List.of("mean_weight_from_inputs", "mean_weight_recurrent", "feed_forward_ratio"))
                .each(FROM_INPUTS_AT, inputs ? reached : List.of())
                .each(RECURRENT_AT, inputs ? reached : List.of())
                .each(RATIO_AT, inputs ? reached : List.of());
        List<String> capacities = new ArrayList<>();
        for (String what : List.of("memory_capacity", "boolean_capacity")) {
            for (String value : List.of("first", "largest", "largest_block", "gain", "end", "end_over_largest")) {
                capacities.add(what + "_" + value);
            }
        }
        capacities.add("information_rise_after_memory_peak_bits");
        names.when(probe != null && training.blocks() >= probe.every(), capacities);
    }

    /// The milestones within the run.
    private static List<Integer> reached(TrainingSection training) {
        return training.milestones().stream()
                .filter(block -> block >= 1 && block <= training.blocks())
                .distinct()
                .toList();
    }

    /// Mean |W| from inputs into free units.
    static double fromInputs(WeightStructure weights, InfomaxParameters parameters) {
        return weights.meanMagnitude(0, parameters.freeUnits(), parameters.freeUnits(), parameters.units());
    }

    /// Mean |W| among free units.
    static double recurrent(WeightStructure weights, InfomaxParameters parameters) {
        return weights.meanMagnitude(0, parameters.freeUnits(), 0, parameters.freeUnits());
    }

    /// @param weights the trained network
    void report(InfomaxParameters parameters, WeightStructure weights, Outcome outcome) {
        TrainingSection training = configuration.training();
        int blocks = information.length;
        InformationBounds bounds = InformationBounds.of(parameters, training.measuredSteps());
        outcome.value("sampling_bias_bits", bounds.bias());
        outcome.value("entropy_bound_bits", bounds.entropy());
        outcome.value("blocks", blocks);
        outcome.value("blocks_with_irregular_covariance", (double) irregular);
        if (blocks > 0) {
            outcome.valueOr("information_end_bits", information[blocks - 1], SINGULAR);
            outcome.valueOr(
                    "information_largest_bits",
                    Arrays.stream(information).filter(Double::isFinite).max().orElse(Double.NaN),
                    "The covariance of every block was singular beyond repair.");
            training.crossingsBits().stream().distinct().forEach(level -> crossing(level, outcome));
        }
        for (int block : reached(training)) {
            outcome.valueOr(ValueNames.of(INFORMATION_AT, block), information[block - 1], SINGULAR);
        }
        if (parameters.inputUnits() > 0) {
            double in = fromInputs(weights, parameters);
            double among = recurrent(weights, parameters);
            outcome.value("mean_weight_from_inputs", in);
            outcome.value("mean_weight_recurrent", among);
            outcome.valueOr("feed_forward_ratio", in / among, NO_RECURRENCE);
            for (int block : reached(training)) {
                in = fromInputs[block - 1];
                among = recurrent[block - 1];
                outcome.value(ValueNames.of(FROM_INPUTS_AT, block), in);
                outcome.value(ValueNames.of(RECURRENT_AT, block), among);
                outcome.valueOr(ValueNames.of(RATIO_AT, block), in / among, NO_RECURRENCE);
            }
        }
        double[] x = IntStream.rangeClosed(1, blocks).asDoubleStream().toArray();
        outcome.figure(new LineChart(
                        "objective",
                        "Information during training",
                        "Gaussian information between successive states in each block, in bits. " + bounds.sentence(),
                        Axis.linear("block"),
                        Axis.linear("information (bits)").from(0),
                        Series.line("information", x, information))
                .with(bounds.references(Reference.Across.Y, information)));
    }

    /// The first block whose information exceeds a level.
    private void crossing(double level, Outcome outcome) {
        int first = 0;
        while (first < information.length && !(information[first] > level)) {
            first++;
        }
        outcome.valueOr(
                ValueNames.of(CROSSING, level),
                first < information.length ? first + 1 : Double.NaN,
                "Never reached: no block of " + information.length + " exceeded " + level + " bits.");
    }

    /// Values and figure of the capacities, if any block probed them.
    void reportMemory(MemoryProbe.Settings settings, Outcome outcome) {
        int[] probed = IntStream.range(0, memory.length)
                .filter(b -> !Double.isNaN(memory[b]))
                .toArray();
        if (probed.length == 0) {
            return;
        }
        int peak = capacity("memory_capacity", memory, probed, outcome);
        capacity("boolean_capacity", bool, probed, outcome);
        outcome.valueOr(
                "information_rise_after_memory_peak_bits",
                information[information.length - 1] - information[peak],
                SINGULAR);
        double[] x = IntStream.of(probed).mapToDouble(b -> b + 1).toArray();
        outcome.figure(new LineChart(
                "memory-capacity",
                "Memory of the input during training",
                "Σ R² of the best linear reading from the present state, fitted on one half of a recording and judged on the"
                        + " other. Memory capacity: of the input τ steps ago, τ from 1 to " + settings.longestDelay()
                        + ". Boolean capacity: of the parities of all subsets of the last " + settings.booleanWindow()
                        + " inputs, a basis of their Boolean functions.",
                Axis.linear("block"),
                Axis.linear("capacity").from(0),
                Series.lineAndPoints("memory capacity", x, at(memory, probed)),
                Series.lineAndPoints("Boolean capacity", x, at(bool, probed))));
    }

    private static double[] at(double[] values, int[] blocks) {
        return IntStream.of(blocks).mapToDouble(b -> values[b]).toArray();
    }

    /// @return index of the block with the largest capacity, the first of equals
    private static int capacity(String name, double[] values, int[] probed, Outcome outcome) {
        int peak = probed[0];
        for (int b : probed) {
            peak = values[b] > values[peak] ? b : peak;
        }
        double first = values[probed[0]];
        double last = values[probed[probed.length - 1]];
        String nothing = "Nothing was remembered at any probe.";
        outcome.value(name + "_first", first);
        outcome.value(name + "_largest", values[peak]);
        outcome.value(name + "_largest_block", peak + 1);
        outcome.valueOr(name + "_gain", values[peak] / first, "Nothing was remembered at the first probe.");
        outcome.value(name + "_end", last);
        outcome.valueOr(name + "_end_over_largest", last / values[peak], nothing);
        return peak;
    }
}
