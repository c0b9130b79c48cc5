package org.gyre.lab.estimators;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.gyre.core.Estimate;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Unit;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.TableSession;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.TableFigure;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.entropy.Occupancies;

/// The bias of each estimator of entropy, how often it states an interval, and how often that holds
/// the truth, against the number of independent samples. Kind `entropy-estimators`. One step is one
/// law at one number of samples.
public final class EntropyBias implements Experiment<EntropyBias.Configuration> {
    private static final DiscreteEntropy[] ESTIMATORS = DiscreteEntropy.values();
    private static final double LEVEL = 0.9;

    /// Mean bias, its standard error and the standard deviation of one estimate in bits; the share of
    /// samples in which an interval was stated, and the share of those that held the truth.
    private static final int COLUMNS = 5;

    private static final int STATED = 3;
    private static final int COVERED = 4;

    /// Where fewer samples than this share have an interval, chance alone decides what they cover.
    private static final double OFTEN = 0.5;

    /// From there on a chart repeats its colours.
    private static final int COLOURS = 7;

    private static final String LOWEST = "stated_coverage_lowest";
    private static final String HIGHEST = "stated_coverage_highest";
    private static final String RARELY = "no interval is stated in half of the samples or more";

    /// The keys of the TOML file.
    ///
    /// @param laws where samples come from, tables `[[laws]]`; see [SymbolLaw]
    /// @param samples T, ascending, each at least 4
    /// @param runs samples of each size, 2 to 100000
    public record Configuration(
            @Default("[]") List<SymbolLaw> laws,

            @Default("[10, 30, 100, 300, 1000, 3000, 10000]")
            List<Integer> samples,

            @Default("1000") int runs) {
        public Configuration {
            laws = List.copyOf(laws);
            samples = List.copyOf(samples);
            if (laws.isEmpty() || laws.stream().map(SymbolLaw::name).distinct().count() < laws.size()) {
                throw new InputException("laws: give at least one table [[laws]], each with a name of its own");
            }
            boolean ascending = !samples.isEmpty() && samples.getFirst() >= 4 && samples.getLast() <= 10_000_000;
            for (int k = 1; k < samples.size(); k++) {
                ascending &= samples.get(k) > samples.get(k - 1);
            }
            if (!ascending) {
                throw new InputException("samples = " + samples + ": must ascend, from at least 4 to at most 10000000");
            }
            if (runs < 2 || runs > 100_000) {
                throw new InputException("runs = " + runs + ": must be from 2 to 100000");
            }
        }
    }

    @Override
    public String kind() {
        return "entropy-estimators";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames();
        for (SymbolLaw law : configuration.laws()) {
            names.give("entropy_" + law.name() + "_bits");
            for (DiscreteEntropy estimator : ESTIMATORS) {
                names.each(family("bias", law, estimator) + "_bits", configuration.samples());
                names.each(family("stated", law, estimator), configuration.samples());
                names.each(family("stated_coverage", law, estimator), configuration.samples());
            }
        }
        names.give(LOWEST);
        names.give(HIGHEST);
        return names;
    }

    private static String family(String what, SymbolLaw law, DiscreteEntropy estimator) {
        return what + "_" + law.name() + "_" + key(estimator) + "_samples_#";
    }

    private static String key(DiscreteEntropy estimator) {
        return estimator == DiscreteEntropy.PLUG_IN ? "plug_in" : estimator.id().replace('-', '_');
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new Sampling(configuration, context);
    }

    /// The table is `[law][size][estimator][column]`.
    private static final class Sampling extends TableSession {
        private final Configuration configuration;
        private final RunContext context;
        private final int sizes;

        Sampling(Configuration configuration, RunContext context) {
            super(
                    Math.multiplyExact(
                            configuration.laws().size(), configuration.samples().size()),
                    ESTIMATORS.length * COLUMNS);
            this.configuration = configuration;
            this.context = context;
            sizes = configuration.samples().size();
        }

        @Override
        public List<String> scalarNames() {
            List<String> names = new ArrayList<>(List.of("law", "samples"));
            for (DiscreteEntropy estimator : ESTIMATORS) {
                names.add("bias_" + key(estimator) + "_bits");
            }
            return names;
        }

