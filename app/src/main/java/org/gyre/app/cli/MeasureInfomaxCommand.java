package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.core.Unit;
import org.gyre.data.Matrix;
import org.gyre.data.matrix.MatrixFile;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.flux.EnumeratedChain;
import org.gyre.measure.mutualinfo.GaussianInformation;
import org.gyre.nets.infomax.ExactInfomax;
import org.gyre.nets.infomax.InfomaxParameters;
import org.gyre.nets.infomax.PaperRule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gyre measure infomax`: the information that a recurrent-infomax network keeps about its last state,
/// by enumeration of its states.
@Command(
        name = "infomax",
        description = "The information between successive states of a recurrent-infomax network, by enumeration of its"
                + " states: the Gaussian proxy and the exact one, with thresholds solved so that every unit"
                + " fires at the target rate.",
        footer = {"", "Example:", "  gyre measure infomax --weights W.npy --p-max 0.95 --rate 0.05 --exact --unit bits"
        })
final class MeasureInfomaxCommand implements GyreSubcommand {
    enum Rule {
        paper,
        exact
    }

    private final Console console;

    @Option(
            names = "--weights",
            required = true,
            paramLabel = "FILE",
            description = "Square matrix, row = receiving unit (.npy, .npz, .csv, .txt).")
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

    @Option(names = "--exact", description = "Also the exact (Shannon) information.")
    boolean exact;

    @Option(
            names = "--gradient",
            paramLabel = "RULE",
            description = "Also the gradient of the Gaussian information by the weights: the paper's approximation"
                    + " or the exact one (${COMPLETION-CANDIDATES}).")
    @Nullable
    Rule gradient;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            defaultValue = "nats",
            description = "bits or nats (default: ${DEFAULT-VALUE}).")
    Unit unit = Unit.NATS;

    @Mixin
    OutputOptions output = new OutputOptions();

    MeasureInfomaxCommand(Console console) {
        this.console = console;
    }

    @Override
    public int call() {
        Matrix matrix = MatrixFile.readSquare(weights);
        InfomaxParameters parameters = parameters(matrix.rows());
        ExactInfomax network = network(parameters, matrix.values());
        GaussianInformation gaussian = network.gaussian();
        if (!gaussian.defined()) {
            throw new InputException(weights + ": some units of this network act as one, so that its covariance is"
                    + " singular: lower the largest weights");
        }
        if (gradient != null && gaussian.condition() != GaussianInformation.Condition.REGULAR) {
            throw new InputException(weights + ": some units of this network act as one or follow each other without"
                    + " chance, so that there is no gradient: lower the largest weights or leave out --gradient");
        }
        double proxy = unit.fromNats(gaussian.nats());
        double bound = unit.fromNats(parameters.entropyBound());
        List<String> warnings = new ArrayList<>();
        if (gaussian.condition() != GaussianInformation.Condition.REGULAR) {
            warnings.add(gaussian.condition().advice());
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
        object.put("method", "enumeration");
        object.put("information_gaussian", proxy);
        if (exact) {
            object.put("information_exact", unit.fromNats(network.shannonInformation()));
        }
        object.put("entropy_bound", bound);
        object.put("thresholds", network.network().thresholds());
        if (gradient != null) {
            object.put("gradient_rule", gradient.name());
            object.put("gradient", gradient(network, gaussian));
        }
        object.put("warnings", warnings);
        if (output.json) {
            console.printJson(object);
        } else {
            print(object);
        }
        return ExitCode.DONE;
    }

    private ExactInfomax network(InfomaxParameters parameters, double[] values) {
        try {
            return ExactInfomax.atTargetRates(parameters, values);
        } catch (InputException withoutFile) {
            throw new InputException(weights + ": " + withoutFile.getMessage(), withoutFile);
        }
    }

    private InfomaxParameters parameters(int units) {
        if (!(pMax > 0 && pMax <= 1)) {
            throw new InputException("--p-max " + pMax + ": must be in (0, 1]");
        }
        if (!(rate > 0 && rate < pMax)) {
            throw new InputException("--rate " + rate + ": must be above 0 and below --p-max " + pMax);
        }
        if (units > EnumeratedChain.LARGEST) {
            throw new InputException(weights + ": has " + units + " units, and the states of at most "
                    + EnumeratedChain.LARGEST + " units are enumerated; choose a smaller network");
        }
        return InfomaxParameters.uniform(units, pMax, rate);
    }

    private double[][] gradient(ExactInfomax network, GaussianInformation gaussian) {
        double[] flat = gradient == Rule.exact
                ? network.gaussianGradient()
                : PaperRule.gradient(network.covariances(), gaussian.derivatives());
        int n = network.network().units();
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
                case Double number -> console.print(key + "  " + number);
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
