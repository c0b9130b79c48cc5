package org.gyre.lab.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.core.stats.Descriptive;
import org.gyre.lab.engine.Engine;
import org.gyre.lab.engine.Population;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.StopRequested;
import org.gyre.lab.flux.FluxEvolution.Study;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.ColourMap;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.ImageGrid;
import org.gyre.lab.report.LineChart;
import org.gyre.lab.report.Reference;
import org.gyre.lab.report.Series;
import org.gyre.lab.report.StateGraph;
import org.gyre.lab.report.TableFigure;
import org.gyre.lab.run.SnapshotReader;
import org.gyre.lab.run.SnapshotWriter;
import org.gyre.measure.attractor.FunctionalGraph;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.StationarySolver;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.Rooks;
import org.gyre.nets.boltzmann.ThresholdMap;
import org.gyre.nets.boltzmann.search.Evolution;
import org.gyre.nets.boltzmann.search.GradientAscent;
import org.gyre.nets.boltzmann.search.RookStructure;

/// The course of [FluxEvolution].
final class EvolutionSession implements Session {
    /// Generations of a step.
    private static final int SLICE = 50;

    /// Ascents that are made in a row; the cut does not depend on the number of threads.
    private static final int STARTS = 10;

    private final FluxEvolution.Configuration configuration;
    private final RunContext context;
    private final Population repeats;
    private final Population ascents;
    private final List<Study> studies;
    private final int slices;

    /// Best weights so far, `[study][repeat]`, N×N each, empty before a study is done.
    private final double[][][] best;
    /// Best so far at the end of each slice, bits, `[study][repeat][slice]`.
    private final double[][][] traces;

    private List<Evolution.State> running = List.of();
    private int done;

    EvolutionSession(FluxEvolution.Configuration configuration, RunContext context) {
        this.configuration = configuration;
        this.context = context;
        Engine engine = context.engine();
        repeats = new Population(engine, EvolutionJob.NAME);
        ascents = new Population(engine, AscentJob.NAME);
        studies = configuration.studies();
        slices = (configuration.generations() + SLICE - 1) / SLICE;
        best = new double[studies.size()][configuration.repeats()][0];
        traces = new double[studies.size()][configuration.repeats()][slices];
    }

    @Override
    public long totalSteps() {
        return (long) studies.size() * slices;
    }

    @Override
    public long completedSteps() {
        return done;
    }

    @Override
    public List<String> scalarNames() {
        return List.of("units", "limit", "generation", "best_bits", "median_bits", "worst_bits");
    }

    /// Of the limit at work: the course of each repeat, and the best network so far with its states. Their list is the
    /// same for the whole run.
    @Override
    public List<Figure> live() {
        if (done == 0) {
            return List.of();
        }
        int at = (done - 1) / slices;
        int known = done - at * slices;
        Study study = studies.get(at);
        int winner = 0;
        for (int k = 1; k < best[at].length; k++) {
            winner = traces[at][k][known - 1] > traces[at][winner][known - 1] ? k : winner;
        }
        double[] weights = best[at][winner];
        List<Figure> figures = new ArrayList<>();
        figures.add(new LineChart(
                        "live-courses",
                        "The most information so far",
                        "A line for each repeat of the limit at work, and what N-rooks under that limit have.",
                        Axis.log("generation"),
                        Axis.linear("information (bits)"),
                        courses(at, known))
                .with(Reference.horizontal(
                        label("N-rooks, " + study.constraint().label() + " ", study),
                        Rooks.information(study.units(), rooksWeight(study)))));
        figures.add(HeatMap.weights(
                "live-weights",
                "The best network so far",
                "Of all repeats of the limit at work.",
                study.units(),
                weights));
        if (studies.stream().allMatch(any -> any.units() <= StateGraph.LARGEST)) {
            figures.add(new StateGraph(
                    "live-states",
                    "Where its states lead without chance",
                    "Each state of the best network so far, and its most probable successor.",
                    ThresholdMap.of(study.units(), weights).table().next(),
                    study.units()));
        }
        return figures;
    }

