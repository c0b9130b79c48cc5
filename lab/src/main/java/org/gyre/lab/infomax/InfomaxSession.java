package org.gyre.lab.infomax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.BinaryRaster;
import org.gyre.core.Plural;
import org.gyre.core.Unit;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.ImageGrid;
import org.gyre.lab.report.RasterPlot;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.gyre.measure.structure.WeightStructure;
import org.gyre.nets.infomax.BlockReport;
import org.gyre.nets.infomax.BlockSimulator;
import org.gyre.nets.infomax.InfomaxParameters;
import org.gyre.nets.infomax.InfomaxTrainer;

/// A recurrent-infomax run in progress: one step is one training block; the end tests the network before
/// and after.
final class InfomaxSession implements Session {
    /// Steps of the raster pictures.
    private static final int RASTER_STEPS = 400;

    /// Receptive fields that are shown while it learns.
    private static final int FIELDS_SHOWN = 48;

    private final InfomaxConfiguration configuration;
    private final RunContext context;
    private final World world;
    private final InfomaxParameters parameters;
    private final double[] initialWeights;
    private final InfomaxTrainer trainer;
    private final TrainingRecord record;
    private final LastSteps lastSteps;

    InfomaxSession(InfomaxConfiguration configuration, RunContext context) {
        this.configuration = configuration;
        this.context = context;
        this.world = new World(configuration, context);
        this.parameters = world.parameters();
        this.initialWeights = configuration
                .network()
                .initialWeights(parameters.units(), context.random().split("weights"));
        BlockSimulator simulator = world.simulator("training", world.pulses("training"));
        this.trainer = new InfomaxTrainer(configuration.training().plan(), simulator, initialWeights, world.algebra());
        this.record = new TrainingRecord(configuration);
        this.lastSteps = new LastSteps(parameters.units());
        warnAboutBlocks();
    }

    private void warnAboutBlocks() {
        int t = configuration.training().measuredSteps();
        double spikes = configuration.network().rate() * t;
        if (spikes < 100) {
            context.warn(
                    "FEW_SPIKES",
                    String.format(
                            Locale.ROOT,
                            "A unit fires about %.0f times in the measured part of a block, and estimates need about 100:"
                                    + " raise training.measured_steps.",
                            spikes));
        }
        if (t < 4 * parameters.units()) {
            context.warn(
                    "SHORT_BLOCKS",
                    "The measured part of a block has " + Plural.of(t, "step") + " for "
                            + Plural.of(parameters.units(), "unit")
                            + "; the covariances need many times twice as many steps as units: raise"
                            + " training.measured_steps.");
        }
        // Thresholds relax with the time constant 1/(ε p̄); ε = 0 holds them still on purpose.
        double settled =
                3 / (configuration.network().epsilon() * configuration.network().rate());
        int settling = configuration.training().settlingSteps();
        if (Double.isFinite(settled) && settling < settled) {
            context.warn(
                    "SETTLING_SHORT",
                    String.format(
                            Locale.ROOT,
                            "The thresholds settle for %d steps in a block, and three of their time constants"
                                    + " 1/(epsilon rate) are %.0f: rates may lag behind the weights. Raise"
                                    + " training.settling_steps.",
                            settling,
                            settled));
        }
    }

    @Override
    public long totalSteps() {
        return configuration.training().blocks();
    }

    @Override
    public long completedSteps() {
        return trainer.blocks();
    }

    @Override
    public List<String> scalarNames() {
        List<String> names = new ArrayList<>(List.of(
                "information_bits",
                "sampling_bias_bits",
                "rate_deviation",
                "threshold_drift",
                "mean_weight",
                "largest_weight",
                "update_norm",
                "learning_rate"));
        if (parameters.inputUnits() > 0) {
            names.add("mean_weight_from_inputs");
            names.add("mean_weight_recurrent");
        }
        if (configuration.memory() != null) {
            names.add("memory_capacity");
            names.add("boolean_capacity");
        }
        return names;
    }

