package org.gyre.lab.play;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.gyre.core.BinaryRaster;
import org.gyre.core.Estimate;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.measure.attractor.FunctionalGraph;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.flux.ExactFlux;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.StationaryLaw;
import org.gyre.measure.sampling.ProcessSampler;
import org.gyre.measure.sampling.RecordedFlux;
import org.gyre.measure.sampling.Transitions;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.RandomWeights;
import org.gyre.nets.boltzmann.Rooks;
import org.gyre.nets.boltzmann.ThresholdMap;
import org.gyre.nets.boltzmann.Ties;
import org.jspecify.annotations.Nullable;

/// A free-running Boltzmann machine of few units: what it does, the information that flows from each of its
/// states to the next, exact over all of them, and where it would go without chance (Metzner et al. 2024).
///
/// Fields of the answer, information in **bits**: `weights` (`[to][from]`), `raster` (the states of some
/// steps as numbers, unit i as bit i, `[step]`), `information`, `entropy`, `divergence` of the stationary
/// law, `c_rms` and `mean_pair_information` over all ordered pairs, `rates` (`[unit]`), `limit` (the
/// largest information that so many units can carry), `recorded_information` (plug-in, from the raster
/// alone) and `recorded_error` (by how much that is too large), `occupation` (stationary probability,
/// `[state]`), `next` (successor without chance, `[state]`), `basin` (number of the attractor in which a
/// state ends, `[state]`), `attractors` (`period`, `basin` (states), `states` of the cycle in its order;
/// the largest basin first) and `ties` (pairs of a state and a unit whose input is zero there; such a unit
/// stays as it is).
public final class NetworkPlay implements Explorable {
    private static final int MOST_UNITS = 12;
    private static final int REMEMBERED = 4;
    private static final String NORMAL = "normal";
    private static final String ROOKS = "rooks";

    private static final List<Dial> DIALS = List.of(
            Dial.whole(
                    "units",
                    "units N",
                    "",
                    2,
                    MOST_UNITS,
                    6,
                    "Twice as many states for each unit more: twelve have 4096, all of which are counted here."),
            Dial.choice(
                    "wiring",
                    "wiring",
                    List.of(NORMAL, "log-normal", ROOKS, "autapses"),
                    "Independent normal or log-normal weights; or N rooks: every unit hears one other, no two the same;"
                            + " or every unit hears itself."),
            Dial.real(
                    "coupling",
                    "coupling",
                    "",
                    0,
                    12,
                    0.1,
                    3,
                    "Standard deviation of normal weights, median size of log-normal ones, size of the rooks' weights."),
            Dial.real(
                    "density",
                    "density",
                    "",
                    0,
                    1,
                    0.05,
                    1,
                    "The share of random weights that are there; rooks always have N."),
            Dial.real(
                    "noise",
                    "input noise r",
                    "",
                    0,
                    8,
                    0.1,
                    0,
                    "Standard deviation of the noise that every unit hears in every step; 0 leaves only the chance of"
                            + " the units themselves."),
            Dial.whole("seed", "seed", "", 1, 1_000_000, 1, "Of the weights and of the raster."),
            Dial.whole(
                    "steps",
                    "steps shown",
                    "steps",
                    20,
                    2000,
                    200,
                    "Length of the raster, from which the plug-in estimate is taken: the shorter, the more it claims."));

    /// Whoever turns a dial waits: all cores help.
    private static final Team TEAM =
            Team.helpedBy(ForkJoinPool.commonPool(), Runtime.getRuntime().availableProcessors() - 1);

    /// What a network is made of: all but the length of its raster.
    private record Wiring(int units, String wiring, double coupling, double density, double noise, int seed) {
        static Wiring of(Settings settings) {
            return new Wiring(
                    settings.whole("units"),
                    settings.choice("wiring"),
                    settings.real("coupling"),
                    settings.real("density"),
                    settings.real("noise"),
                    settings.whole("seed"));
        }
    }

