package org.gyre.app.cli;

import org.gyre.bench.InfomaxBenchmark;
import org.gyre.bench.InfomaxReport;
import org.gyre.core.InputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gyre bench [WHAT]`: times the kernels on this machine, beside a NumPy program that does the same work.
@Command(
        name = "bench",
        description = "Time the kernels on this machine, in turns with a NumPy program that does the same work.",
        footer = {"", "Examples:", "  gyre bench infomax", "  gyre bench infomax --quick --json"})
final class BenchCommand implements GyreSubcommand {
    /// A quick look divides the number of steps by this.
    private static final int QUICK = 10;

    private final Console console;

    @Parameters(paramLabel = "WHAT", arity = "0..1", description = "What to time: infomax (the only one so far).")
    String what = "infomax";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each case is measured; medians are shown (default ${DEFAULT-VALUE}).")
    int rounds = InfomaxBenchmark.Options.DEFAULT.rounds();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of weights and spikes (default ${DEFAULT-VALUE}).")
    long seed = InfomaxBenchmark.Options.DEFAULT.seed();

    @Option(names = "--quick", description = "A tenth of the steps: seconds instead of a minute, less certain.")
    boolean quick;

    @Option(names = "--no-peer", description = "Do not run the NumPy program.")
    boolean noPeer;

    @Mixin
    OutputOptions output = new OutputOptions();

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        if (!what.equals("infomax")) {
            throw new InputException("'" + what + "' cannot be timed: 'gyre bench infomax' can");
        }
        if (rounds < 1) {
            throw new InputException("--rounds " + rounds + ": must be at least 1");
        }
        InfomaxReport report = InfomaxBenchmark.run(
                new InfomaxBenchmark.Options(rounds, quick ? QUICK : 1, !noPeer, seed), console::say);
        if (output.json) {
            console.printJson(report.json());
        } else {
            report.table().forEach(console::print);
            report.warnings().forEach(console::complain);
        }
        return ExitCode.DONE;
    }
}
