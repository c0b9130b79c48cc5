package org.gyre.lab.flux;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.engine.Engine;
import org.gyre.lab.experiment.Outcome;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.lab.report.Axis;
import org.gyre.lab.report.Figure;
import org.gyre.lab.report.HeatMap;
import org.gyre.lab.report.LineChart;
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
import org.gyre.nets.boltzmann.search.FullCycleSearch;
import org.gyre.nets.boltzmann.search.LoopedRooks;
import org.gyre.nets.boltzmann.search.NetworkValues;
import org.gyre.nets.boltzmann.search.ParetoFront;
import org.gyre.nets.boltzmann.search.ParetoFront.Point;

/// The course of [FluxPareto].
final class ParetoSession implements Session {
    /// Generations of a step.
    private static final int SLICE = 20;

    /// One front to search.
    ///
    /// @param scale β
    /// @param constructed whether populations begin with a constructed cycle
    private record Quest(double scale, boolean constructed) {
        String title() {
            return (constructed ? "β = " : "plain search, β = ")
                    + String.valueOf(scale).replaceFirst("\\.0$", "");
        }
    }

    /// The longest cycle that was found.
    ///
    /// @param weights integer W, `[to][from]`, row-major
    /// @param attempts networks drawn until then
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    private record Cycle(int[] weights, int period, long attempts) {}

    private final FluxPareto.Configuration configuration;
    private final RunContext context;
    private final Engine engine;
    private final List<Quest> quests = new ArrayList<>();
    private final int slices;
    private final List<List<Point>> fronts = new ArrayList<>();
    private final List<Cycle> cycles = new ArrayList<>();
    private Optional<ParetoFront> running = Optional.empty();
    private int done;

    ParetoSession(FluxPareto.Configuration configuration, RunContext context) {
        this.configuration = configuration;
        this.context = context;
        engine = context.engine();
        slices = (configuration.generations() + SLICE - 1) / SLICE;
        configuration.scales().forEach(scale -> quests.add(new Quest(scale, true)));
        if (configuration.plain()) {
            quests.add(new Quest(configuration.scales().getFirst(), false));
        }
    }

    @Override
    public long totalSteps() {
        return (long) quests.size() * slices + configuration.cycles().size();
    }

    @Override
    public long completedSteps() {
        return done;
    }

    @Override
    public List<String> scalarNames() {
        return List.of(
                "scale", "generation", "front_points", "front_most_information_bits", "front_longest_period", "cycle");
    }

    /// The fronts as they are, and the network with the most information on the one at work, which is the last one
    /// while
    /// cycles are searched.
    @Override
    public List<Figure> live() {
        List<List<Point>> shown = new ArrayList<>(fronts);
        running.ifPresent(front -> shown.add(front.front()));
        if (shown.isEmpty()) {
            return List.of();
        }
        Quest quest = quests.get(shown.size() - 1);
        Point most = shown.getLast().getFirst();
        return List.of(
                new LineChart(
                        "live-fronts",
                        "Information against mean period: the fronts so far",
                        "No network that was found so far beats a point of its front in both.",
                        Axis.linear("mean period over states").from(0),
                        Axis.linear("information (bits)"),
                        series(shown).toArray(Series[]::new)),
                HeatMap.weights(
                        "live-weights",
                        "The network with the most information",
                        "Of the front at work, or of the last one.",
                        configuration.units(),
                        scaled(quest.scale(), most.weights())));
    }

    private List<Series> series(List<List<Point>> shown) {
        List<Series> series = new ArrayList<>();
        for (int k = 0; k < shown.size(); k++) {
            double[] x = shown.get(k).stream().mapToDouble(Point::period).toArray();
            double[] y = shown.get(k).stream().mapToDouble(ParetoSession::bits).toArray();
            series.add(
                    quests.get(k).constructed()
                            ? Series.lineAndPoints(quests.get(k).title(), x, y)
                            : Series.points(quests.get(k).title(), x, y));
        }
        return series;
    }

    private ParetoFront.Settings settings(Quest quest) {
        return new ParetoFront.Settings(
                configuration.population(),
                configuration.largest(),
                quest.scale(),
                configuration.patience(),
                quest.constructed());
    }

    private NetworkValues.Evaluator evaluator(Quest quest) {
        return NetworksJob.by(engine, configuration.units(), quest.scale());
    }

