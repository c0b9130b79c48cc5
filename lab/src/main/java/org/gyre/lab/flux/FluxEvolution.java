package org.gyre.lab.flux;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.gyre.data.npy.NpyArray;
import org.gyre.lab.experiment.Default;
import org.gyre.lab.experiment.Experiment;
import org.gyre.lab.experiment.RunContext;
import org.gyre.lab.experiment.Session;
import org.gyre.lab.experiment.ValueNames;
import org.gyre.measure.flux.FluxEvaluator;
import org.gyre.nets.boltzmann.BoltzmannMachine;

/// Which weights carry the most information flux, and how much, under a limit of the weights (claim
/// C3): evolution from W = 0 beside N-rooks in closed form, beside ascents of the exact gradient and,
/// for networks so small that it can be done, beside all matrices of ±limit. Units of ±1 without bias
/// and noise; the flux is exact. Kind `flux-evolution`.
///
/// A step is a slice of generations of all repeats under one limit.
public final class FluxEvolution implements Experiment<FluxEvolution.Configuration> {
    /// Largest N of which all 2^(N²) matrices of ±limit are measured.
    static final int LARGEST_ENUMERATED = 3;

    /// The keys of the TOML file.
    ///
    /// @param units N, at most 10
    /// @param constraint what is limited: `"box"` (each weight), `"row-norm"` (the weights into a unit,
    ///     Euclidean) or `"frobenius"` (all weights, Euclidean)
    /// @param limits the limits, one study each
    /// @param further studies of other sizes or constraints, which appear in the table
    /// @param repeats evolutions under each limit
    /// @param generations of each
    /// @param parents μ of the (μ+λ) evolution strategy
    /// @param offspring λ
    /// @param deviation standard deviation of the noise that each weight of a child gets
    /// @param patience generations without an improvement after which a repeat starts again from W =
    ///     0; 0 never
    /// @param gradientStarts random starts of ascents along the exact gradient, under each limit
    /// @param gradientSteps largest number of steps of an ascent
    public record Configuration(
            @Default("5") int units,
            @Default("box") WeightLimit constraint,
            @Default("[1, 2, 3, 5, 10]") List<Double> limits,
            @Default("[]") List<Further> further,
            @Default("8") int repeats,
            @Default("6000") int generations,
            @Default("1") int parents,
            @Default("10") int offspring,
            @Default("0.2") double deviation,
            @Default("0") int patience,
            @Default("100") int gradientStarts,
            @Default("500") int gradientSteps) {
        public Configuration {
            limits = List.copyOf(limits);
            further = List.copyOf(further);
            checkUnits(units);
            checkLimits(limits);
            atLeast(1, "repeats", repeats);
            atLeast(1, "generations", generations);
            atLeast(1, "parents", parents);
            atLeast(1, "offspring", offspring);
            atLeast(0, "patience", patience);
            atLeast(1, "gradient_starts", gradientStarts);
            atLeast(1, "gradient_steps", gradientSteps);
            if (!(deviation > 0)) {
                throw new InputException("deviation = " + deviation + ": must be positive");
            }
            Set<Study> seen = new HashSet<>();
            for (Study study : studies(units, constraint, limits, further)) {
                if (!seen.add(study)) {
                    throw new InputException(
                            "further: the study of " + study.title() + " is there twice; leave one out");
                }
            }
        }

        private static void atLeast(int least, String key, int value) {
            if (value < least) {
                throw new InputException(key + " = " + value + ": must be at least " + least);
            }
        }

        /// Those of the limits first, then the further ones.
        List<Study> studies() {
            return studies(units, constraint, limits, further);
        }

        private static List<Study> studies(
                int units, WeightLimit constraint, List<Double> limits, List<Further> further) {
            List<Study> studies = new ArrayList<>();
            limits.forEach(limit -> studies.add(new Study(units, constraint, limit)));
            for (Further more : further) {
                more.limits().forEach(limit -> studies.add(new Study(more.units(), more.constraint(), limit)));
            }
            return studies;
        }
    }

    /// Further studies, with the same repeats and generations.
    ///
    /// @param units N, at most 10
    /// @param constraint what is limited
    /// @param limits the limits, one study each
    public record Further(
            @Default("3") int units, @Default("box") WeightLimit constraint, List<Double> limits) {
        public Further {
            limits = List.copyOf(limits);
            checkUnits(units);
            checkLimits(limits);
        }
    }

    /// Networks of one size under one limit.
    record Study(int units, WeightLimit constraint, double limit) {
        String title() {
            return units + " units, " + constraint.label() + " " + limit;
        }

        /// The name of one of its values.
        String value(String what, String unit) {
            return what + ValueNames.of(place(constraint), limit, units) + unit;
        }

        boolean enumerated() {
            return constraint == WeightLimit.BOX && units <= LARGEST_ENUMERATED;
        }
    }

    /// The end of the name of a value: kind of limit, limit, number of units.
    private static String place(WeightLimit constraint) {
        return "_" + constraint.word() + "_#_units_#";
    }

    private static void checkUnits(int units) {
        if (units < 1 || units > FluxEvaluator.LARGEST) {
            throw new InputException("units = " + units + ": must be from 1 to " + FluxEvaluator.LARGEST);
        }
    }

    private static void checkLimits(List<Double> limits) {
        // Beyond 300 a unit may fail so rarely that its chain falls apart in double precision.
        if (limits.isEmpty() || limits.stream().anyMatch(limit -> !(limit > 0 && limit <= 300))) {
            throw new InputException("limits = " + limits + ": must be numbers above 0 and at most 300, at least one");
        }
    }

    @Override
    public String kind() {
        return "flux-evolution";
    }

    @Override
    public Class<Configuration> configuration() {
        return Configuration.class;
    }

    @Override
    public ValueNames values(Configuration configuration) {
        ValueNames names = new ValueNames();
        for (WeightLimit constraint : WeightLimit.values()) {
            String place = place(constraint);
            for (String what : List.of("evolved_best", "evolved_median", "evolved_worst", "rooks", "gradient_best")) {
                names.know(what + place + "_bits");
            }
            names.know("evolved_best_over_rooks" + place + "_bits", "gradient_over_rooks" + place + "_bits");
            names.know("ended_as_rooks" + place);
        }
        names.know("sign_matrices_best" + place(WeightLimit.BOX) + "_bits");
        names.know("gradient_over_sign_matrices" + place(WeightLimit.BOX) + "_bits");
        for (Study study : configuration.studies()) {
            for (String what : List.of("evolved_best", "evolved_median", "evolved_worst", "rooks", "gradient_best")) {
                names.give(study.value(what, "_bits"));
            }
            names.give(
                    study.value("evolved_best_over_rooks", "_bits"),
                    study.value("gradient_over_rooks", "_bits"),
                    study.value("ended_as_rooks", ""));
            if (study.enumerated()) {
                names.give(
                        study.value("sign_matrices_best", "_bits"),
                        study.value("gradient_over_sign_matrices", "_bits"));
            }
        }
        return names;
    }

    @Override
    public boolean evaluatesPopulations() {
        return true;
    }

    @Override
    public Session open(Configuration configuration, RunContext context) {
        return new EvolutionSession(configuration, context);
    }

    /// The network with the most information that evolution found under any of the limits.
    @Override
    public Optional<FactorisedMarkovProcess> network(Configuration configuration, Function<String, NpyArray> arrays) {
        return Optional.of(BoltzmannMachine.of(
                configuration.units(), arrays.apply("weights").doubles()));
    }
}
