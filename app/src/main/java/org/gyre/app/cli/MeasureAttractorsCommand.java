package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.random.RandomStream;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.attractor.CycleSearch;
import org.gyre.measure.attractor.FunctionalGraph;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.ThresholdMap;
import org.gyre.nets.boltzmann.Ties;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `gyre measure attractors`: the cyclic attractors of a network's deterministic limit, from all its states where they
/// are few enough, else from sampled ones.
@Command(
        name = "attractors",
        description =
                "The cyclic attractors of a Boltzmann machine's deterministic limit, in which every unit takes the"
                        + " sign of its input at once, and three averages of their period: over initial states (weighted by"
                        + " basin), over attractors, and the longest.",
        footer = {
            "",
            "Up to " + MeasureAttractorsCommand.ALL_STATES + " units all 2^N states are looked at, and every number is"
                    + " exact; with",
            "--method enumeration up to " + FunctionalGraph.LARGEST + ", in a gigabyte. Else sampled states are"
                    + " followed:",
            "the mean over states is then an estimate with a standard error, and the number",
            "of attractors and the longest period are lower bounds.",
            "",
            "Listed are the " + MeasureAttractorsCommand.LISTED + " largest basins: period, share of the states,",
            "longest transient, and the smallest state of the cycle, as 1 for a unit that",
            "fires and 0 for one that does not, the first unit first.",
            "",
            "Examples:",
            "  gyre measure attractors --weights W.npy",
            "  gyre measure attractors --weights W.csv --bias b.csv \\",
            "      --coding binary --ties down",
            "  gyre measure attractors --weights large.npy --starts 5000 --seed 7 --json"
        })
final class MeasureAttractorsCommand implements GyreSubcommand {
    enum Method {
        auto,
        enumeration,
        sampled
    }

    /// Largest number of units whose states are all looked at without being told to.
    static final int ALL_STATES = 24;

    /// How many attractors are listed.
    static final int LISTED = 20;

    /// How much of a state fits into a line.
    private static final int SHOWN_UNITS = 64;

    /// An attractor of the list.
    private record Basin(long period, double share, long longestTransient, String representative) {
        Map<String, Object> json() {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("period", period);
            object.put("share", share);
            object.put("longest_transient", longestTransient);
            object.put("representative", representative);
            return object;
        }
    }

    private final Console console;

    @Mixin
    MachineOptions machine = new MachineOptions();

