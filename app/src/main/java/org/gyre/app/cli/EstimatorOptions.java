package org.gyre.app.cli;

import org.gyre.core.Team;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.mutualinfo.DiscreteInformation;
import picocli.CommandLine.Option;

/// Which estimator is taken, and its parameters.
final class EstimatorOptions {
    enum Kind {
        auto,
        discrete
    }

    @Option(
            names = "--estimator",
            paramLabel = "NAME",
            defaultValue = "auto",
            description = "discrete: counts of whole numbers (default: ${DEFAULT-VALUE}).")
    Kind kind = Kind.auto;

    Material<?> material(Samples samples, Team team, int[]... columns) {
        return new Material<>(samples::symbols, new DiscreteInformation(DiscreteEntropy.PLUG_IN));
    }
}
