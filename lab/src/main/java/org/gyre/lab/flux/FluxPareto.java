package org.gyre.lab.flux;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.gyre.data.npy.NpyArray;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.search.FullCycleSearch;

/// Can a network have much information flux and long cycles at once (claim C4)? The Pareto front of
/// the exact flux and the mean period of the deterministic limit, beside the best N-rooks; and for
/// several sizes the longest cycle that can be found. Units of ±1 without bias and noise. Kind
/// `flux-pareto`.
///
/// Networks have integer weights times a scale β: with β grows the certainty of every step, and so the flux of every
/// network whose states form one cycle. A step is a slice of generations of one front, or one size of cycles.
public final class FluxPareto implements Experiment<FluxPareto.Configuration> {
    /// Largest N of the fronts: all N-rooks are compared with them.
    private static final int LARGEST = 7;

    /// Largest N of the cycles.
    private static final int LARGEST_CYCLE = 10;

    /// Names of the values of one front, by its scale.
    static final String FRONT_POINTS = "front_points_scale_#";

    static final String MOST_INFORMATION = "front_most_information_scale_#_bits";
    static final String PERIOD_OF_MOST = "front_period_at_most_information_scale_#";
    static final String LONGEST = "front_longest_period_scale_#";
    static final String INFORMATION_OF_LONGEST = "front_information_at_longest_period_scale_#_bits";
    static final String GIVEN_UP = "front_information_given_up_scale_#_bits";

    /// Names of the values of one size of cycles.
    static final String CYCLE = "cycle_period_units_#";

    static final String CYCLE_ATTRACTORS = "cycle_attractors_units_#";
    static final String CYCLE_INFORMATION = "cycle_information_units_#_scale_#_bits";

    /// Names of the values of the networks that the specification gives to check the evaluation with.
    static final String WITNESS = "witness_period_units_#";

    static final String WITNESS_INFORMATION = "witness_information_units_#_scale_#_bits";

    /// Values of the front without constructed cycles.
    static final List<String> PLAIN = List.of(
            "plain_front_longest_period",
            "plain_front_information_at_longest_period_bits",
            "plain_front_most_information_bits");

    /// The keys of the TOML file.
    ///
    /// @param units N of the fronts, from 2 to 7
    /// @param scales β, one front each; the network of the longest period at the first is the run's
    /// @param population networks of a front's population
    /// @param largest bound of the integer weights
    /// @param patience generations without a better front after which a new population begins
    /// @param generations of each front
    /// @param plain whether the front of the first scale is searched once more from random networks only
    /// @param rooksWeight weight of the N-rooks that the fronts are compared with
    /// @param cycles sizes N, from 3 to 10, whose longest cycle is searched
    /// @param attempts networks that are drawn for each size at most
    public record Configuration(
            @Default("5") int units,
            @Default("[10, 1, 0.5]") List<Double> scales,
            @Default("100") int population,
            @Default("5") int largest,
            @Default("100") int patience,
            @Default("1000") int generations,
            @Default("true") boolean plain,
            @Default("10.0") double rooksWeight,
            @Default("[3, 4, 5, 6, 7, 8]") List<Integer> cycles,
            @Default("20000") int attempts) {
        public Configuration {
            scales = List.copyOf(scales);
            cycles = List.copyOf(cycles);
            between("units", units, 2, LARGEST);
            if (scales.isEmpty()
                    || new HashSet<>(scales).size() < scales.size()
                    || scales.stream().anyMatch(scale -> !(scale > 0 && scale <= 50))) {
                throw new InputException(
                        "scales = " + scales + ": must be different numbers above 0 and at most 50, at least one");
            }
            between("population", population, 4, 10_000);
            between("largest", largest, 1, 100);
            between("patience", patience, 1, Integer.MAX_VALUE);
            between("generations", generations, 1, Integer.MAX_VALUE);
            if (!(rooksWeight > 0 && rooksWeight <= 300)) {
                throw new InputException("rooks_weight = " + rooksWeight + ": must be above 0 and at most 300");
            }
            if (new HashSet<>(cycles).size() < cycles.size()
                    || cycles.stream().anyMatch(n -> n < 3 || n > LARGEST_CYCLE)) {
                throw new InputException(
                        "cycles = " + cycles + ": must be different numbers from 3 to " + LARGEST_CYCLE);
            }
            between("attempts", attempts, 1, Integer.MAX_VALUE);
        }

        private static void between(String key, int value, int least, int most) {
            if (value < least || value > most) {
                throw new InputException(key + " = " + value + ": must be "
                        + (most == Integer.MAX_VALUE ? "at least " + least : "from " + least + " to " + most));
            }
        }

        /// Whether the cycles of a size are built from threshold functions; larger ones are looped
        /// rooks.
        static boolean fromFunctions(int units) {
            return units <= FullCycleSearch.LARGEST;
        }
    }

    @Override
    public String kind() {
        return "flux-pareto";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames();
        for (String family :
                List.of(FRONT_POINTS, MOST_INFORMATION, PERIOD_OF_MOST, LONGEST, INFORMATION_OF_LONGEST, GIVEN_UP)) {
            names.each(family, configuration.scales());
        }
        names.when(configuration.plain(), PLAIN);
        names.give("rooks_best_mean_period", "rooks_longest_period", "rooks_information_bits");
        names.each(CYCLE, configuration.cycles());
        names.each(CYCLE_ATTRACTORS, configuration.cycles());
        names.know(CYCLE_INFORMATION);
        for (int units : configuration.cycles()) {
            for (double scale : configuration.scales()) {
                names.member(CYCLE_INFORMATION, units, scale);
            }
        }
        for (Witness witness : Witness.ALL) {
            names.member(WITNESS, witness.units());
            names.member(WITNESS_INFORMATION, witness.units(), 1);
            names.member(WITNESS_INFORMATION, witness.units(), 10);
        }
        return names;
    }

    @Override
    public boolean evaluatesPopulations() {
        return true;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new ParetoSession(configuration, context);
    }

    /// The network of the longest period on the front of the first scale.
    @Override
    public Optional<FactorisedMarkovProcess> network(Configuration configuration, Function<String, NpyArray> arrays) {
        return Optional.of(BoltzmannMachine.of(
                configuration.units(), arrays.apply("weights").doubles()));
    }
}