    @Override
    public List<Figure> live() {
        List<Figure> figures = new ArrayList<>();
        BinaryRaster activity = lastSteps.raster();
        if (activity.steps() > 0) {
            figures.add(new RasterPlot(
                    "activity",
                    "Activity",
                    "The last steps of a block, in which the network learns.",
                    RasterPlot.Panel.of("", free(activity, activity.steps()), 0, activity.steps())));
        }
        figures.add(weights("Weights now", trainer.weights()));
        if (configuration.patches() != null) {
            figures.add(fields());
        }
        return figures;
    }

    /// The weights from ON minus those from OFF cells of the first units: what their receptive fields grow
    /// from.
    private ImageGrid fields() {
        int n = parameters.units();
        int pixels = parameters.inputUnits() / 2;
        int side = (int) Math.round(Math.sqrt(pixels));
        double[] weights = trainer.weights();
        List<ImageGrid.Tile> tiles = new ArrayList<>();
        for (int i = 0; i < Math.min(FIELDS_SHOWN, parameters.freeUnits()); i++) {
            double[] field = new double[pixels];
            for (int p = 0; p < pixels; p++) {
                int on = i * n + parameters.freeUnits() + p;
                field[p] = weights[on] - weights[on + pixels];
            }
            tiles.add(new ImageGrid.Tile("", field));
        }
        return ImageGrid.receptiveFields(
                "fields", "Weights from ON minus OFF cells", "Of the first units.", side, pixels / side, tiles);
    }

    @Override
    public void advance() {
        BlockReport report = trainer.block(lastSteps);
        int block = (int) report.block();
        long number = report.block() + 1;
        double bits = Unit.BITS.fromNats(report.nats());
        record.information[block] = bits;
        Map<String, Double> row = new LinkedHashMap<>();
        if (Double.isFinite(bits)) {
            row.put("information_bits", bits);
        }
        row.put("sampling_bias_bits", Unit.BITS.fromNats(report.samplingBias()));
        row.put("rate_deviation", report.rateDeviation());
        row.put("threshold_drift", report.thresholdDrift());
        row.put("mean_weight", report.meanWeight());
        row.put("largest_weight", report.largestWeight());
        row.put("update_norm", report.updateNorm());
        row.put("learning_rate", report.learningRate());
        if (parameters.inputUnits() > 0) {
            WeightStructure structure = structure(trainer.weights());
            record.fromInputs[block] = TrainingRecord.fromInputs(structure, parameters);
            record.recurrent[block] = TrainingRecord.recurrent(structure, parameters);
            row.put("mean_weight_from_inputs", record.fromInputs[block]);
            row.put("mean_weight_recurrent", record.recurrent[block]);
        }
        MemoryProbe.Settings probe = configuration.memory();
        if (probe != null && number % probe.every() == 0) {
            MemoryProbe capacity = MemoryProbe.measure(
                    probe, world, number, trainer.weights(), trainer.simulator().thresholds());
            record.memory[block] = capacity.linear();
            record.bool[block] = capacity.bool();
            row.put("memory_capacity", capacity.linear());
            row.put("boolean_capacity", capacity.bool());
        }
        context.scalars(number, row);
        tell(report, number);
    }