    private RandomStream stream(Quest quest) {
        return context.random().split("front").split(quest.title());
    }

    @Override
    public void advance() {
        int at = done / slices;
        if (at < quests.size()) {
            search(quests.get(at), done % slices);
        } else {
            cycle(configuration.cycles().get(done - quests.size() * slices));
        }
    }

    private void search(Quest quest, int slice) {
        ParetoFront front = running.orElseGet(
                () -> ParetoFront.start(configuration.units(), settings(quest), stream(quest), evaluator(quest)));
        int end = Math.min((slice + 1) * SLICE, configuration.generations());
        front.advance(end - slice * SLICE);
        running = Optional.of(front);
        List<Point> points = front.front();
        if (slice == slices - 1) {
            fronts.add(points);
            running = Optional.empty();
        }
        Map<String, Double> row = new LinkedHashMap<>();
        row.put("scale", quest.scale());
        row.put("generation", (double) end);
        row.put("front_points", (double) points.size());
        row.put("front_most_information_bits", bits(points.getFirst()));
        row.put("front_longest_period", points.getLast().period());
        context.scalars(++done, row);
    }

    private void cycle(int units) {
        Cycle best = FluxPareto.Configuration.fromFunctions(units) ? fromFunctions(units) : fromRooks(units);
        cycles.add(best);
        context.scalars(++done, Map.of("cycle", (double) best.period()));
    }

    private Cycle fromFunctions(int units) {
        FullCycleSearch search = FullCycleSearch.of(units, 2 * units - 3);
        RandomStream stream = context.random().split("cycle").split(units);
        Cycle best = new Cycle(new int[units * units], 0, 0);
        for (int k = 0; k < configuration.attempts() && best.period() < 1 << units; k++) {
            Optional<FullCycleSearch.Found> found = search.search(1, stream.split(k));
            if (found.isPresent() && found.get().period() > best.period()) {
                best = new Cycle(found.get().weights(), found.get().period(), k + 1L);
            }
        }
        return best;
    }

    private Cycle fromRooks(int units) {
        RandomStream stream = context.random().split("cycle").split(units);
        Cycle best = new Cycle(new int[units * units], 0, 0);
        for (int k = 0; k < configuration.attempts() && best.period() < 1 << units; k++) {
            LoopedRooks.Found found =
                    LoopedRooks.search(units, 1, stream.split(k)).orElseThrow();
            if (found.period() > best.period()) {
                best = new Cycle(LoopedRooks.weights(found.rooks()), found.period(), k + 1L);
            }
        }
        return best;
    }

    @Override
    public void save(SnapshotWriter out) {
        out.put("done", (long) done);
        for (int k = 0; k < fronts.size(); k++) {
            put(out, "front_" + k, fronts.get(k));
        }
        for (int k = 0; k < cycles.size(); k++) {
            out.put("cycle_" + k, cycles.get(k).weights());
            out.put(
                    "cycle_counts_" + k,
                    new long[] {cycles.get(k).period(), cycles.get(k).attempts()});
        }
        if (running.isPresent()) {
            ParetoFront.State state = running.get().state();
            put(out, "population", state.population());
            put(out, "kept", state.kept());
            out.put("counts", new long[] {state.generations(), state.waited(), state.position()});
        }
    }

    @Override
    public void restore(SnapshotReader in) {
        done = (int) in.integer("done");
        int at = Math.min(done / slices, quests.size());
        for (int k = 0; k < at; k++) {
            fronts.add(points(in, "front_" + k));
        }
        for (int k = 0; k < done - quests.size() * slices; k++) {
            int units = configuration.cycles().get(k);
            long[] counts = in.longs("cycle_counts_" + k, 2);
            cycles.add(new Cycle(in.ints("cycle_" + k, units * units), (int) counts[0], counts[1]));
        }
        if (at < quests.size() && done % slices != 0) {
            long[] counts = in.longs("counts", 3);
            Quest quest = quests.get(at);
            running = Optional.of(ParetoFront.resume(
                    configuration.units(),
                    settings(quest),
                    stream(quest),
                    evaluator(quest),
                    new ParetoFront.State(
                            points(in, "population"), points(in, "kept"), counts[0], (int) counts[1], counts[2])));
        }
    }

