package org.gyre.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.avalanche.Tally;
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
            "less rules the power law out, a larger one only does not. The range that --xmax",
            "auto finds (Deluca and Corral 2013) was chosen for a p above 0.1: that p tests",
            "nothing any more, and what lies outside the range is not described.",
            "",
            "Examples:",
            "  gyre measure powerlaw --sample sizes.txt --discrete --xmin 1 --xmax 100",
            "  gyre measure powerlaw --sample sizes.txt --discrete --bootstrap 1000 --seed 3",
            "  gyre measure powerlaw --sample sizes.txt --discrete --xmax auto"
        })
final class MeasurePowerLawCommand implements GyreSubcommand {
    /// Doubles do not hold every whole number beyond.
    private static final double LARGEST_COUNT = 0x1p53;

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

    @Mixin
    TailOptions options = new TailOptions();

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
        if (discrete && tally.maximum() > LARGEST_COUNT) {
            throw new InputException(sample + ": holds " + Numbers.compact(tally.maximum())
                    + ", but counts beyond 2^53 = 9.007e15 cannot be told apart; fit it without --discrete");
        }
        TailReading reading;
        try (Team team = options.threads.team();
                ProgressLine progress = new ProgressLine(console)) {
            reading = TailReading.of(tally, discrete, options, team, progress);
        }
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
        double from = options.xmin == null ? 0 : options.xmin;
        double to = options.xmax.at();
        if (from <= to && tally.between(from, to).total() == 0) {
            throw new InputException((from == 0 ? "" : "--xmin " + Numbers.compact(from) + " ")
                    + (to == Double.POSITIVE_INFINITY ? "" : "--xmax " + Numbers.compact(to) + " ")
                    + "leaves no value of " + sample + ", whose values are from " + Numbers.compact(tally.minimum())
                    + " to " + Numbers.compact(tally.maximum()) + "; choose a range among them");
        }
        return tally;
    }
}