    private void tell(BlockReport report, long number) {
        if (report.condition() != GaussianInformation.Condition.REGULAR) {
            record.irregular++;
            context.warn(
                    "COVARIANCE_" + report.condition(),
                    "Block " + number + ": " + report.condition().meaning()
                            + "; raise training.measured_steps or lower training.learning_rate.");
            context.event(
                    "covariance",
                    Map.of("block", number, "condition", report.condition().name()));
        }
        if (report.condition() == GaussianInformation.Condition.REGULAR && report.step() == BlockReport.Step.SKIPPED) {
            context.event("gradient-undefined", Map.of("block", number));
            context.warn(
                    "GRADIENT_UNDEFINED",
                    "Block " + number
                            + ": there is no gradient at held rates, and the weights stayed, because the rate of"
                            + " some unit does not respond to its threshold (it never fired, always fired or was"
                            + " saturated) or because the covariance of half the block is singular; events.jsonl lists"
                            + " every block where this happened: lengthen the block or"
                            + " lower the learning rate.");
        }
        if (report.step() == BlockReport.Step.HALVED) {
            context.event("step-halved", Map.of("block", number, "learning_rate", report.learningRate()));
            context.warn(
                    "STEP_HALVED",
                    "At block " + number
                            + " half of the last learning step was taken back; events.jsonl lists every block"
                            + " where this happened.");
        }
    }

    private WeightStructure structure(double[] weights) {
        return new WeightStructure(parameters.units(), parameters.units(), weights);
    }

    @Override
    public void save(SnapshotWriter out) {
        InfomaxTrainer.State state = trainer.state();
        int n = parameters.units();
        out.put("weights", state.weights(), n, n);
        out.put("accepted_weights", state.accepted(), n, n);
        out.put("thresholds", state.thresholds());
        out.put("state", state.state());
        // A checkpoint holds finite numbers only, and an information is never negative.
        out.put("accepted_nats", Double.isNaN(state.acceptedNats()) ? -1 : state.acceptedNats());
        out.put("rate_factor", state.rateFactor());
        out.put("transition_passed", state.transitionPassed() ? 1L : 0L);
        out.put("block", state.block());
        out.put("simulated_steps", state.step());
        record.save(out);
    }

    @Override
    public void restore(SnapshotReader in) {
        int n = parameters.units();
        double accepted = in.real("accepted_nats");
        trainer.restore(new InfomaxTrainer.State(
                in.doubles("weights", n, n),
                in.doubles("accepted_weights", n, n),
                in.doubles("thresholds", parameters.freeUnits()),
                in.longs("state", (n + 63) / 64),
                accepted < 0 ? Double.NaN : accepted,
                in.real("rate_factor"),
                in.integer("transition_passed") != 0,
                in.integer("block"),
                in.integer("simulated_steps")));
        record.restore(in);
    }

    @Override
    public long arrayBytes() {
        long n = parameters.units();
        // The state before the first step is recorded too.
        long raster = (configuration.test().steps() + 1L) * n;
        long fields = configuration.receptiveFields() == null
                ? 0
                : (long) parameters.freeUnits() * parameters.inputUnits() / 2 * Double.BYTES;
        return 2 * n * n * Double.BYTES + raster + fields;
    }