    /// The most information of each repeat at the ends of the first slices.
    private Series[] courses(int at, int known) {
        double[] x = new double[known];
        Arrays.setAll(x, k -> Math.min((k + 1.0) * SLICE, configuration.generations()));
        return IntStream.range(0, configuration.repeats())
                .mapToObj(k -> Series.line(String.valueOf(k + 1), x, Arrays.copyOf(traces[at][k], known)))
                .toArray(Series[]::new);
    }

    private RandomStream stream(String what, Study study) {
        return context.random().split(what).split(study.title());
    }

    private Evolution.Settings settings(Study study) {
        return new Evolution.Settings(
                configuration.parents(),
                configuration.offspring(),
                configuration.deviation(),
                study.constraint().of(study.limit()),
                configuration.patience());
    }

    @Override
    public void advance() {
        int at = done / slices;
        int slice = done % slices;
        Study study = studies.get(at);
        int end = Math.min((slice + 1) * SLICE, configuration.generations());
        List<byte[]> individuals = IntStream.range(0, configuration.repeats())
                .mapToObj(k -> EvolutionJob.input(
                        study,
                        settings(study),
                        stream("evolution", study).split(k),
                        end - slice * SLICE,
                        slice == 0 ? null : running.get(k)))
                .toList();
        running =
                repeats.evaluate(individuals).stream().map(EvolutionJob::state).toList();
        double[] now = new double[running.size()];
        for (int k = 0; k < now.length; k++) {
            now[k] = Unit.BITS.fromNats(running.get(k).bestValue());
            traces[at][k][slice] = now[k];
            best[at][k] = running.get(k).best();
        }
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("units", (double) study.units());
        row.put("limit", study.limit());
        row.put("generation", (double) end);
        row.put("best_bits", Arrays.stream(now).max().orElseThrow());
        row.put("median_bits", Descriptive.median(now));
        row.put("worst_bits", Arrays.stream(now).min().orElseThrow());
        context.scalars(++done, row);
    }

    @Override
    public void save(SnapshotWriter out) {
        out.put("done", (long) done);
        for (int at = 0; at * slices < done; at++) {
            out.put("best_" + at, concatenated(best[at]));
            out.put("traces_" + at, concatenated(traces[at]), configuration.repeats(), slices);
        }
        for (int k = 0; k < running.size() && done % slices != 0; k++) {
            EvolutionJob.put("", "_" + k, running.get(k), out);
        }
    }

    @Override
    public void restore(SnapshotReader in) {
        done = (int) in.integer("done");
        int count = configuration.repeats();
        for (int at = 0; at * slices < done; at++) {
            int size = studies.get(at).units() * studies.get(at).units();
            double[] weights = in.doubles("best_" + at, count * size);
            double[] trace = in.doubles("traces_" + at, count, slices);
            for (int k = 0; k < count; k++) {
                best[at][k] = Arrays.copyOfRange(weights, k * size, (k + 1) * size);
                System.arraycopy(trace, k * slices, traces[at][k], 0, slices);
            }
        }
        if (done % slices != 0) {
            running = IntStream.range(0, count)
                    .mapToObj(k -> EvolutionJob.state("", "_" + k, in))
                    .toList();
        }
    }

    private static double[] concatenated(double[]... parts) {
        return Arrays.stream(parts).flatMapToDouble(Arrays::stream).toArray();
    }

    /// What came out under one limit; information in bits.
    ///
    /// @param evolved of each repeat
    /// @param winner the repeat with the most
    /// @param rooks N-rooks of the largest weight that the limit allows
    /// @param gradient where the best ascent ended
    /// @param enumerated best of all matrices of ±limit, NaN if they are too many
    /// @param asRooks repeats that ended as N-rooks
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Found(
            Study study,
            double[] evolved,
            int winner,
            double rooks,
            GradientAscent.Optimum gradient,
            double enumerated,
            int asRooks) {
        double most() {
            return evolved[winner];
        }

        double gradientBits() {
            return Unit.BITS.fromNats(gradient.information());
        }
    }