    @Option(
            names = "--ties",
            paramLabel = "RULE",
            defaultValue = "stay",
            description = "What a unit without input does: stay as it is, or go down (default: ${DEFAULT-VALUE}).")
    Ties ties = Ties.STAY;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "auto",
            description = "enumeration, sampled, or auto: enumeration of up to " + ALL_STATES
                    + " units (default: ${DEFAULT-VALUE}).")
    Method method = Method.auto;

    @Option(
            names = "--starts",
            paramLabel = "N",
            defaultValue = "200",
            description = "Sampled: states that are followed to their cycle (default: ${DEFAULT-VALUE}).")
    int starts;

    @Option(
            names = "--step-limit",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Sampled: steps after which a start is given up and counted as unresolved"
                    + " (default: ${DEFAULT-VALUE}).")
    long stepLimit;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Sampled: seed of the starts (default: ${DEFAULT-VALUE}).")
    long seed;

    @Mixin
    OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    MeasureAttractorsCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        if (starts < 1) {
            throw new InputException("--starts " + starts + ": must be at least 1");
        }
        if (stepLimit < 1) {
            throw new InputException("--step-limit " + stepLimit + ": must be at least 1");
        }
        ThresholdMap map = map();
        for (String option : List.of("--starts", "--step-limit")) {
            Given.refuse(spec, option, sampled(map.units()), "--method sampled");
        }
        List<String> warnings = new ArrayList<>();
        List<Basin> basins = new ArrayList<>();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("n", map.units());
        object.put("coding", machine.coding.name().toLowerCase(Locale.ROOT));
        object.put("ties", ties.name().toLowerCase(Locale.ROOT));
        if (sampled(map.units())) {
            sample(map, object, basins, warnings);
        } else {
            enumerate(map, object, basins, warnings);
        }
        if (output.json) {
            object.put("largest_basins", basins.stream().map(Basin::json).toList());
            object.put("warnings", warnings);
            console.printJson(object);
        } else {
            print(object, basins);
            warnings.forEach(console::complain);
        }
        return ExitCode.DONE;
    }

    private ThresholdMap map() {
        BoltzmannMachine network = machine.machine();
        try {
            return ThresholdMap.of(network, ties);
        } catch (InputException withoutFile) {
            throw new InputException(machine.file() + ", " + withoutFile.getMessage(), withoutFile);
        }
    }

    /// Whether to sample.
    ///
    /// @throws InputException if more states were to be looked at than there may be
    private boolean sampled(int units) {
        if (method == Method.enumeration && units > FunctionalGraph.LARGEST) {
            throw new InputException(machine.file() + ": has " + Plural.of(units, "unit")
                    + ", and --method enumeration looks at the states" + " of at most " + FunctionalGraph.LARGEST
                    + "; leave it out and sampled states are followed");
        }
        return method == Method.sampled || (method == Method.auto && units > ALL_STATES);
    }

    private static void enumerate(
            ThresholdMap map, Map<String, Object> object, List<Basin> basins, List<String> warnings) {
        ThresholdMap.Table table = map.table();
        FunctionalGraph graph = FunctionalGraph.of(table.next());
        object.put("method", "enumeration");
        object.put("states", graph.states());
        object.put("attractors", graph.attractors());
        object.put("mean_period_over_states", graph.meanPeriodOverStates());
        object.put("mean_period_over_attractors", graph.meanPeriodOverAttractors());
        object.put("longest_period", graph.longestPeriod());
        object.put("longest_transient", graph.longestTransient());
        object.put("recurrent_states", graph.recurrentStates());
        object.put("zero_inputs", table.ties());
        for (FunctionalGraph.Attractor each : graph.largest(LISTED)) {
            basins.add(new Basin(
                    each.period(),
                    (double) each.basin() / graph.states(),
                    each.longestTransient(),
                    text(List.of((long) each.representative()), map.units())));
        }
        if (table.ties() > 0) {
            long inputs = (long) map.units() * graph.states();
            warnings.add(table.ties() + " of the " + inputs + " inputs, of every unit in every state, are zero, where"
                    + " --ties decides");
        }
    }

    private void sample(ThresholdMap map, Map<String, Object> object, List<Basin> basins, List<String> warnings) {
        console.say("following " + Plural.of(starts, "state") + " of " + Plural.of(map.units(), "unit"));
        CycleSearch search;
        try (ProgressLine progress = new ProgressLine(console)) {
            search =
                    CycleSearch.of(map, starts, stepLimit, RandomStream.of(seed).split("measure-attractors"), progress);
        }
        object.put("method", "sampled");
        object.put("starts", starts);
        object.put("unresolved", search.unresolved());
        object.put("step_limit", stepLimit);
        object.put("seed", seed);
        object.put("attractors", search.attractors());
        object.put("mean_period_over_states", search.meanPeriodOverStates());
        object.put("standard_error", search.standardError());
        object.put("mean_period_over_attractors", search.meanPeriodOverAttractors());
        boolean any = search.resolved() > 0;
        object.put("longest_period", any ? search.longestPeriod() : null);
        object.put("longest_transient", any ? search.longestTransient() : null);
        for (CycleSearch.Found each : search.found().subList(0, Math.min(LISTED, search.attractors()))) {
            basins.add(new Basin(
                    each.period(),
                    (double) each.hits() / search.resolved(),
                    each.longestTransient(),
                    text(each.representative(), map.units())));
        }
        if (search.unresolved() > 0) {
            warnings.add(search.unresolved() + " of " + Plural.of(starts, "start") + " did not reach a cycle in "
                    + Plural.of(stepLimit, "step")
                    + " and are left out, so that periods tend to be too short; raise --step-limit");
        }
        if (any) {
            warnings.add("the number of attractors and the longest period are lower bounds, and the mean over"
                    + " attractors is that of those found, because states were sampled");
        }
    }

    /// A state with unit 1 first.
    private static String text(List<Long> words, int units) {
        StringBuilder text = new StringBuilder(units);
        for (int i = 0; i < units; i++) {
            text.append((words.get(i >> 6) >>> (i & 63) & 1) == 0 ? '0' : '1');
        }
        return text.toString();
    }

    private void print(Map<String, Object> object, List<Basin> basins) {
        object.forEach((key, value) -> {
            switch (value) {
                case Double number -> console.print(key + "  " + (number.isNaN() ? "unknown" : number));
                case null -> console.print(key + "  unknown");
                default -> console.print(key + "  " + value);
            }
        });
        if (basins.isEmpty()) {
            return;
        }
        console.print("");
        console.print(String.format(Locale.ROOT, "%10s  %10s  %10s  %s", "period", "share", "transient", "state"));
        for (Basin basin : basins) {
            String state = basin.representative;
            console.print(String.format(
                    Locale.ROOT,
                    "%10d  %10s  %10d  %s",
                    basin.period,
                    Numbers.compact(basin.share),
                    basin.longestTransient,
                    state.length() > SHOWN_UNITS ? state.substring(0, SHOWN_UNITS) + "…" : state));
        }
    }
}
