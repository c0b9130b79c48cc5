package org.gyre.nets.boltzmann.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.gyre.core.Team;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.nets.boltzmann.Rooks;
import org.jspecify.annotations.Nullable;

/// The networks that trade the information flux of the stochastic network against the mean period of its
/// deterministic limit, by NSGA-II (Deb et al. 2002): what no other network found beats in both.
///
/// Genes are integer weights W; the network has the weights βW, ±1 units and no bias. Its information is exact;
/// its period is that of the cycle in which a state ends, averaged over all 2^N states, ties staying.
///
/// Children are made so that long cycles stay within reach. A row of W is a unit's threshold function: children
/// inherit rows whole, and exchange or negate them, which keeps the number of images but visits them in another of
/// 2^N N! orders. Of networks with the same two values one stays, or copies would fill the front; and a population
/// whose front stands still is replaced by a new one, while the best of all populations are kept. Full cycles are
/// nevertheless rare events (decision 0012), and so are N-rooks; unless told not to, each population therefore begins
/// with both ends of the front among random networks: one network of [FullCycleSearch], where N allows it, and one
/// random arrangement of N-rooks of the largest weight.
///
/// The result depends on the stream alone, not on where and in what order networks are evaluated. [#state] and
/// [#resume] as in [Evolution].
/// Not thread-safe.
public final class ParetoFront {
    /// Attempts to find a full cycle for a new population.
    private static final int DESCENTS = 200;

    /// Steps of information that count, nats: networks that differ by names of units only have the same, with other
    /// rounding.
    private static final double SAME = 1e-9;

    /// How to search.
    ///
    /// @param population networks that live on, at least 4
    /// @param largest bound m of the integer weights, −m … m
    /// @param scale β > 0
    /// @param patience generations in which the population's front stands still before a new population begins
    /// @param constructed whether each population begins with a long cycle built from threshold functions and with
    ///     N-rooks
    public record Settings(int population, int largest, double scale, int patience, boolean constructed) {
        /// @throws IllegalArgumentException if a number is out of its range
        public Settings {
            if (population < 4 || largest < 1 || patience < 1) {
                throw new IllegalArgumentException("population = " + population + ", largest weight = " + largest
                        + ", patience = " + patience + ": must be at least 4, 1 and 1");
            }
            if (!(scale > 0 && Double.isFinite(scale))) {
                throw new IllegalArgumentException("scale = " + scale + ": must be positive and finite");
            }
        }

        /// Settings with constructed beginnings.
        public Settings(int population, int largest, double scale, int patience) {
            this(population, largest, scale, patience, true);
        }

        /// 100 networks of weights from −5 to 5, scale 10, patience 100.
        public static Settings standard() {
            return new Settings(100, 5, 10, 100);
        }
    }

    /// A network and its values.
    ///
    /// @param weights integer W, `[to][from]`, N×N row-major
    /// @param information I at βW, nats
    /// @param period mean over states, steps
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Point(int[] weights, double information, double period) {}

    /// A search at rest.
    ///
    /// @param population the networks that live
    /// @param kept the best of earlier populations
    /// @param generations done
    /// @param waited generations in which the population's front stood still
    /// @param position of the random stream
    public record State(List<Point> population, List<Point> kept, long generations, int waited, long position) {
        public State {
            population = List.copyOf(population);
            kept = List.copyOf(kept);
        }
    }

    private final int units;
    private final Settings settings;
    private final NetworkValues.Evaluator evaluator;
    private final CounterRandom random;
    private final @Nullable FullCycleSearch cycles;
    private List<Point> population = List.of();
    private List<Point> kept = List.of();
    private int[] rank = new int[0];
    private double[] crowding = new double[0];
    private long generations;
    private int waited;

    private ParetoFront(int units, Settings settings, CounterRandom random, NetworkValues.Evaluator evaluator) {
        this.units = units;
        this.settings = settings;
        this.random = random;
        this.evaluator = evaluator;
        this.cycles = settings.constructed() && units >= 3 && units <= FullCycleSearch.LARGEST
                ? FullCycleSearch.of(units, 2 * units + 1)
                : null;
    }

