package org.gyre.app.cli;

import org.gyre.core.Team;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.Series;
import org.gyre.measure.transfer.ActiveStorage;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `gyre measure ais`: active information storage of a column of a file.
@Command(
        name = "ais",
        description = "Active information storage of a column: what its own past tells about its next value.",
        footer = {
            "",
            "A surrogate shuffles the past.",
            "",
            "Examples:",
            "  gyre measure ais --data series.csv --x 0 --history 3",
            "  gyre measure ais --data raster.npy --x 5 --history 8 --bias-correction grassberger"
        })
final class MeasureStorageCommand extends InformationCommand {
    @Option(
            names = {"--x", "--target"},
            required = true,
            paramLabel = "COLUMNS",
            description = "Columns of the series.")
    @SuppressWarnings("NullAway.Init") // required
    String x;

    @Option(
            names = "--history",
            paramLabel = "K",
            defaultValue = "1",
            description = "Values of the past (default: ${DEFAULT-VALUE}).")
    int history = 1;

    @Option(
            names = "--stride",
            paramLabel = "STEPS",
            defaultValue = "1",
            description = "Steps between the values of the past (default: ${DEFAULT-VALUE}).")
    int stride = 1;

    MeasureStorageCommand(Console console) {
        super(console);
    }

    @Override
    int[] columns(Samples samples) {
        return samples.columns("--x", x);
    }

    @Override
    long span() {
        return new ActiveStorage(history, stride).past() + 1L;
    }

    @Override
    Found measure(Samples samples, Team team) {
        ActiveStorage storage = new ActiveStorage(history, stride);
        int[] columns = samples.columns("--x", x);
        Material<?> material = estimator.material(samples, team, surrogates.seed.value, columns);
        return found(storage.quantity(), material, relation(material, storage, columns), team);
    }

    private static <S extends Series<S>> Relation relation(Material<S> material, ActiveStorage storage, int[] x) {
        return storage.relation(material.of(x), material.estimator());
    }
}