    private static void put(SnapshotWriter out, String name, List<Point> points) {
        out.put(
                name + "_weights",
                points.stream()
                        .flatMapToInt(point -> Arrays.stream(point.weights()))
                        .toArray());
        out.put(
                name + "_information",
                points.stream().mapToDouble(Point::information).toArray());
        out.put(name + "_period", points.stream().mapToDouble(Point::period).toArray());
    }

    private List<Point> points(SnapshotReader in, String name) {
        int size = configuration.units() * configuration.units();
        double[] information = in.doubles(name + "_information");
        double[] period = in.doubles(name + "_period", information.length);
        int[] weights = in.ints(name + "_weights", information.length * size);
        return IntStream.range(0, information.length)
                .mapToObj(k ->
                        new Point(Arrays.copyOfRange(weights, k * size, (k + 1) * size), information[k], period[k]))
                .toList();
    }

    private static double bits(Point point) {
        return Unit.BITS.fromNats(point.information());
    }

    private static double[] scaled(double scale, int[] weights) {
        return Arrays.stream(weights).mapToDouble(w -> scale * w).toArray();
    }

    /// I in bits by the general solver, which shares no code with the evaluator of the search.
    private static double information(int units, double[] weights) {
        return Unit.BITS.fromNats(
                FluxReading.of(new StationarySolver(Team.alone()).solve(BoltzmannMachine.of(units, weights)))
                        .information());
    }

    private static FunctionalGraph graph(int units, double[] weights) {
        return FunctionalGraph.of(ThresholdMap.of(units, weights).table().next());
    }

    @Override
    public void finish(Outcome outcome) {
        outcome.cite("Metzner2024");
        outcome.cite("Deb2002");
        Rook rook = bestRooks();
        outcome.value("rooks_best_mean_period", rook.meanPeriod());
        outcome.value("rooks_longest_period", rook.longest());
        outcome.value("rooks_information_bits", rook.information());
        outcome.figure(scatter(rook));
        for (int k = 0; k < quests.size(); k++) {
            values(outcome, quests.get(k), fronts.get(k));
        }
        outcome.figure(frontTable());
        longest(outcome);
        cycles(outcome);
        for (Witness witness : Witness.ALL) {
            int n = witness.units();
            int[] weights = witness.matrix();
            outcome.value(
                    ValueNames.of(FluxPareto.WITNESS, n),
                    graph(n, scaled(1, weights)).longestPeriod());
            for (double scale : new double[] {1, 10}) {
                outcome.value(
                        ValueNames.of(FluxPareto.WITNESS_INFORMATION, n, scale),
                        information(n, scaled(scale, weights)));
            }
        }
    }

    /// The best that N-rooks can do.
    ///
    /// @param meanPeriod over states, the longest of all arrangements
    /// @param longest longest single cycle of any arrangement
    /// @param information bits, of every arrangement
    private record Rook(double meanPeriod, int longest, double information) {}

    /// All 2^N N! arrangements.
    private Rook bestRooks() {
        int n = configuration.units();
        double[] mean = new double[1];
        int[] longest = new int[1];
        Rooks.all(n).forEach(rooks -> {
            FunctionalGraph graph = graph(n, rooks.weights(1));
            mean[0] = Math.max(mean[0], graph.meanPeriodOverStates());
            longest[0] = Math.max(longest[0], graph.longestPeriod());
        });
        return new Rook(mean[0], longest[0], Rooks.information(n, configuration.rooksWeight()));
    }

    private static void values(Outcome outcome, Quest quest, List<Point> front) {
        Point most = front.getFirst();
        Point longest = front.getLast();
        if (!quest.constructed()) {
            outcome.value("plain_front_longest_period", longest.period());
            outcome.value("plain_front_information_at_longest_period_bits", bits(longest));
            outcome.value("plain_front_most_information_bits", bits(most));
            return;
        }
        double scale = quest.scale();
        outcome.value(ValueNames.of(FluxPareto.FRONT_POINTS, scale), front.size());
        outcome.value(ValueNames.of(FluxPareto.MOST_INFORMATION, scale), bits(most));
        outcome.value(ValueNames.of(FluxPareto.PERIOD_OF_MOST, scale), most.period());
        outcome.value(ValueNames.of(FluxPareto.LONGEST, scale), longest.period());
        outcome.value(ValueNames.of(FluxPareto.INFORMATION_OF_LONGEST, scale), bits(longest));
        outcome.value(ValueNames.of(FluxPareto.GIVEN_UP, scale), bits(most) - bits(longest));
    }