    /// A search from random weights.
    ///
    /// @param units N, at most 10
    /// @param evaluator of the networks, at the scale of the settings
    public static ParetoFront start(
            int units, Settings settings, RandomStream stream, NetworkValues.Evaluator evaluator) {
        ParetoFront search = new ParetoFront(units, settings, stream.generator(), evaluator);
        search.begin();
        return search;
    }

    /// A search from random weights on the threads of a team.
    public static ParetoFront start(int units, Settings settings, RandomStream stream, Team team) {
        return start(units, settings, stream, NetworkValues.by(team, units, settings.scale()));
    }

    private void begin() {
        List<int[]> first = new ArrayList<>(newcomers());
        while (first.size() < settings.population()) {
            int[] weights = new int[units * units];
            for (int e = 0; e < weights.length; e++) {
                weights[e] = anyWeight();
            }
            first.add(weights);
        }
        population = evaluator.evaluate(first);
        order(population);
        waited = 0;
    }

    /// A search that goes on.
    ///
    /// @param state what [#state] gave, for the same units, settings and stream
    /// @throws IllegalArgumentException if it is of another shape
    public static ParetoFront resume(
            int units, Settings settings, RandomStream stream, NetworkValues.Evaluator evaluator, State state) {
        if (state.population().size() != settings.population()
                || state.population().getFirst().weights().length != units * units) {
            throw new IllegalArgumentException(
                    "a state of " + state.population().size() + " networks is not of " + settings.population()
                            + " networks of " + units + " units");
        }
        ParetoFront search = new ParetoFront(units, settings, stream.generatorAt(state.position()), evaluator);
        search.population = state.population();
        search.kept = state.kept();
        search.generations = state.generations();
        search.waited = state.waited();
        search.order(search.population);
        return search;
    }

    /// A search that goes on, on the threads of a team.
    public static ParetoFront resume(int units, Settings settings, RandomStream stream, Team team, State state) {
        return resume(units, settings, stream, NetworkValues.by(team, units, settings.scale()), state);
    }

    /// N-rooks, and the longest cycle of a few descents whose weights are allowed.
    private List<int[]> newcomers() {
        List<int[]> made = new ArrayList<>();
        if (settings.constructed()) {
            made.add(Arrays.stream(Rooks.random(units, random).weights(settings.largest()))
                    .mapToInt(w -> (int) w)
                    .toArray());
        }
        FullCycleSearch.@Nullable Found longest = null;
        for (int k = 0; k < DESCENTS && cycles != null; k++) {
            FullCycleSearch.Found found = cycles.descend(random).orElse(null);
            if (found != null
                    && heaviest(found.weights()) <= settings.largest()
                    && (longest == null || found.period() > longest.period())) {
                longest = found;
                if (longest.period() == 1 << units) {
                    break;
                }
            }
        }
        if (longest != null) {
            // The same map with inputs as large as can be.
            int factor = settings.largest() / heaviest(longest.weights());
            made.add(Arrays.stream(longest.weights()).map(w -> factor * w).toArray());
        }
        return made;
    }

    private static int heaviest(int[] weights) {
        return Arrays.stream(weights).map(Math::abs).max().orElseThrow();
    }

    private int anyWeight() {
        return random.nextInt(2 * settings.largest() + 1) - settings.largest();
    }

    /// Searches on.
    ///
    /// @param count number of generations
    public void advance(int count) {
        for (int k = 0; k < count; k++) {
            if (waited >= settings.patience()) {
                kept = front();
                begin();
            }
            double[] before = frontValues();
            List<int[]> children = new ArrayList<>();
            while (children.size() < settings.population()) {
                children.add(child());
            }
            List<Point> all = new ArrayList<>(population);
            all.addAll(evaluator.evaluate(children));
            order(all);
            population = IntStream.range(0, all.size())
                    .boxed()
                    .sorted(Comparator.<Integer>comparingInt(a -> rank[a])
                            .thenComparing(Comparator.<Integer>comparingDouble(a -> crowding[a])
                                    .reversed()))
                    .limit(settings.population())
                    .map(all::get)
                    .toList();
            order(population);
            generations++;
            waited = Arrays.equals(before, frontValues()) ? waited + 1 : 0;
        }
    }

