package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.data.Matrix;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.branching.BranchingAnalysis;
import org.gyre.measure.branching.BranchingInterval;
import org.gyre.measure.branching.BranchingSettings;
import org.gyre.measure.branching.CoefficientKind;
import org.gyre.measure.branching.DecayFit;
import org.gyre.measure.branching.DecayForm;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gyre measure branching`: how many spikes one spike causes.
@Command(
        name = "branching",
        description = "Measure the branching ratio m of a recording: by the naive regression of one bin on the bin"
                + " before, and by multistep regression, which also holds where few of the units are recorded.",
        footer = {
            "",
            "m = exp(-bin/tau), tau the time constant with which the coefficients r_k",
            "decay over the lags k (Wilting and Priesemann 2018).",
            "",
            "Examples:",
            "  gyre measure branching --spikes recording.h5 --bin 4ms",
            "  gyre measure branching --activity trials.csv --trials --kind sm"
        })
final class MeasureBranchingCommand implements GyreSubcommand {
    private final Console console;

    @ArgGroup(exclusive = true, multiplicity = "1")
    ActivitySource source = new ActivitySource();

    @Mixin
    RecordingFileOptions recording = new RecordingFileOptions();

    @Mixin
    BinOptions binning = new BinOptions();

    @Option(names = "--trials", description = "--activity has one column a trial.")
    boolean trials;

    @Option(
            names = "--lags",
            paramLabel = "K",
            description = "Longest lag in bins (default: 500, or a quarter of a shorter trial).")
    @Nullable
    Integer lags;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "ts",
            description = "Means of the coefficients over trials: ts, trial-separated, or sm, stationary mean (default:"
                    + " ${DEFAULT-VALUE}).")
    String kind = "ts";

    @Option(
            names = "--fits",
            paramLabel = "FORM",
            split = ",",
            defaultValue = "exponential,offset",
            description = "Forms to fit: exponential, offset, two-timescales, complex; m is that of the first (default:"
                    + " ${DEFAULT-VALUE}).")
    List<String> fits = List.of();

    @Option(
            names = "--bootstrap",
            paramLabel = "N",
            defaultValue = "500",
            description = "Replicas of the 90 %% interval, 0 for none (default: ${DEFAULT-VALUE}).")
    int replicas;

    @Mixin
    SeedOptions seed = new SeedOptions();

    @Option(names = "--coefficients", description = "Print also the coefficients r_1 ... r_K.")
    boolean coefficients;

    @Mixin
    OutputOptions output = new OutputOptions();

    MeasureBranchingCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        BranchingSettings settings = settings();
        List<String> warnings = new ArrayList<>();
        binning.refuseClock(recording);
        if (source.spikes == null) {
            recording.refuse("this file has a row for each bin");
            binning.refuse("this file has a row for each bin");
        } else if (trials) {
            throw new InputException("--trials: belongs to --activity; the spikes of a recording are one trial");
        }
        double[][] activity = source.spikes != null ? ofSpikes(source.spikes, warnings) : ofActivity();
        BranchingAnalysis analysis;
        try {
            analysis = BranchingAnalysis.of(activity, settings, seed.stream().split("branching"));
        } catch (InputException withoutFile) {
            throw new InputException(file() + ": " + withoutFile.getMessage(), withoutFile);
        }
        warnings.addAll(analysis.warnings());
        if (output.json) {
            console.printJson(json(activity, analysis, warnings));
        } else {
            print(analysis);
            warnings.forEach(console::complain);
        }
        return ExitCode.DONE;
    }

    private String file() {
        return source.spikes != null ? source.spikes : String.valueOf(source.activity);
    }

    private BranchingSettings settings() {
        if (lags != null && lags < 1) {
            throw new InputException("--lags " + lags + ": must be at least 1");
        }
        return new BranchingSettings(
                lags == null ? 0 : lags,
                choice("--kind", kind, CoefficientKind.values(), CoefficientKind::label),
                fits.stream()
                        .map(name -> choice("--fits", name, DecayForm.values(), DecayForm::label))
                        .toList(),
                replicas,
                BranchingSettings.DEFAULT.level());
    }

    private static <E> E choice(String option, String name, E[] values, java.util.function.Function<E, String> label) {
        return Arrays.stream(values)
                .filter(value -> label.apply(value).equals(name))
                .findFirst()
                .orElseThrow(() -> new InputException(option + " " + name + ": must be one of "
                        + String.join(", ", Arrays.stream(values).map(label).toList())));
    }

    private double[][] ofSpikes(String file, List<String> warnings) {
        BinOptions.Binned spikes = binning.read(file, recording);
        warnings.addAll(spikes.warnings());
        long bins = spikes.bins();
        if (bins > Integer.MAX_VALUE - 8) {
            throw new InputException(file + ": holds " + bins + " bins, more than fit into memory; use wider bins");
        }
        double[] activity = new double[(int) bins];
        for (long b : spikes.binOfEachSpike()) {
            activity[(int) b]++;
        }
        return new double[][] {activity};
    }

    private double[][] ofActivity() {
        Matrix matrix = MatrixFile.read(file());
        if (!trials && matrix.columns() > 1 && matrix.rows() > 1) {
            throw new InputException(file() + ": has " + Plural.of(matrix.columns(), "column")
                    + "; add --trials if each is a trial, else give one number a bin");
        }
        if (!trials) {
            return new double[][] {matrix.values()};
        }
        double[][] columns = new double[matrix.columns()][matrix.rows()];
        for (int t = 0; t < matrix.rows(); t++) {
            for (int i = 0; i < columns.length; i++) {
                columns[i][t] = matrix.get(t, i);
            }
        }
        return columns;
    }

    /// Bins to milliseconds; null where there is no such time or the bin's width is unknown.
    private @Nullable Double milliseconds(double bins) {
        return binning.bin == null || !Double.isFinite(bins) ? null : 1e3 * binning.bin * bins;
    }

    private Map<String, Object> json(double[][] activity, BranchingAnalysis analysis, List<String> warnings) {
        DecayFit first = analysis.fits().getFirst();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("trials", activity.length);
        object.put("bins", activity[0].length);
        object.put(
                "events",
                Arrays.stream(activity).flatMapToDouble(Arrays::stream).sum());
        object.put("m_naive", analysis.naive().regression());
        object.put("m_naive_ratio", analysis.naive().ratio());
        object.put("m", first.m());
        object.put("tau_ms", milliseconds(first.timeConstant()));
        object.put("tau_bins", first.timeConstant());
        object.put("coefficients_kind", analysis.coefficients().kind().label());
        object.put("lags", analysis.coefficients().lags());
        Map<String, Object> forms = new LinkedHashMap<>();
        for (DecayFit fit : analysis.fits()) {
            forms.put(fit.form().label(), json(fit));
        }
        object.put("fits", forms);
        object.put("interval", analysis.interval().map(this::json).orElse(null));
        object.put("seed", seed.value);
        if (coefficients) {
            object.put("coefficients", analysis.coefficients().toArray());
        }
        object.put("warnings", warnings);
        return object;
    }

    private Map<String, Object> json(DecayFit fit) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (String name : fit.form().parameterNames()) {
            parameters.put(name, fit.parameter(name));
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("m", fit.m());
        object.put("tau_ms", milliseconds(fit.timeConstant()));
        object.put("parameters", parameters);
        object.put("residual", fit.residual());
        object.put("explained", fit.explained());
        object.put("at_bound", fit.atBound());
        return object;
    }

    private Map<String, Object> json(BranchingInterval interval) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("level", interval.level());
        object.put("m", new double[] {interval.mLow(), interval.mHigh()});
        object.put("tau_ms", Arrays.asList(milliseconds(interval.tauLow()), milliseconds(interval.tauHigh())));
        object.put("tau_bins", new double[] {interval.tauLow(), interval.tauHigh()});
        object.put("method", interval.replicas() > 0 ? "bootstrap-t" : "jackknife, Student's t");
        object.put("replicas", interval.replicas());
        object.put("pieces", interval.pieces());
        object.put("over", interval.overTrials() ? "trials" : "stretches");
        return object;
    }

    private void print(BranchingAnalysis analysis) {
        console.print("m_naive  " + Numbers.compact(analysis.naive().regression())
                + "  (regression of one bin on the bin before; ratio of sums "
                + Numbers.compact(analysis.naive().ratio()) + ")");
        for (DecayFit fit : analysis.fits()) {
            console.print(fit.form().label() + ":  m  " + Numbers.compact(fit.m()) + "  tau  " + tau(fit));
        }
        analysis.interval()
                .ifPresent(interval -> console.print(String.format(
                        Locale.ROOT,
                        "%.0f %% interval of m (%s)  %.5f to %.5f  by %s over %d %s",
                        100 * interval.level(),
                        analysis.fits().getFirst().form().label(),
                        interval.mLow(),
                        interval.mHigh(),
                        interval.replicas() > 0 ? "bootstrap" : "jackknife",
                        interval.pieces(),
                        interval.overTrials() ? "trials" : "stretches")));
        if (coefficients) {
            for (int k = 1; k <= analysis.coefficients().lags(); k++) {
                console.print("r_" + k + "  "
                        + Numbers.compact(analysis.coefficients().at(k)));
            }
        }
    }

    private String tau(DecayFit fit) {
        Double milliseconds = milliseconds(fit.timeConstant());
        return milliseconds == null
                ? Numbers.compact(fit.timeConstant()) + " bins"
                : Numbers.compact(milliseconds) + " ms";
    }
}