    private Found found(int at) {
        Study study = studies.get(at);
        double[] evolved = new double[configuration.repeats()];
        int winner = 0;
        int asRooks = 0;
        for (int k = 0; k < evolved.length; k++) {
            evolved[k] = traces[at][k][slices - 1];
            winner = evolved[k] > evolved[winner] ? k : winner;
            asRooks += structure(study, best[at][k]).rooks().isPresent() ? 1 : 0;
        }
        return new Found(
                study,
                evolved,
                winner,
                Rooks.information(study.units(), rooksWeight(study)),
                ascend(study),
                study.enumerated() ? bestOfSigns(study) : Double.NaN,
                asRooks);
    }

    private static double rooksWeight(Study study) {
        return study.constraint().of(study.limit()).rooksWeight(study.units());
    }

    /// A weight counts as large above half of what rooks could have.
    private static RookStructure structure(Study study, double[] weights) {
        return RookStructure.of(study.units(), weights, rooksWeight(study) / 2);
    }

    private GradientAscent.Optimum ascend(Study study) {
        int chunks = (configuration.gradientStarts() + STARTS - 1) / STARTS;
        List<byte[]> individuals = IntStream.range(0, chunks)
                .mapToObj(chunk -> AscentJob.input(
                        study,
                        configuration.gradientSteps(),
                        Math.min(STARTS, configuration.gradientStarts() - chunk * STARTS),
                        stream("gradient", study).split(chunk)))
                .toList();
        List<GradientAscent.Optimum> ends =
                ascents.evaluate(individuals).stream().map(AscentJob::optimum).toList();
        GradientAscent.Optimum best = ends.getFirst();
        for (GradientAscent.Optimum end : ends) {
            best = end.information() > best.information() ? end : best;
        }
        return best;
    }

    /// By the general solver, which shares no code with the evaluator that the searches use.
    private static double bestOfSigns(Study study) {
        int size = study.units() * study.units();
        StationarySolver solver = new StationarySolver(Team.alone());
        double most = 0;
        for (int signs = 0; signs < 1 << size; signs++) {
            double[] weights = new double[size];
            for (int k = 0; k < size; k++) {
                weights[k] = (signs >>> k & 1) != 0 ? study.limit() : -study.limit();
            }
            most = Math.max(
                    most,
                    FluxReading.of(solver.solve(BoltzmannMachine.of(study.units(), weights)))
                            .information());
        }
        return Unit.BITS.fromNats(most);
    }

    @Override
    public void finish(Outcome outcome) {
        outcome.cite("Metzner2024");
        outcome.cite("Birgin2000");
        List<Found> all = new ArrayList<>();
        for (int at = 0; at < studies.size(); at++) {
            if (context.stopRequested()) {
                throw new StopRequested();
            }
            context.progress().report(at, studies.size(), "ascents of the exact gradient");
            all.add(found(at));
            values(outcome, all.getLast());
        }
        List<Found> main = all.subList(0, configuration.limits().size());
        if (main.size() > 1) {
            outcome.figure(againstLimit(main));
            outcome.figure(gain(main));
        }
        outcome.figure(table(all));
        outcome.figure(structures(main));
        matrices(outcome, main);
        for (int at = 0; at < main.size(); at++) {
            outcome.figure(trace(at, main.get(at)));
        }
        winner(outcome, main);
    }

    private static void values(Outcome outcome, Found found) {
        Study study = found.study();
        outcome.value(study.value("evolved_best", "_bits"), found.most());
        outcome.value(study.value("evolved_median", "_bits"), Descriptive.median(found.evolved()));
        outcome.value(
                study.value("evolved_worst", "_bits"),
                Arrays.stream(found.evolved()).min().orElseThrow());
        outcome.value(study.value("rooks", "_bits"), found.rooks());
        outcome.value(study.value("gradient_best", "_bits"), found.gradientBits());
        outcome.value(study.value("evolved_best_over_rooks", "_bits"), found.most() - found.rooks());
        outcome.value(study.value("gradient_over_rooks", "_bits"), found.gradientBits() - found.rooks());
        outcome.value(study.value("ended_as_rooks", ""), found.asRooks());
        if (study.enumerated()) {
            outcome.value(study.value("sign_matrices_best", "_bits"), found.enumerated());
            outcome.value(
                    study.value("gradient_over_sign_matrices", "_bits"), found.gradientBits() - found.enumerated());
        }
    }