        @Override
        public void advance() {
            int step = done();
            SymbolLaw law = configuration.laws().get(step / sizes);
            int samples = configuration.samples().get(step % sizes);
            double truth = law.entropy();
            double[] probabilities = law.probabilities();
            double log2Possible = Math.log(law.symbols()) / Math.log(2);
            double[][] bias = new double[ESTIMATORS.length][configuration.runs()];
            int[] stated = new int[ESTIMATORS.length];
            int[] covered = new int[ESTIMATORS.length];
            for (int run = 0; run < configuration.runs(); run++) {
                RandomGenerator random =
                        context.random().split("samples").split(step).split(run).generator();
                Occupancies sample = Occupancies.of(SymbolLaw.draw(probabilities, samples, random), log2Possible);
                for (int e = 0; e < ESTIMATORS.length; e++) {
                    Estimate estimate = ESTIMATORS[e].of("H(x)", sample);
                    bias[e][run] = Unit.BITS.fromNats(estimate.nats() - truth);
                    Optional<Estimate.Interval> interval = estimate.interval(LEVEL);
                    if (interval.isPresent()) {
                        stated[e]++;
                        covered[e] += interval.get().low() <= truth
                                        && truth <= interval.get().high()
                                ? 1
                                : 0;
                    }
                }
            }
            Map<String, Double> scalars = new LinkedHashMap<>();
            int number = step / sizes;
            scalars.put("law", (double) number);
            scalars.put("samples", (double) samples);
            for (int e = 0; e < ESTIMATORS.length; e++) {
                int at = at(number, step % sizes, e);
                table[at] = Descriptive.mean(bias[e]);
                table[at + 1] = Descriptive.standardError(bias[e]);
                table[at + 2] = Descriptive.standardDeviation(bias[e]);
                table[at + STATED] = (double) stated[e] / configuration.runs();
                table[at + COVERED] = (double) covered[e] / Math.max(1, stated[e]);
                scalars.put("bias_" + key(ESTIMATORS[e]) + "_bits", table[at]);
            }
            context.scalars(complete(), scalars);
        }

        private int at(int law, int size, int estimator) {
            return ((law * sizes + size) * ESTIMATORS.length + estimator) * COLUMNS;
        }

        @Override
        public void finish(Outcome outcome) {
            for (int l = 0; l < configuration.laws().size(); l++) {
                SymbolLaw law = configuration.laws().get(l);
                outcome.value("entropy_" + law.name() + "_bits", Unit.BITS.fromNats(law.entropy()));
                for (int e = 0; e < ESTIMATORS.length; e++) {
                    for (int t = 0; t < sizes; t++) {
                        double samples = configuration.samples().get(t);
                        int at = at(l, t, e);
                        outcome.value(ValueNames.of(family("bias", law, ESTIMATORS[e]) + "_bits", samples), table[at]);
                        outcome.value(ValueNames.of(family("stated", law, ESTIMATORS[e]), samples), table[at + STATED]);
                        outcome.valueOr(
                                ValueNames.of(family("stated_coverage", law, ESTIMATORS[e]), samples),
                                often(at) ? table[at + COVERED] : Double.NaN,
                                RARELY);
                    }
                }
                outcome.figure(chart(l, law));
                outcome.figure(coverage(l, law));
                outcome.figure(biases(l, law));
                outcome.figure(intervals(l, law));
            }
            DoubleSummaryStatistics often = IntStream.range(0, table.length / COLUMNS)
                    .map(cell -> cell * COLUMNS)
                    .filter(this::often)
                    .mapToDouble(at -> table[at + COVERED])
                    .summaryStatistics();
            outcome.valueOr(LOWEST, often.getCount() == 0 ? Double.NaN : often.getMin(), RARELY);
            outcome.valueOr(HIGHEST, often.getCount() == 0 ? Double.NaN : often.getMax(), RARELY);
            outcome.array("table", table.clone(), configuration.laws().size(), sizes, ESTIMATORS.length, COLUMNS);
        }

        private boolean often(int at) {
            return table[at + STATED] >= OFTEN;
        }