    private LineChart scatter(Rook rook) {
        List<Series> series = series(fronts);
        series.add(Series.points("best N-rooks", new double[] {rook.meanPeriod()}, new double[] {rook.information()}));
        return new LineChart(
                "fronts",
                "Information against mean period: the fronts",
                String.format(
                        Locale.ROOT,
                        "%d units, integer weights from −%d to %d times β. No network of the same search beats a point"
                                + " in both; another search may have found better ones, and better ones may exist."
                                + " The best N-rooks have the longest mean period of all arrangements, at weight %.3g. The"
                                + " plain search begins with random networks, the others also with N-rooks and a constructed long"
                                + " cycle.",
                        configuration.units(),
                        configuration.largest(),
                        configuration.largest(),
                        configuration.rooksWeight()),
                Axis.linear("mean period over states").from(0),
                Axis.linear("information (bits)"),
                series.toArray(Series[]::new));
    }

    private TableFigure frontTable() {
        TableFigure table = new TableFigure(
                "front-points",
                "Networks of the fronts",
                "Rows of the integer weights are separated by bars.",
                "front",
                "mean period",
                "information (bits)",
                "weights");
        for (int k = 0; k < quests.size(); k++) {
            for (Point point : fronts.get(k)) {
                table = table.row(
                        quests.get(k).title(),
                        point.period(),
                        bits(point),
                        rows(configuration.units(), point.weights()));
            }
        }
        return table;
    }

    private static String rows(int units, int[] weights) {
        return IntStream.range(0, units)
                .mapToObj(i -> Arrays.stream(weights, i * units, (i + 1) * units)
                        .mapToObj(w -> String.valueOf(w).replace('-', '−'))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | "));
    }

    private void longest(Outcome outcome) {
        int n = configuration.units();
        Point longest = fronts.getFirst().getLast();
        double[] weights = scaled(configuration.scales().getFirst(), longest.weights());
        outcome.array("weights", weights, n, n);
        FunctionalGraph graph = graph(n, weights);
        String caption = String.format(
                Locale.ROOT,
                "The network of the longest mean period on the front of %s: %.4f bits, attractors %d, longest period %d.",
                quests.getFirst().title(),
                bits(longest),
                graph.attractors(),
                graph.longestPeriod());
        outcome.figure(new StateGraph(
                "states",
                "Where its states lead without chance",
                caption + " An arrow leads from each state to its most probable successor.",
                ThresholdMap.of(n, weights).table().next(),
                n));
        outcome.figure(HeatMap.weights("weights", "Its weights", caption, n, weights));
    }

    private void cycles(Outcome outcome) {
        if (cycles.isEmpty()) {
            return;
        }
        List<String> columns = new ArrayList<>(List.of("units", "period", "of states", "found by", "networks drawn"));
        configuration.scales().forEach(scale -> columns.add("information, β = " + scale + " (bits)"));
        TableFigure table = new TableFigure(
                "cycles",
                "The longest cycles of a threshold network without bias",
                "Each period is read from the functional graph of the weights, the information comes from the general"
                        + " solver. Threshold functions: a one-to-one map is put together from odd functions of all units,"
                        + " then ordered. Looped rooks: a signed permutation times the matrix that moves 2N states only.",
                columns,
                List.of());
        for (int k = 0; k < cycles.size(); k++) {
            int n = configuration.cycles().get(k);
            Cycle cycle = cycles.get(k);
            FunctionalGraph graph = graph(n, scaled(1, cycle.weights()));
            outcome.value(ValueNames.of(FluxPareto.CYCLE, n), graph.longestPeriod());
            outcome.value(ValueNames.of(FluxPareto.CYCLE_ATTRACTORS, n), graph.attractors());
            outcome.array("cycle_" + n, cycle.weights(), n, n);
            List<Object> row = new ArrayList<>(List.of(
                    n,
                    graph.longestPeriod(),
                    1 << n,
                    FluxPareto.Configuration.fromFunctions(n) ? "threshold functions" : "looped rooks",
                    cycle.attempts()));
            for (double scale : configuration.scales()) {
                double bits = information(n, scaled(scale, cycle.weights()));
                outcome.value(ValueNames.of(FluxPareto.CYCLE_INFORMATION, n, scale), bits);
                row.add(bits);
            }
            table = table.row(row.toArray());
        }
        outcome.figure(table);
    }
}
