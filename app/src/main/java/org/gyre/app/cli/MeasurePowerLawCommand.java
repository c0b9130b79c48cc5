package org.gyre.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.avalanche.Tally;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gyre measure powerlaw`: is a sample's tail a power law?
@Command(
        name = "powerlaw",
        description = "Fit a power law to a sample by maximum likelihood and test it against exponential, lognormal,"
                + " stretched exponential and a power law with exponential cut-off.",
        footer = {
            "",
            "A sample that cannot be fitted gives null and says why in its warnings. The",
            "goodness of fit is that of Clauset, Shalizi and Newman (2009): a p of 0.1 or",
            "less rules the power law out, a larger one only does not.",
            "",
            "Examples:",
            "  gyre measure powerlaw --sample sizes.txt --discrete --xmin 1 --xmax 100",
            "  gyre measure powerlaw --sample sizes.txt --discrete --bootstrap 1000 --seed 3"
        })
final class MeasurePowerLawCommand implements GyreSubcommand {
    private final Console console;

    @Option(
            names = "--sample",
            required = true,
            paramLabel = "FILE",
            description = "Positive numbers in one column or row (npy, npz, csv or txt).")
    @SuppressWarnings("NullAway.Init") // required
    String sample;

    @Option(names = "--discrete", description = "The numbers are counts.")
    boolean discrete;

    @Option(
            names = "--xmin",
            paramLabel = "X",
            description = "Lower end of the fit (default: where the power law fits best).")
    @Nullable
    Double xmin;

    @Option(names = "--xmax", paramLabel = "X", description = "Upper end of the fit (default: none).")
    @Nullable
    Double xmax;

    @Mixin
    BootstrapOptions bootstrap = new BootstrapOptions();

    @Mixin
    OutputOptions output = new OutputOptions();

    MeasurePowerLawCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        Tally tally = tally();
        if (discrete && !tally.isWhole()) {
            throw new InputException(sample + ": holds values that are not whole numbers; fit it without --discrete");
        }
        TailReading reading = TailReading.of(tally, discrete, xmin, xmax, bootstrap);
        if (output.json) {
            Map<String, Object> object = new LinkedHashMap<>(reading.json());
            object.put("n", tally.total());
            object.put("warnings", reading.warnings());
            console.printJson(object);
        } else {
            reading.print(console);
            reading.warnings().forEach(console::complain);
        }
        return ExitCode.DONE;
    }

    private Tally tally() {
        double[] values = MatrixFile.readVector(sample);
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] > 0)) {
                throw new InputException(sample + ", value " + (i + 1) + ": is " + Numbers.compact(values[i])
                        + ", and a heavy-tailed law is fitted to positive numbers; remove it first");
            }
        }
        Tally tally = Tally.of(values);
        double from = xmin == null ? 0 : xmin;
        double to = xmax == null ? Double.POSITIVE_INFINITY : xmax;
        if (from <= to && tally.between(from, to).total() == 0) {
            throw new InputException((xmin == null ? "" : "--xmin " + Numbers.compact(from) + " ")
                    + (xmax == null ? "" : "--xmax " + Numbers.compact(to) + " ") + "leaves no value of " + sample
                    + ", whose values are from " + Numbers.compact(tally.minimum()) + " to "
                    + Numbers.compact(tally.maximum()) + "; choose a range among them");
        }
        return tally;
    }
}