    private LineChart againstLimit(List<Found> found) {
        List<Found> sorted = found.stream()
                .sorted(Comparator.comparingDouble(f -> f.study().limit()))
                .toList();
        double[] x = sorted.stream().mapToDouble(f -> f.study().limit()).toArray();
        return new LineChart(
                "limits",
                "Information under a limit of the weights",
                String.format(
                        Locale.ROOT,
                        "%d units, limit of the %s. Evolution: best and median of %d repeats of %d generations. N-rooks in"
                                + " closed form, with the largest weight that the limit allows. Gradient: best of %d"
                                + " ascents from random starts.",
                        configuration.units(),
                        limited(),
                        configuration.repeats(),
                        configuration.generations(),
                        configuration.gradientStarts()),
                Axis.log("limit of the " + limited()),
                Axis.linear("information (bits)").from(0),
                Series.lineAndPoints(
                        "gradient",
                        x,
                        sorted.stream().mapToDouble(Found::gradientBits).toArray()),
                Series.lineAndPoints(
                        "evolved, best",
                        x,
                        sorted.stream().mapToDouble(Found::most).toArray()),
                Series.lineAndPoints(
                        "evolved, median",
                        x,
                        sorted.stream()
                                .mapToDouble(f -> Descriptive.median(f.evolved()))
                                .toArray()),
                Series.dashed(
                        "N-rooks", x, sorted.stream().mapToDouble(Found::rooks).toArray()));
    }

    private LineChart gain(List<Found> found) {
        double[] x = found.stream().mapToDouble(f -> f.study().limit()).sorted().toArray();
        return new LineChart(
                        "gain",
                        "What is gained over N-rooks",
                        "The same, with the information of N-rooks taken off; above zero N-rooks are beaten.",
                        Axis.log("limit of the " + limited()),
                        Axis.linear("information beyond N-rooks (bits)"),
                        Series.lineAndPoints("gradient", x, overRooks(found, Found::gradientBits)),
                        Series.lineAndPoints("evolved, best", x, overRooks(found, Found::most)),
                        Series.lineAndPoints(
                                "evolved, median", x, overRooks(found, f -> Descriptive.median(f.evolved()))))
                .with(Reference.horizontal("N-rooks", 0));
    }

    /// By rising limit.
    private static double[] overRooks(List<Found> found, ToDoubleFunction<Found> information) {
        return found.stream()
                .sorted(Comparator.comparingDouble(f -> f.study().limit()))
                .mapToDouble(f -> information.applyAsDouble(f) - f.rooks())
                .toArray();
    }

    private String limited() {
        return switch (configuration.constraint()) {
            case BOX -> "magnitude of each weight";
            case ROW_NORM -> "norm of the weights into each unit";
            case FROBENIUS -> "norm of all weights";
        };
    }

    private TableFigure table(List<Found> found) {
        TableFigure table = new TableFigure(
                "studies",
                "Evolution, exact gradient and N-rooks (bits)",
                "The last column is the best of all matrices whose weights are ± the limit, where these are few enough to"
                        + " be measured one by one with the general solver.",
                "units",
                "constraint",
                "limit",
                "evolved: best",
                "median",
                "worst",
                "ended as N-rooks",
                "N-rooks",
                "gradient",
                "all ± matrices");
        for (Found f : found) {
            table = table.row(
                    f.study().units(),
                    f.study().constraint().label(),
                    f.study().limit(),
                    f.most(),
                    Descriptive.median(f.evolved()),
                    Arrays.stream(f.evolved()).min().orElseThrow(),
                    f.asRooks() + " of " + f.evolved().length,
                    f.rooks(),
                    f.gradientBits(),
                    Double.isNaN(f.enumerated()) ? "–" : f.enumerated());
        }
        return table;
    }

