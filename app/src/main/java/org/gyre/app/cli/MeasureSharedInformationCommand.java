package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.gyre.core.Estimate;
import org.gyre.core.Team;
import org.gyre.measure.mutualinfo.SharedInformation;
import org.gyre.measure.series.Series;
import org.gyre.measure.surrogate.Significance;
import org.gyre.measure.surrogate.SurrogateTest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `gyre measure o-information`: O-information of columns of a file.
@Command(
        name = "o-information",
        description =
                "O-information of three or more columns: positive where they share the same, negative where only all of them"
                        + " together tell something.",
        footer = {
            "",
            "A surrogate shuffles every column but the first by itself; p is two-sided.",
            "",
            "Examples:",
            "  gyre measure o-information --data raster.npy --x 0,1,2",
            "  gyre measure o-information --data series.csv --x 0,1,2,3 --estimator gaussian --surrogates 200"
        })
final class MeasureSharedInformationCommand extends InformationCommand {
    @Option(
            names = "--x",
            required = true,
            paramLabel = "COLUMNS",
            description = "Three or more columns, each a variable of its own.")
    @SuppressWarnings("NullAway.Init") // required
    String x;

    MeasureSharedInformationCommand(Console console) {
        super(console);
    }

    @Override
    int[] columns(Samples samples) {
        return samples.columns("--x", x);
    }

    @Override
    Found measure(Samples samples, Team team) {
        int[] columns = samples.columns("--x", x);
        return shared(estimator.material(samples, team, surrogates.seed.value, columns), columns, team);
    }

    private <S extends Series<S>> Found shared(Material<S> material, int[] columns, Team team) {
        List<S> variables = new ArrayList<>();
        for (int column : columns) {
            variables.add(material.of(column));
        }
        SharedInformation shared = SharedInformation.of(variables, material.estimator());
        SurrogateTest test = surrogates.test();
        Estimate estimate = shared.estimate().withEstimator(material.label());
        if (test == null) {
            return new Found(InformationReading.untested(estimate), shared::local);
        }
        Significance significance = test.of(
                variables,
                shuffled -> SharedInformation.of(shuffled, material.estimator()).oInformation(),
                team);
        return new Found(
                new InformationReading(
                        estimate.withPValue(significance.twoSidedPValue()), significance, OptionalDouble.empty()),
                shared::local);
    }
}