    /// Information and period of the population's front, sorted.
    private double[] frontValues() {
        return first(population, rank).stream()
                .flatMapToDouble(p -> DoubleStream.of(p.information(), p.period()))
                .toArray();
    }

    /// Ranks and crowding of networks; what repeats an earlier point comes after all ranks.
    private void order(List<Point> networks) {
        double[][] points = coordinates(networks);
        boolean[] again = repeated(points);
        double[][] first = IntStream.range(0, points.length)
                .filter(a -> !again[a])
                .mapToObj(a -> points[a])
                .toArray(double[][]::new);
        int[] firstRank = NonDominated.ranks(first);
        double[] firstCrowding = NonDominated.crowding(first, firstRank);
        rank = new int[points.length];
        crowding = new double[points.length];
        int at = 0;
        for (int a = 0; a < points.length; a++) {
            rank[a] = again[a] ? Integer.MAX_VALUE : firstRank[at];
            crowding[a] = again[a] ? 0 : firstCrowding[at++];
        }
    }

    /// Information in steps of [#SAME], so that no network beats another by its rounding; and period.
    private static double[][] coordinates(List<Point> networks) {
        return networks.stream()
                .map(p -> new double[] {Math.rint(p.information() / SAME), p.period()})
                .toArray(double[][]::new);
    }

    private static boolean[] repeated(double[][] points) {
        boolean[] again = new boolean[points.length];
        for (int a = 0; a < points.length; a++) {
            for (int b = 0; b < a && !again[a]; b++) {
                again[a] = !again[b] && Arrays.equals(points[a], points[b]);
            }
        }
        return again;
    }

    private int[] child() {
        int[] child = population.get(winner()).weights().clone();
        if (random.nextBoolean()) {
            int[] other = population.get(winner()).weights();
            for (int i = 0; i < units; i++) {
                if (random.nextBoolean()) {
                    System.arraycopy(other, i * units, child, i * units, units);
                }
            }
        }
        do {
            change(child);
        } while (random.nextInt(3) == 0);
        return child;
    }

    /// The better of two by rank, then by crowding.
    private int winner() {
        int a = random.nextInt(population.size());
        int b = random.nextInt(population.size());
        boolean first = rank[a] < rank[b] || (rank[a] == rank[b] && crowding[a] >= crowding[b]);
        return first ? a : b;
    }

    private void change(int[] weights) {
        int row = random.nextInt(units) * units;
        switch (random.nextInt(4)) {
            case 0 -> {
                int other = random.nextInt(units) * units;
                for (int j = 0; j < units; j++) {
                    int swap = weights[row + j];
                    weights[row + j] = weights[other + j];
                    weights[other + j] = swap;
                }
            }
            case 1 -> {
                for (int j = 0; j < units; j++) {
                    weights[row + j] = -weights[row + j];
                }
            }
            case 2 -> weights[row + random.nextInt(units)] = anyWeight();
            default -> {
                int at = row + random.nextInt(units);
                int moved = weights[at] + (random.nextBoolean() ? 1 : -1);
                weights[at] = Math.clamp(moved, -settings.largest(), settings.largest());
            }
        }
    }

    /// The networks that none beats that was found so far, by rising period; of equals, one.
    public List<Point> front() {
        List<Point> all = new ArrayList<>(kept);
        all.addAll(first(population, rank));
        double[][] points = coordinates(all);
        boolean[] again = repeated(points);
        int[] ranks = NonDominated.ranks(points);
        for (int k = 0; k < ranks.length; k++) {
            ranks[k] = again[k] ? Integer.MAX_VALUE : ranks[k];
        }
        return first(all, ranks);
    }

    private static List<Point> first(List<Point> points, int[] ranks) {
        return IntStream.range(0, points.size())
                .filter(a -> ranks[a] == 0)
                .mapToObj(points::get)
                .sorted(Comparator.comparingDouble(Point::period).thenComparingDouble(Point::information))
                .toList();
    }

    /// Number of generations so far.
    public long generations() {
        return generations;
    }

    /// All that the search is, to be stored.
    public State state() {
        return new State(population, kept, generations, waited, random.position());
    }
}
