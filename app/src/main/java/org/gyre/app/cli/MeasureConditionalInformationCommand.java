package org.gyre.app.cli;

import org.gyre.core.Team;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.series.Series;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gyre measure cmi`: conditional mutual information between columns of a file.
@Command(
        name = "cmi",
        description = "Conditional mutual information I(x; y | z) between columns, or groups of columns, of a file.",
        footer = {
            "",
            "A surrogate shuffles x and leaves y and z together.",
            "",
            "Examples:",
            "  gyre measure cmi --data triples.csv --x 0 --y 1 --z 2",
            "  gyre measure cmi --data triples.csv --x 0 --y 1 --z 2,3 --estimator gaussian"
        })
final class MeasureConditionalInformationCommand extends InformationCommand {
    private static final String GIVEN = "what is given already tells nothing more; leave it out of one of them";

    @Mixin
    PairColumns pair = new PairColumns();

    @Option(names = "--z", required = true, paramLabel = "COLUMNS", description = "Columns of the condition z.")
    @SuppressWarnings("NullAway.Init") // required
    String z;

    MeasureConditionalInformationCommand(Console console) {
        super(console);
    }

    @Override
    int[] columns(Samples samples) {
        return all(pair.x(samples), pair.y(samples), samples.columns("--z", z));
    }

    @Override
    Found measure(Samples samples, Team team) {
        int[] first = pair.x(samples);
        int[] second = pair.y(samples);
        int[] given = samples.columns("--z", z);
        samples.requireApart("--x", first, "--z", given, GIVEN);
        samples.requireApart("--y", second, "--z", given, GIVEN);
        Material<?> material = estimator.material(samples, team, surrogates.seed.value, first, second, given);
        return between("I(x; y | z)", material, relation(material, first, second, given), team);
    }

    private static <S extends Series<S>> Relation relation(Material<S> material, int[] x, int[] y, int[] z) {
        return material.estimator().given(material.of(x), material.of(y), material.of(z));
    }
}