    @Override
    public void finish(Outcome outcome) {
        int n = parameters.units();
        double[] weights = trainer.weights();
        double[] thresholds = trainer.simulator().thresholds();
        outcome.cite(configuration.memory() == null ? "Tanaka2009" : "Tanaka2020");
        outcome.array("weights_before", initialWeights, n, n);
        outcome.array("weights", weights, n, n);
        outcome.array("thresholds", thresholds);
        record.report(parameters, structure(weights), outcome);

        InfomaxConfiguration.TestSection test = configuration.test();
        FrozenNetwork before =
                new FrozenNetwork(world, "test-before", initialWeights, null).settle(test.settlingSteps());
        FrozenNetwork after = new FrozenNetwork(world, "test-after", weights, null)
                .startingAt(thresholds)
                .settle(test.settlingSteps());
        BinaryRaster old = before.record(test.steps());
        BinaryRaster now = after.record(test.steps());
        outcome.array("raster", zerosAndOnes(now), now.steps(), n);
        weightFigures(weights, outcome);
        rasters(old, now, outcome);
        RateCheck rates = RateCheck.of(now, parameters);
        outcome.value("rate_deviation_largest", rates.largest());
        if (!rates.met()) {
            context.warn("RATES_NOT_MET", rates.sentence());
        }

        if (configuration.receptiveFields() != null) {
            context.progress().report(0, 1, "receptive fields");
            ReceptiveFields.report(configuration.receptiveFields(), before, after, outcome);
        }
        if (configuration.patterns() != null) {
            PatternCounts.report(
                    configuration.patterns(), old.slice(1, old.steps()), now.slice(1, now.steps()), outcome);
        }
        if (configuration.lags() != null) {
            LagInformation.report(configuration.lags(), old, now, parameters, outcome);
        }
        if (configuration.avalanches() != null) {
            AvalancheStudy.report(configuration.avalanches(), before, after, outcome, context);
        }
        if (configuration.replay() != null && configuration.pulses() != null) {
            Replay.report(
                    configuration.replay(),
                    configuration.pulses(),
                    test,
                    world,
                    initialWeights,
                    weights,
                    thresholds,
                    outcome);
        }
        if (configuration.shuffles() != null) {
            PatternCounts.Settings patterns =
                    configuration.patterns() == null ? new PatternCounts.Settings(3, 5) : configuration.patterns();
            ShuffleControl.report(configuration.shuffles(), test, patterns, after, now, outcome, context);
        }
        if (configuration.memory() != null) {
            record.reportMemory(configuration.memory(), outcome);
        }
    }

    @Override
    public void close() {
        world.close();
    }

    private void weightFigures(double[] weights, Outcome outcome) {
        outcome.figure(weights("Weights after training", weights));
    }

    private HeatMap weights(String title, double[] weights) {
        int free = parameters.freeUnits();
        int n = parameters.units();
        List<HeatMap.Group> columns = new ArrayList<>();
        if (configuration.patches() != null) {
            int pixels = parameters.inputUnits() / 2;
            columns.add(new HeatMap.Group("units", 0));
            columns.add(new HeatMap.Group("ON", free));
            columns.add(new HeatMap.Group("OFF", free + pixels));
        } else if (parameters.inputUnits() > 0) {
            columns.add(new HeatMap.Group("units", 0));
            columns.add(new HeatMap.Group("input", free));
        }
        return new HeatMap(
                "weights",
                title,
                "Row: receiving unit, column: sending unit."
                        + (free < n ? " Clamped inputs receive nothing and have no rows." : ""),
                "from unit",
                "into unit",
                "weight",
                free,
                n,
                Arrays.copyOf(weights, free * n),
                ColourMap.DIVERGING,
                null,
                null,
                List.of(),
                columns);
    }

    private void rasters(BinaryRaster old, BinaryRaster now, Outcome outcome) {
        int shown = Math.min(RASTER_STEPS, now.steps());
        outcome.figure(new RasterPlot(
                "rasters",
                "Activity before and after training",
                "Spikes of " + shown + " successive steps with frozen weights.",
                RasterPlot.Panel.of("before training", free(old, shown), 0, shown),
                RasterPlot.Panel.of("after training", free(now, shown), 0, shown)));
    }

    /// The free units of the first steps.
    private BinaryRaster free(BinaryRaster raster, int steps) {
        BinaryRaster result = new BinaryRaster(steps, parameters.freeUnits());
        for (int t = 0; t < steps; t++) {
            for (int i = 0; i < parameters.freeUnits(); i++) {
                if (raster.get(t, i)) {
                    result.set(t, i);
                }
            }
        }
        return result;
    }

    /// Spikes as bytes 0 and 1, `[step][unit]`, so that any program can read them.
    private static byte[] zerosAndOnes(BinaryRaster raster) {
        int units = raster.units();
        byte[] bytes = new byte[Math.multiplyExact(raster.steps(), units)];
        for (int t = 0; t < raster.steps(); t++) {
            for (int i = 0; i < units; i++) {
                bytes[t * units + i] = (byte) (raster.get(t, i) ? 1 : 0);
            }
        }
        return bytes;
    }
}