    private TableFigure structures(List<Found> found) {
        TableFigure table = new TableFigure(
                "structures",
                "What the best of evolution look like",
                "A weight counts as large above half of the weight that N-rooks could have. N-rooks have one large weight in"
                        + " each row and column; which unit hears which, and with which sign, is then written as"
                        + " target ← sign source. What is something else is not forced into that form.",
                "limit",
                "information (bits)",
                "large weights per row",
                "per column",
                "smallest large",
                "largest other",
                "N-rooks");
        for (int at = 0; at < found.size(); at++) {
            Found f = found.get(at);
            RookStructure structure = structure(f.study(), best[at][f.winner()]);
            table = table.row(
                    f.study().limit(),
                    f.most(),
                    words(structure.perRow()),
                    words(structure.perColumn()),
                    structure.smallestLarge(),
                    structure.largestSmall(),
                    structure.rooks().map(EvolutionSession::wiring).orElse("no"));
        }
        return table;
    }

    private static String words(int[] counts) {
        return Arrays.stream(counts).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String wiring(Rooks rooks) {
        return IntStream.range(0, rooks.units())
                .mapToObj(i -> i + "←" + (rooks.sign().get(i) > 0 ? "+" : "−")
                        + rooks.source().get(i))
                .collect(Collectors.joining(" "));
    }

    private void matrices(Outcome outcome, List<Found> found) {
        int n = configuration.units();
        List<ImageGrid.Tile> tiles = new ArrayList<>();
        tiles.add(new ImageGrid.Tile("start", new double[n * n]));
        for (int at = 0; at < found.size(); at++) {
            Found f = found.get(at);
            tiles.add(new ImageGrid.Tile(label("evolved ", f.study()), best[at][f.winner()]));
        }
        found.forEach(f -> tiles.add(
                new ImageGrid.Tile(label("gradient ", f.study()), f.gradient().weights())));
        outcome.figure(new ImageGrid(
                "matrices",
                "The weights: at the start, the best of evolution, the best of the gradient",
                "Row = unit that listens, column = unit that is heard; the number is the limit. Each picture has its own range"
                        + " of colours, zero is white.",
                "weight",
                n,
                n,
                ColourMap.DIVERGING,
                ImageGrid.Scaling.EACH,
                tiles));
        int repeats = configuration.repeats();
        outcome.array(
                "limits", configuration.limits().stream().mapToDouble(l -> l).toArray());
        outcome.array(
                "evolved_weights",
                concatenated(Arrays.stream(best, 0, found.size())
                        .flatMap(Arrays::stream)
                        .toArray(double[][]::new)),
                found.size(),
                repeats,
                n,
                n);
        outcome.array(
                "gradient_weights",
                concatenated(found.stream().map(f -> f.gradient().weights()).toArray(double[][]::new)),
                found.size(),
                n,
                n);
    }

    private static String label(String what, Study study) {
        String limit = String.valueOf(study.limit()).replaceFirst("\\.0$", "");
        return what + limit;
    }

    private LineChart trace(int at, Found found) {
        return new LineChart(
                        "trace-" + (at + 1),
                        label("Evolution, " + found.study().constraint().label() + " ", found.study()),
                        "The most information so far, a line for each repeat.",
                        Axis.log("generation"),
                        Axis.linear("information (bits)"),
                        courses(at, slices))
                .with(Reference.horizontal("N-rooks", found.rooks()));
    }

    private void winner(Outcome outcome, List<Found> found) {
        int n = configuration.units();
        int at = 0;
        for (int k = 1; k < found.size(); k++) {
            at = found.get(k).most() > found.get(at).most() ? k : at;
        }
        Found f = found.get(at);
        double[] weights = best[at][f.winner()];
        outcome.array("weights", weights, n, n);
        String where = label(f.study().constraint().label() + " ", f.study())
                + String.format(Locale.ROOT, ": %.4f bits", f.most());
        outcome.figure(HeatMap.weights("weights", "The best network of evolution", where + ".", n, weights));
        int[] next = ThresholdMap.of(n, weights).table().next();
        FunctionalGraph graph = FunctionalGraph.of(next);
        if (n <= StateGraph.LARGEST) {
            outcome.figure(new StateGraph(
                    "states",
                    "Where its states lead without chance",
                    String.format(
                            Locale.ROOT,
                            "%s. Each state and its most probable successor: attractors %d, longest period %d, mean period"
                                    + " over states %.3g.",
                            where,
                            graph.attractors(),
                            graph.longestPeriod(),
                            graph.meanPeriodOverStates()),
                    next,
                    n));
        }
    }
}
