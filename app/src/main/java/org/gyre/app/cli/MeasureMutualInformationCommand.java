package org.gyre.app.cli;

import org.gyre.core.Team;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.Series;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `gyre measure mi`: mutual information between columns of a file.
@Command(
        name = "mi",
        description = "Mutual information I(x; y) between columns, or groups of columns, of a file.",
        footer = {
            "",
            "Examples:",
            "  gyre measure mi --data pairs.csv --x 0 --y 1",
            "  gyre measure mi --data pairs.csv --x 0,1 --y 2,3 --estimator ksg2 --k 4 --surrogates 200"
        })
final class MeasureMutualInformationCommand extends InformationCommand {
    @Mixin
    PairColumns pair = new PairColumns();

    MeasureMutualInformationCommand(Console console) {
        super(console);
    }

    @Override
    int[] columns(Samples samples) {
        return all(pair.x(samples), pair.y(samples));
    }

    @Override
    Found measure(Samples samples, Team team) {
        int[] first = pair.x(samples);
        int[] second = pair.y(samples);
        Material<?> material = estimator.material(samples, team, surrogates.seed.value, first, second);
        return between("I(x; y)", material, relation(material, first, second), team);
    }

    private static <S extends Series<S>> Relation relation(Material<S> material, int[] x, int[] y) {
        return material.estimator().between(material.of(x), material.of(y));
    }
}
