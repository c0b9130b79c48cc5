package org.gyre.app.cli;

import org.gyre.core.Team;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.Series;
import org.gyre.measure.transfer.PredictiveInformation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `gyre measure predictive`: predictive information of a column of a file.
@Command(
        name = "predictive",
        description =
                "Predictive information of a column: what its last values tell about its next ones. With a past as long as the"
                        + " future it is the excess entropy at that length.",
        footer = {
            "",
            "A surrogate shuffles the past.",
            "",
            "Examples:",
            "  gyre measure predictive --data series.csv --x 0 --past 3 --future 3",
            "  gyre measure predictive --data raster.npy --x 0,1 --past 2 --future 1"
        })
final class MeasurePredictiveCommand extends InformationCommand {
    @Option(
            names = {"--x", "--target"},
            required = true,
            paramLabel = "COLUMNS",
            description = "Columns of the series.")
    @SuppressWarnings("NullAway.Init") // required
    String x;

    @Option(
            names = "--past",
            paramLabel = "K",
            defaultValue = "1",
            description = "Steps of the past (default: ${DEFAULT-VALUE}).")
    int past = 1;

    @Option(
            names = "--future",
            paramLabel = "M",
            defaultValue = "1",
            description = "Steps of the future (default: ${DEFAULT-VALUE}).")
    int future = 1;

    MeasurePredictiveCommand(Console console) {
        super(console);
    }

    @Override
    int[] columns(Samples samples) {
        return samples.columns("--x", x);
    }

    @Override
    long span() {
        return (long) past + future;
    }

    @Override
    Found measure(Samples samples, Team team) {
        PredictiveInformation predictive = new PredictiveInformation(past, future);
        int[] columns = samples.columns("--x", x);
        Material<?> material = estimator.material(samples, team, surrogates.seed.value, columns);
        return found(predictive.quantity(), material, relation(material, predictive, columns), team);
    }

    private static <S extends Series<S>> Relation relation(
            Material<S> material, PredictiveInformation predictive, int[] x) {
        return predictive.relation(material.of(x), material.estimator());
    }
}
