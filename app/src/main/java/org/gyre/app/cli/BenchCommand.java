package org.gyre.app.cli;

import java.util.List;
import java.util.Map;
import org.gyre.bench.AdversarialBenchmark;
import org.gyre.bench.AdversarialReport;
import org.gyre.bench.FluxBenchmark;
import org.gyre.bench.InfomaxBenchmark;
import org.gyre.bench.InfomaxReport;
import org.gyre.bench.InfomorphicBenchmark;
import org.gyre.bench.InfomorphicReport;
import org.gyre.bench.LifBenchmark;
import org.gyre.bench.LifReport;
import org.gyre.bench.measures.MeasuresBenchmark;
import org.gyre.bench.measures.MeasuresReport;
import org.gyre.core.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `gyre bench [WHAT]`: times the kernels on this machine, beside a NumPy program that does the same work.
@Command(
        name = "bench",
        description = "Time the kernels on this machine, in turns with Python programs that do the same work.",
        footer = {
            "",
            "Examples:",
            "  gyre bench infomax",
            "  gyre bench infomax --quick --json",
            "  gyre bench flux --sizes 10,12,14,16,18",
            "  gyre bench measures --quick",
            "  gyre bench infomorphic --threads 2",
            "  gyre bench lif --quick",
            "  gyre bench adversarial"
        })
final class BenchCommand implements GyreSubcommand {
    /// A quick look divides the number of steps by this.
    private static final int QUICK = 10;

    /// Largest network of the flux benchmark.
    private static final int LARGEST = 20;

    private final Console console;

    @Parameters(
            paramLabel = "WHAT",
            arity = "0..1",
            description = "What to time: infomax, flux, measures, infomorphic, lif or adversarial.")
    String what = "infomax";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each case is measured; medians are shown (default ${DEFAULT-VALUE}).")
    int rounds = InfomaxBenchmark.Options.DEFAULT.rounds();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of weights and spikes (default ${DEFAULT-VALUE}).")
    long seed = InfomaxBenchmark.Options.DEFAULT.seed();

    @Option(
            names = "--sizes",
            paramLabel = "N,...",
            split = ",",
            description = "flux: numbers of units, at most 20; 18 takes a minute, 20 many (default: 10,12,14,16).")
    List<Integer> sizes = List.of(10, 12, 14, 16);

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "flux, infomorphic, lif: threads of Gyre and of its peers (default: 2 for flux, else 1).")
    @Nullable
    Integer threads;

    @Option(
            names = "--quick",
            description = "A quick look, less certain: a tenth of the steps, one round, or without the long cases.")
    boolean quick;

    @Option(names = "--no-peer", description = "Do not run the NumPy and PyTorch programs.")
    boolean noPeer;

    @Mixin
    OutputOptions output = new OutputOptions();

    BenchCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        if (rounds < 1) {
            throw new InputException("--rounds " + rounds + ": must be at least 1");
        }
        return switch (what) {
            case "infomax" -> infomax();
            case "flux" -> flux();
            case "measures" -> measures();
            case "infomorphic" -> infomorphic();
            case "lif" -> lif();
            case "adversarial" -> adversarial();
            default ->
                throw new InputException(
                        "'" + what + "' cannot be timed: 'gyre bench infomax', 'gyre bench flux',"
                                + " 'gyre bench measures', 'gyre bench infomorphic', 'gyre bench lif' and 'gyre bench adversarial' can");
        };
    }

    private int infomax() {
        InfomaxReport report = InfomaxBenchmark.run(
                new InfomaxBenchmark.Options(rounds, quick ? QUICK : 1, !noPeer, seed), console::say);
        return show(report.table(), report.json(), report.warnings());
    }

    private int flux() {
        for (int size : sizes) {
            if (size < 1 || size > LARGEST) {
                throw new InputException("--sizes " + size + ": must be from 1 to " + LARGEST);
            }
        }
        FluxBenchmark.Report report = FluxBenchmark.run(
                new FluxBenchmark.Options(sizes, quick ? 1 : rounds, threadsOr(2), !noPeer, seed), console::say);
        return show(report.table(), report.json(), report.warnings());
    }

    private int measures() {
        MeasuresReport report =
                MeasuresBenchmark.run(new MeasuresBenchmark.Options(rounds, quick, !noPeer), console::say);
        return show(report.table(), report.json(), report.warnings());
    }

    private int infomorphic() {
        InfomorphicReport report = InfomorphicBenchmark.run(
                new InfomorphicBenchmark.Options(quick ? 1 : rounds, quick ? QUICK : 1, threadsOr(1), !noPeer, seed),
                console::say);
        return show(report.table(), report.json(), report.warnings());
    }

    private int lif() {
        LifReport report = LifBenchmark.run(
                new LifBenchmark.Options(quick ? 1 : rounds, quick ? QUICK : 1, threadsOr(1), !noPeer, seed),
                console::say);
        return show(report.table(), report.json(), report.warnings());
    }

    private int adversarial() {
        AdversarialReport report = AdversarialBenchmark.run(
                new AdversarialBenchmark.Options(quick ? 1 : rounds, quick ? QUICK : 1, !noPeer, seed), console::say);
        return show(report.table(), report.json(), report.warnings());
    }

    private int threadsOr(int usual) {
        int count = threads == null ? usual : threads;
        if (count < 1) {
            throw new InputException("--threads " + count + ": must be at least 1");
        }
        return count;
    }

    private int show(List<String> table, Map<String, Object> json, List<String> warnings) {
        if (output.json) {
            console.printJson(json);
        } else {
            table.forEach(console::print);
            warnings.forEach(console::complain);
        }
        return ExitCode.DONE;
    }
}