    /// A longer raster is of the same network, whose law takes longest.
    private final Map<Wiring, ExactFlux> recent = new LinkedHashMap<>(8, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Wiring, ExactFlux> eldest) {
            return size() > REMEMBERED;
        }
    };

    @Override
    public String name() {
        return "network";
    }

    @Override
    public String title() {
        return "A recurrent network, exactly";
    }

    @Override
    public List<Dial> dials() {
        return DIALS;
    }

    private static double[] weights(Settings settings) {
        int units = settings.whole("units");
        double coupling = settings.real("coupling");
        RandomStream stream = RandomStream.of(settings.whole("seed")).split("weights");
        return switch (settings.choice("wiring")) {
            case ROOKS -> Rooks.random(units, stream).weights(coupling);
            case "autapses" -> Rooks.autapses(units).weights(coupling);
            case NORMAL -> scaled(RandomWeights.normal(1), settings, stream, coupling);
            default -> scaled(RandomWeights.logNormal(0, 1), settings, stream, coupling);
        };
    }

    /// Drawn at a scale of one, so that a turned coupling stretches the same network.
    private static double[] scaled(RandomWeights law, Settings settings, RandomStream stream, double coupling) {
        double[] weights = law.withDensity(settings.real("density")).draw(settings.whole("units"), stream);
        for (int i = 0; i < weights.length; i++) {
            weights[i] *= coupling;
        }
        return weights;
    }

    @Override
    public Map<String, @Nullable Object> observe(Settings settings) {
        int units = settings.whole("units");
        double[] weights = weights(settings);
        BoltzmannMachine machine = BoltzmannMachine.of(units, weights).withNoise(settings.real("noise"));
        ExactFlux flux = flux(Wiring.of(settings), machine);
        FluxReading reading = flux.reading();
        ProcessSampler sampler = new ProcessSampler(
                machine, RandomStream.of(settings.whole("seed")).split("raster"));
        sampler.startAnywhere();
        sampler.skip(Transitions.SETTLING);
        BinaryRaster raster = sampler.record(settings.whole("steps"));
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("weights", rows(units, weights));
        answer.put("raster", states(raster));
        answer.put("information", Unit.BITS.fromNats(reading.information()));
        answer.put("entropy", Unit.BITS.fromNats(reading.entropy()));
        answer.put("divergence", Unit.BITS.fromNats(reading.divergence()));
        answer.put("c_rms", reading.correlationRms());
        answer.put("mean_pair_information", Unit.BITS.fromNats(reading.meanPairInformation()));
        answer.put("rates", reading.rates());
        answer.put("limit", units);
        Estimate recorded = RecordedFlux.of(raster, 1, DiscreteEntropy.PLUG_IN);
        answer.put("recorded_information", recorded.in(Unit.BITS));
        answer.put("recorded_error", Unit.BITS.fromNats(recorded.nats() - reading.information()));
        answer.put("occupation", occupation(flux, units));
        attractors(answer, machine);
        answer.put("warnings", warnings(settings, flux, recorded));
        return answer;
    }

    private ExactFlux flux(Wiring wiring, BoltzmannMachine machine) {
        synchronized (recent) {
            ExactFlux known = recent.get(wiring);
            if (known != null) {
                return known;
            }
        }
        ExactFlux flux = ExactFlux.of(machine, TEAM);
        synchronized (recent) {
            recent.put(wiring, flux);
        }
        return flux;
    }

    private static double[][] rows(int units, double[] weights) {
        double[][] rows = new double[units][units];
        for (int i = 0; i < units * units; i++) {
            rows[i / units][i % units] = weights[i];
        }
        return rows;
    }

    private static int[] states(BinaryRaster raster) {
        int[] states = new int[raster.steps()];
        for (int t = 0; t < states.length; t++) {
            states[t] = (int) raster.words()[t * raster.wordsPerStep()];
        }
        return states;
    }

    /// Units that do not hear each other, even by others, have laws of their own, which multiply.
    private static double[] occupation(ExactFlux flux, int units) {
        double[] occupation = new double[1 << units];
        for (int state = 0; state < occupation.length; state++) {
            double probability = 1;
            for (ExactFlux.Part part : flux.parts()) {
                StationaryLaw law = part.law();
                int own = 0;
                for (int k = 0; k < part.units().length; k++) {
                    own |= ((state >>> part.units()[k]) & 1) << k;
                }
                probability *= law.probability(own);
            }
            occupation[state] = probability;
        }
        return occupation;
    }

    private static void attractors(Map<String, @Nullable Object> answer, BoltzmannMachine machine) {
        ThresholdMap.Table table = ThresholdMap.of(machine, Ties.STAY).table();
        int[] next = table.next();
        FunctionalGraph graph = FunctionalGraph.of(next);
        List<FunctionalGraph.Attractor> largest = graph.largest(graph.attractors());
        int[] rank = new int[graph.attractors()];
        List<Map<String, Object>> attractors = new ArrayList<>();
        for (int i = 0; i < largest.size(); i++) {
            FunctionalGraph.Attractor attractor = largest.get(i);
            rank[graph.attractorOf(attractor.representative())] = i;
            int[] cycle = new int[attractor.period()];
            int state = attractor.representative();
            for (int k = 0; k < cycle.length; k++) {
                cycle[k] = state;
                state = next[state];
            }
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("period", attractor.period());
            entry.put("basin", attractor.basin());
            entry.put("states", cycle);
            attractors.add(entry);
        }
        int[] basin = new int[next.length];
        for (int state = 0; state < basin.length; state++) {
            basin[state] = rank[graph.attractorOf(state)];
        }
        answer.put("next", next);
        answer.put("basin", basin);
        answer.put("attractors", attractors);
        answer.put("ties", table.ties());
    }

    private static List<String> warnings(Settings settings, ExactFlux flux, Estimate recorded) {
        List<String> warnings = new ArrayList<>();
        recorded.warnings().forEach(warning -> warnings.add("Information from the raster alone: " + warning + "."));
        if (flux.reducible()) {
            warnings.add("Some states are never left for others: the stationary law is the long-run average from a"
                    + " uniform start.");
        }
        String wiring = settings.choice("wiring");
        if ((wiring.equals(ROOKS) || wiring.equals("autapses")) && settings.real("density") < 1) {
            warnings.add("Rooks have one weight for each unit, whatever the density.");
        }
        return warnings;
    }

    @Override
    public String java(Settings settings) {
        String draw = switch (settings.choice("wiring")) {
            case ROOKS -> "Rooks.random(units, stream).weights(coupling)";
            case "autapses" -> "Rooks.autapses(units).weights(coupling)";
            case NORMAL -> "RandomWeights.normal(1).withDensity(" + settings.real("density") + ").draw(units, stream)";
            default ->
                "RandomWeights.logNormal(0, 1).withDensity(" + settings.real("density") + ").draw(units, stream)";
        };
        boolean random = draw.startsWith("Random");
        return String.format(
                Locale.ROOT,
                """
                import org.gyre.core.*;
                import org.gyre.core.random.RandomStream;
                import org.gyre.measure.flux.ExactFlux;
                import org.gyre.nets.boltzmann.*;

                void main() {
                    int units = %d;
                    double coupling = %s;
                    var stream = RandomStream.of(%d).split("weights");
                    double[] weights = %s;
                %s    var machine = BoltzmannMachine.of(units, weights).withNoise(%s);
                    double nats = ExactFlux.of(machine, Team.alone()).reading().information();
                    System.out.println(Unit.BITS.fromNats(nats) + " bits");
                }
                """,
                settings.whole("units"),
                settings.real("coupling"),
                settings.whole("seed"),
                draw,
                random ? "    Arrays.setAll(weights, i -> coupling * weights[i]);\n" : "",
                settings.real("noise"));
    }
}