        private LineChart chart(int l, SymbolLaw law) {
            List<Series> series = new ArrayList<>();
            double[] samples = configuration.samples().stream()
                    .mapToDouble(Integer::doubleValue)
                    .toArray();
            for (int e = 0; e < ESTIMATORS.length; e++) {
                double[] bias = new double[sizes];
                for (int t = 0; t < sizes; t++) {
                    bias[t] = table[at(l, t, e)];
                }
                series.add(
                        e < COLOURS
                                ? Series.lineAndPoints(ESTIMATORS[e].label(), samples, bias)
                                : Series.dashed(ESTIMATORS[e].label(), samples, bias));
            }
            return new LineChart(
                            "bias-" + law.name().replace('_', '-'),
                            "Bias of the entropy of " + title(law),
                            "Mean of " + Plural.of(configuration.runs(), "sample") + " less the exact entropy.",
                            Axis.log("T (samples)"),
                            Axis.linear("bias (bits)"),
                            series.toArray(Series[]::new))
                    .with(Reference.horizontal("none", 0));
        }

        private LineChart coverage(int l, SymbolLaw law) {
            List<Series> series = new ArrayList<>();
            for (int e = 0; e < ESTIMATORS.length; e++) {
                int estimator = e;
                int[] shown = IntStream.range(0, sizes)
                        .filter(t -> often(at(l, t, estimator)))
                        .toArray();
                if (shown.length > 0) {
                    series.add(Series.lineAndPoints(
                            ESTIMATORS[e].label(),
                            IntStream.of(shown)
                                    .mapToDouble(configuration.samples()::get)
                                    .toArray(),
                            IntStream.of(shown)
                                    .mapToDouble(t -> table[at(l, t, estimator) + COVERED])
                                    .toArray()));
                }
            }
            return new LineChart(
                            "coverage-" + law.name().replace('_', '-'),
                            "Intervals for " + title(law),
                            "Share of the stated intervals of 90 % that hold the exact entropy, where at least half of the "
                                    + configuration.runs() + " samples have one.",
                            Axis.log("T (samples)"),
                            Axis.linear("share that holds"),
                            series.toArray(Series[]::new))
                    .with(Reference.horizontal("as stated", LEVEL));
        }

        private TableFigure biases(int l, SymbolLaw law) {
            return rows(
                    l,
                    "biases-" + law.name().replace('_', '-'),
                    "Bias for " + title(law),
                    "Mean of " + Plural.of(configuration.runs(), "sample") + " less the exact entropy, in bits.",
                    at -> String.format(Locale.ROOT, "%.4f", table[at]));
        }

        private TableFigure intervals(int l, SymbolLaw law) {
            return rows(
                    l,
                    "intervals-" + law.name().replace('_', '-'),
                    "Intervals of 90 % for " + title(law),
                    "How many of them hold the exact entropy, and in brackets in how many samples one was stated.",
                    at -> table[at + STATED] == 0
                            ? "none"
                            : String.format(
                                    Locale.ROOT,
                                    "%.1f %% (%.0f %%)",
                                    100 * table[at + COVERED],
                                    100 * table[at + STATED]));
        }

        private TableFigure rows(int l, String id, String title, String caption, IntFunction<String> cell) {
            String[] columns = new String[1 + sizes];
            columns[0] = "estimator";
            for (int t = 0; t < sizes; t++) {
                columns[1 + t] = "T = " + configuration.samples().get(t);
            }
            TableFigure figure = new TableFigure(id, title, caption, columns);
            for (int e = 0; e < ESTIMATORS.length; e++) {
                Object[] row = new Object[1 + sizes];
                row[0] = ESTIMATORS[e].label();
                for (int t = 0; t < sizes; t++) {
                    row[1 + t] = cell.apply(at(l, t, e));
                }
                figure = figure.row(row);
            }
            return figure;
        }

        private static String title(SymbolLaw law) {
            return switch (law.kind()) {
                case "zipf" -> Plural.of(law.symbols(), "symbol") + " after Zipf's law";
                case "words" -> "words of " + Integer.numberOfTrailingZeros(law.symbols()) + " sparse units";
                default -> law.symbols() + " equally likely symbols";
            };
        }
    }
}
