package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Unit;
import org.gyre.core.random.RandomStream;
import org.gyre.data.Matrix;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.flux.EnumeratedChain;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.gyre.nets.infomax.ExactInfomax;
import org.gyre.nets.infomax.InfomaxParameters;
import org.gyre.nets.infomax.LagCovariances;
import org.gyre.nets.infomax.PaperRule;
import org.gyre.nets.infomax.SampledInfomax;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `gyre measure infomax`: the information that a recurrent-infomax network keeps about its last state, by
/// enumeration of its states where they are few enough, else from a simulation.
@Command(
        name = "infomax",
        description = "The information between successive states of a recurrent-infomax network whose units all fire at"
                + " the target rate: the Gaussian proxy and, on request, the exact (Shannon) information.",
        footer = {
            "",
            "Up to " + EnumeratedChain.LARGEST + " units all 2^N states are enumerated, and every number is exact. A",
            "larger network is simulated: the Gaussian proxy then comes with its sampling",
            "bias N^2/2T and its standard error, and there is no exact information.",
            "",
            "Examples:",
            "  gyre measure infomax --weights W.npy --p-max 0.95 --rate 0.05 --exact",
            "  gyre measure infomax --weights large.npy --p-max 0.95 --rate 0.05 \\",
            "      --steps 2000000 --seed 7 --unit bits"
        })
final class MeasureInfomaxCommand implements GyreSubcommand {
    enum Rule {
        paper,
        exact
    }

    enum Method {
        auto,
        enumeration,
        sampled
    }

    /// Relative deviation of a rate from its target beyond which thresholds are said not to have settled.
    private static final double UNSETTLED = 0.05;

    /// What either way of measuring gives.
    ///
    /// @param answer the keys that only this way has
    @SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
    private record Reading(
            GaussianInformation gaussian,
            LagCovariances covariances,
            double[] thresholds,
            double @Nullable [] exactGradient,
            Map<String, Object> answer,
            List<String> warnings) {}

    private final Console console;

    @Option(
            names = "--weights",
            required = true,
            paramLabel = "FILE",
            description = "Square matrix, row = receiving unit (npy, npz, csv or txt).")
    @SuppressWarnings("NullAway.Init") // required
    String weights;

    @Option(
            names = "--p-max",
            required = true,
            paramLabel = "P",
            description = "Largest firing probability, in (0, 1].")
    double pMax;

    @Option(
            names = "--rate",
            required = true,
            paramLabel = "R",
            description = "Target rate of every unit, spikes per step.")
    double rate;

    @Option(
            names = "--exact",
            description = "Insist on the exact (Shannon) information, which comes with the enumeration of at most "
                    + EnumeratedChain.LARGEST + " units: refuse a larger network instead of sampling it.")
    boolean exact;

    @Option(
            names = "--gradient",
            paramLabel = "RULE",
            description = "Also the gradient of the Gaussian information by the weights: the paper's approximation"
                    + " (paper) or the exact one (exact; at most " + EnumeratedChain.LARGEST + " units).")
    @Nullable
    Rule gradient;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "auto",
            description = "enumeration, sampled, or auto: enumeration of up to " + EnumeratedChain.LARGEST
                    + " units (default: ${DEFAULT-VALUE}).")
    Method method = Method.auto;

    @Option(
            names = "--settling",
            paramLabel = "N",
            defaultValue = "300000",
            description = "Sampled: steps in which thresholds find their place first (default: ${DEFAULT-VALUE}).")
    int settling;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Sampled: steps that are measured (default: ${DEFAULT-VALUE}).")
    int steps;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Sampled: seed of the simulation (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            defaultValue = "nats",
            description = "bits or nats (default: ${DEFAULT-VALUE}).")
    Unit unit = Unit.NATS;

    @Mixin
    OutputOptions output = new OutputOptions();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    CommandSpec spec;

    MeasureInfomaxCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        check();
        Matrix matrix = MatrixFile.readSquare(weights);
        for (String option : List.of("--settling", "--steps")) {
            Given.refuse(spec, option, sampled(matrix.rows()), "--method sampled");
        }
        InfomaxParameters parameters = InfomaxParameters.uniform(matrix.rows(), pMax, rate);
        Reading reading =
                sampled(matrix.rows()) ? sample(parameters, matrix.values()) : enumerate(parameters, matrix.values());
        GaussianInformation gaussian = reading.gaussian;
        double proxy = gaussian.defined() ? unit.fromNats(gaussian.nats()) : Double.NaN;
        double bound = unit.fromNats(parameters.entropyBound());
        List<String> warnings = new ArrayList<>(reading.warnings);
        boolean regular = gaussian.condition() == GaussianInformation.Condition.REGULAR;
        if (!regular) {
            String remedy = sampled(matrix.rows()) ? "; raise --steps" : "; lower the largest weights";
            warnings.add(gaussian.condition().meaning() + remedy);
        }
        if (proxy > bound) {
            warnings.add(
                    "the Gaussian information is a proxy, and here it exceeds the largest entropy that the states can have");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("units", matrix.rows());
        object.put("p_max", pMax);
        object.put("rate", rate);
        object.put("unit", unit.name().toLowerCase(Locale.ROOT));
        object.put("information_gaussian", proxy);
        object.putAll(reading.answer);
        object.put("entropy_bound", bound);
        object.put("thresholds", reading.thresholds);
        object.put("gradient_rule", gradient == null ? null : gradient.name());
        object.put("gradient", gradient != null && regular ? gradient(reading) : null);
        if (gradient != null && !regular) {
            warnings.add("there is no gradient where the covariances had to be repaired");
        }
        object.put("warnings", warnings);
        if (output.json) {
            console.printJson(object);
        } else {
            if (gradient == null) {
                object.keySet().removeAll(List.of("gradient", "gradient_rule"));
            }
            print(object);
        }
        return ExitCode.DONE;
    }

    private void check() {
        if (!(pMax > 0 && pMax <= 1)) {
            throw new InputException("--p-max " + pMax + ": must be in (0, 1]");
        }
        if (!(rate > 0 && rate < pMax)) {
            throw new InputException("--rate " + rate + ": must be above 0 and below --p-max " + pMax);
        }
        if (settling < 0) {
            throw new InputException("--settling " + settling + ": must be at least 0");
        }
        if (steps < SampledInfomax.SHORTEST) {
            throw new InputException("--steps " + steps + ": must be at least " + SampledInfomax.SHORTEST);
        }
    }

    /// Whether to simulate.
    ///
    /// @throws InputException if what was asked for needs the enumeration of more states than there may be
    private boolean sampled(int units) {
        boolean large = units > EnumeratedChain.LARGEST;
        String enumerating = exact
                ? "--exact"
                : gradient == Rule.exact
                        ? "--gradient exact"
                        : method == Method.enumeration ? "--method enumeration" : "";
        if (large && !enumerating.isEmpty()) {
            throw new InputException(weights + ": has " + Plural.of(units, "unit") + ", and " + enumerating
                    + " enumerates the states of at most " + EnumeratedChain.LARGEST
                    + "; leave it out and the Gaussian information is sampled from a simulation");
        }
        if (method == Method.sampled && !enumerating.isEmpty()) {
            throw new InputException(enumerating + ": enumerates the states, which --method sampled does not; leave"
                    + " one of them out");
        }
        return large || method == Method.sampled;
    }

    private ExactInfomax network(InfomaxParameters parameters, double[] values) {
        try {
            return ExactInfomax.atTargetRates(parameters, values);
        } catch (InputException withoutFile) {
            throw new InputException(weights + ": " + withoutFile.getMessage(), withoutFile);
        }
    }

    private Reading enumerate(InfomaxParameters parameters, double[] values) {
        ExactInfomax network = network(parameters, values);
        GaussianInformation gaussian = network.gaussian();
        if (!gaussian.defined()) {
            throw new InputException(weights + ": some units of this network act as one, so that its covariance is"
                    + " singular: lower the largest weights");
        }
        if (gradient != null && gaussian.condition() != GaussianInformation.Condition.REGULAR) {
            throw new InputException(weights + ": some units of this network act as one or follow each other without"
                    + " chance, so that there is no gradient: lower the largest weights or leave out --gradient");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("method", "enumeration");
        answer.put("information_exact", unit.fromNats(network.shannonInformation()));
        return new Reading(
                gaussian,
                network.covariances(),
                network.network().thresholds(),
                gradient == Rule.exact ? network.gaussianGradient() : null,
                answer,
                List.of());
    }

    private Reading sample(InfomaxParameters parameters, double[] values) {
        console.say("simulating " + Plural.of(parameters.units(), "unit") + " for "
                + Plural.of((long) settling + steps, "step"));
        SampledInfomax network = SampledInfomax.of(
                parameters, values, settling, steps, RandomStream.of(seed).split("measure-infomax"));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("method", "sampled");
        answer.put("samples", network.samples());
        answer.put("seed", seed);
        answer.put("sampling_bias", unit.fromNats(network.samplingBias()));
        answer.put("standard_error", unit.fromNats(network.standardError()));
        answer.put("information_exact", null);
        List<String> warnings = new ArrayList<>();
        warnings.add("the exact information is not known: it needs the enumeration of all states, of at most "
                + EnumeratedChain.LARGEST + " units");
        if (network.rateDeviation() > UNSETTLED) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the rate of a unit is %.0f %% off its target: raise --settling or --steps",
                    100 * network.rateDeviation()));
        }
        if (network.gaussian().defined()
                && network.samplingBias() > 0.5 * network.gaussian().nats()) {
            warnings.add("more than half of the Gaussian information is sampling bias: raise --steps");
        }
        return new Reading(network.gaussian(), network.covariances(), network.thresholds(), null, answer, warnings);
    }

    private double[][] gradient(Reading reading) {
        double[] flat = reading.exactGradient != null
                ? reading.exactGradient
                : PaperRule.gradient(reading.covariances, reading.gaussian.derivatives());
        int n = reading.covariances.units();
        double[][] rows = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rows[i][j] = unit.fromNats(flat[i * n + j]);
            }
        }
        return rows;
    }

    private void print(Map<String, Object> object) {
        object.forEach((key, value) -> {
            switch (value) {
                case List<?> warnings -> warnings.forEach(warning -> console.complain(String.valueOf(warning)));
                case double[] numbers -> console.print(key + "  " + text(numbers));
                case double[][] rows -> {
                    console.print(key);
                    Arrays.stream(rows).forEach(row -> console.print("  " + text(row)));
                }
                case Double number -> console.print(key + "  " + (number.isNaN() ? "unknown" : number));
                case null -> console.print(key + "  unknown");
                default -> console.print(key + "  " + value);
            }
        });
    }

    private static String text(double[] numbers) {
        StringBuilder text = new StringBuilder();
        for (double number : numbers) {
            text.append(text.isEmpty() ? "" : " ").append(Numbers.compact(number));
        }
        return text.toString();
    }
}
