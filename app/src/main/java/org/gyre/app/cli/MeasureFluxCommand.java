package org.gyre.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.FactorisedMarkovProcess;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.lab.experiment.Experiments;
import org.gyre.lab.experiment.RunNetwork;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.flux.ExactFlux;
import org.gyre.measure.flux.FluxReading;
import org.gyre.measure.flux.LaggedFlux;
import org.gyre.measure.flux.Method;
import org.gyre.measure.flux.Mixing;
import org.gyre.measure.flux.ProxyBoundary;
import org.gyre.measure.flux.StateTable;
import org.gyre.measure.flux.StationaryLaw;
import org.gyre.nets.boltzmann.BoltzmannMachine;
import org.gyre.nets.boltzmann.Coding;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `gyre measure flux`: the information between successive states of a network, exact, and from a recording beside
/// it.
@Command(
        name = "flux",
        description =
                "The information flux I[x(t);x(t+1)] of a free-running Boltzmann machine, or of the network that a"
                        + " run left, in its stationary law: exact where its states can be enumerated, and on request what"
                        + " estimators make of a recording of it.",
        footer = {
            "",
            "P(unit fires) = sigma(b + W y + noise), all units at once; row = target, column =",
            "source; y is -1 or +1 (pm1), or 0 or 1 (binary). I = entropy - divergence. Groups of",
            "units that do not influence each other are solved apart. Exact up to " + StateTable.LARGEST + " units a",
            "group (gth: 13, or 14 with pm1 and no bias); 16 take seconds, 18 a minute, 20 some",
            "minutes. A larger network is sampled.",
            "",
            "Examples:",
            "  gyre measure flux --weights W.npy",
            "  gyre measure flux --weights W.csv --bias b.csv --coding binary --lags 10 --json",
            "  gyre measure flux --weights W.npy --noise 2 --samples 10000 --histories 2,1",
            "  gyre measure flux --run runs/2026-11-21_...-exact_s1"
        })
final class MeasureFluxCommand implements GyreSubcommand {
    enum Way {
        auto,
        gth,
        gemm,
        symmetric,
        sample
    }

    /// Error of the stationary law from which the reader is warned.
    private static final double CERTAIN = 1e-9;

    /// Steps of a recording where none are asked for.
    private static final int DEFAULT_SAMPLES = 100_000;

    private final Console console;

    @Mixin
    MachineOptions machine = new MachineOptions();

    @Option(
            names = "--run",
            paramLabel = "RUN",
            description = "Instead of weights: the network that this run trained or evolved.")
    @Nullable
    Path run;

    @Option(
            names = "--noise",
            paramLabel = "R",
            defaultValue = "0",
            description = "Standard deviation of Gaussian noise at every input (default: ${DEFAULT-VALUE}).")
    double noise;

    @Option(
            names = "--quadrature",
            paramLabel = "N",
            description = "Average over the noise by a Gauss-Hermite rule of N points, and show its error, instead of"
                    + " exactly.")
    @Nullable
    Integer quadrature;

    @Option(
            names = "--method",
            paramLabel = "METHOD",
            defaultValue = "auto",
            description = "gth: elimination; gemm: iteration by matrix products; symmetric: closed form; sample: a"
                    + " recording only; auto: the cheapest that is certain (default: ${DEFAULT-VALUE}).")
    Way method = Way.auto;

    @Option(
            names = "--samples",
            paramLabel = "T",
            description = "Also record T steps and show what estimators make of them; with --method sample "
                    + DEFAULT_SAMPLES + " if left out.")
    @Nullable
    Integer samples;

    @Option(
            names = "--lags",
            paramLabel = "N",
            defaultValue = "1",
            description = "Correlations at lags 1 to N, and the information up to " + LaggedFlux.LARGEST
                    + " units (default: ${DEFAULT-VALUE}).")
    int lags;

    @Option(names = "--subsets", description = "Also the mean flux of all pairs and triplets of units.")
    boolean subsets;

    @Option(
            names = "--histories",
            paramLabel = "K,L",
            description = "Also active storage with K steps of a unit's own past, and transfer entropy with L steps of"
                    + " the source's.")
    @Nullable
    String histories;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of the recording (default: ${DEFAULT-VALUE}).")
    long seed;

    @Mixin
    TeamOptions threads = new TeamOptions();

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            defaultValue = "bits",
            description = "bits or nats (default: ${DEFAULT-VALUE}).")
    Unit unit = Unit.BITS;

    @Mixin
    OutputOptions output = new OutputOptions();

    MeasureFluxCommand(Console console) {
        this.console = console;
    }

    /// A network and what to call it in messages.
    private record Network(
            String name,
            FactorisedMarkovProcess process,
            @Nullable BoltzmannMachine machine) {}

    @Override
    public int call() {
        check();
        Network network = network();
        int n = network.process.units();
        Map<String, Object> object = new LinkedHashMap<>();
        List<String> warnings = new ArrayList<>();
        object.put("n", n);
        if (network.machine != null) {
            object.put("coding", network.machine.coding().name().toLowerCase(Locale.ROOT));
            object.put("noise", network.machine.noise());
        }
        object.put("unit", unit.name().toLowerCase(Locale.ROOT));
        try (Team team = threads.team()) {
            ExactFlux exact = exact(network, team, warnings);
            Recording recording = recording(network, exact == null);
            if (exact != null) {
                put(object, exact, team, network, warnings);
            } else if (recording != null) {
                recording.putMain(object, warnings);
            }
            if (recording != null) {
                recording.putEstimates(object, exact, warnings);
                object.put("recorded", recording.counted(lags, subsets, object));
            }
            if (histories != null) {
                Histories wanted = Histories.parse(histories);
                object.put("histories", wanted.json(exact, recording, unit, network.name, warnings));
            }
        }
        object.put("warnings", warnings);
        if (output.json) {
            console.printJson(object);
        } else {
            new FluxText(console).print(object);
        }
        return ExitCode.DONE;
    }

    private void check() {
        if ((machine.weights == null) == (run == null)) {
            throw new InputException("--weights or --run: name one of them, the network to be measured");
        }
        if (run != null && (machine.bias != null || machine.coding != Coding.PM1 || noise != 0 || quadrature != null)) {
            throw new InputException(
                    "--run: brings its own network; leave out --bias, --coding, --noise and --quadrature");
        }
        if (samples != null && samples < 2) {
            throw new InputException("--samples " + samples + ": must be at least 2");
        }
        if (lags < 1) {
            throw new InputException("--lags " + lags + ": must be at least 1");
        }
        threads.check();
        if (histories != null) {
            Histories.parse(histories);
        }
    }

    private Network network() {
        if (run != null) {
            RunNetwork left = RunNetwork.open(run, Experiments.installed());
            return new Network(
                    run.toString(),
                    left.process(),
                    left.process() instanceof BoltzmannMachine boltzmann ? boltzmann : null);
        }
        BoltzmannMachine made = machine.machine(noise, quadrature);
        return new Network(machine.file(), made, made);
    }

    /// The exact flux, or null where it is not wanted or cannot be had.
    private @Nullable ExactFlux exact(Network network, Team team, List<String> warnings) {
        if (method == Way.sample) {
            return null;
        }
        try {
            int largest = ExactFlux.largestGroup(network.process);
            if (method == Way.auto && largest > StateTable.LARGEST) {
                warnings.add("the exact flux is not known: it needs the enumeration of 2^" + largest
                        + " states, and the limit is " + StateTable.LARGEST
                        + " units that influence each other; these are estimates from a recording");
                return null;
            }
            Method chosen = Method.valueOf(method.name().toUpperCase(Locale.ROOT));
            try (ProgressLine progress = new ProgressLine(console)) {
                return ExactFlux.of(network.process, chosen, team, progress);
            }
        } catch (InputException withoutFile) {
            throw new InputException(network.name + ": " + withoutFile.getMessage(), withoutFile);
        }
    }

    private @Nullable Recording recording(Network network, boolean needed) {
        if (samples == null && !needed) {
            return null;
        }
        int steps = samples == null ? DEFAULT_SAMPLES : samples;
        console.say("recording " + Plural.of(steps, "step"));
        return Recording.of(network.process, steps, seed, unit);
    }

    private void put(Map<String, Object> object, ExactFlux exact, Team team, Network network, List<String> warnings) {
        FluxReading reading = exact.reading();
        int n = reading.units();
        double information = reading.information();
        double c = reading.correlationRms();
        StationaryLaw law = exact.largest().law();
        object.put("entropy", unit.fromNats(reading.entropy()));
        object.put("divergence", unit.fromNats(reading.divergence()));
        object.put("information", unit.fromNats(information));
        object.put("c_rms", c);
        object.put("mean_pairwise_information", unit.fromNats(reading.meanPairInformation()));
        object.put("rms_pairwise_information", unit.fromNats(reading.pairInformationRms()));
        object.put("information_weak_coupling", unit.fromNats(0.5 * n * n * c * c));
        object.put("method", law.method().name().toLowerCase(Locale.ROOT));
        object.put("method_reason", law.reason());
        object.put("residual", exact.residual());
        object.put("error_estimate", exact.errorEstimate());
        object.put("reducible", exact.reducible());
        object.put("groups", exact.parts().size());
        Mixing mixing = exact.mixing(team);
        object.put("second_eigenvalue", mixing.secondEigenvalue());
        object.put("mixing_time_steps", mixing.mixingTime());
        object.put("metastable", mixing.known() ? mixing.metastable() : null);
        object.put("rates", reading.rates());
        if (!mixing.known()) {
            warnings.add(
                    "how fast the network forgets its start was not looked for: its law is known in closed form, and"
                            + " eigenvalues of so many units take far longer; a recording may see another flux");
        }
        if (exact.reducible()) {
            warnings.add("the network is reducible: some states are never left, so that the flux depends on the start;"
                    + " shown is the long-run average from a uniform start");
        } else if (mixing.metastable()) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the network is metastable: it forgets its start in %s, and a shorter recording sees another flux"
                            + " than the stationary one",
                    Double.isInfinite(mixing.mixingTime())
                            ? "more than 1e13 steps"
                            : String.format(Locale.ROOT, "about %.0f steps", mixing.mixingTime())));
        }
        if (exact.parts().stream().anyMatch(part -> part.law().recurrentClasses() == 0)) {
            warnings.add(
                    "whether the flux depends on the start is not known: too many transitions had to be followed to"
                            + " see which states lead to which");
        }
        if (exact.errorEstimate() > CERTAIN && exact.reducible()) {
            warnings.add(
                    "the error of that average is not known: with several recurrent classes a small residual does not"
                            + " bound it");
        } else if (exact.errorEstimate() > CERTAIN) {
            warnings.add(String.format(
                    Locale.ROOT,
                    law.method() == Method.SYMMETRIC
                            ? "the stationary law is certain only to %.1g: the weights are so large that the closed form"
                                    + " rounds; choose the method gth or auto"
                            : "the stationary law is certain only to %.1g: it mixes too slowly for iteration, and has too"
                                    + " many states for elimination",
                    exact.errorEstimate()));
        }
        double boundary = ProxyBoundary.correlation(n);
        // The correlation of a single unit with itself always orders.
        if (n > 1 && c > boundary) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "c_rms = %.3f is above %.3f = 0.56/sqrt(%d), from where on it loses the order of the fluxes of random"
                            + " networks; among strong networks of three or more -1/+1 units without bias it reverses",
                    c,
                    boundary,
                    n));
        }
        if (quadrature != null && network.machine != null) {
            double accurate = ExactFlux.of(network.machine.withNoise(noise), team)
                    .reading()
                    .information();
            object.put("quadrature_points", quadrature);
            object.put("information_accurate", unit.fromNats(accurate));
            object.put("quadrature_error", unit.fromNats(information - accurate));
            warnings.add(String.format(
                    Locale.ROOT,
                    "--quadrature %d: the Gauss-Hermite rule is off by %.3g %s; leave it out for the exact average",
                    quadrature,
                    unit.fromNats(information - accurate),
                    unit.name().toLowerCase(Locale.ROOT)));
        }
        if (lags > 1) {
            putLags(object, exact, team, warnings);
        }
        if (subsets) {
            putSubsets(object, exact);
        }
    }

    private void putLags(Map<String, Object> object, ExactFlux exact, Team team, List<String> warnings) {
        int n = exact.reading().units();
        double[] squares = new double[lags];
        double[] information = new double[lags];
        boolean known = true;
        for (ExactFlux.Part part : exact.parts()) {
            LaggedFlux lagged = new LaggedFlux(part.law(), team);
            double[] rms = lagged.correlationRms(lags);
            int size = part.units().length;
            known &= size <= LaggedFlux.LARGEST;
            double[] own = known ? lagged.information(lags) : new double[lags];
            for (int lag = 0; lag < lags; lag++) {
                squares[lag] += rms[lag] * rms[lag] * size * size;
                information[lag] += unit.fromNats(own[lag]);
            }
        }
        for (int lag = 0; lag < lags; lag++) {
            squares[lag] = Math.sqrt(squares[lag]) / n;
        }
        object.put("c_rms_by_lag", squares);
        object.put("information_by_lag", known ? information : null);
        if (!known) {
            warnings.add("the information at longer lags is left out: it needs the transition matrix, of at most "
                    + LaggedFlux.LARGEST + " units");
        }
    }

    private void putSubsets(Map<String, Object> object, ExactFlux exact) {
        int n = exact.reading().units();
        double pairs = 0;
        double triplets = 0;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < a; b++) {
                pairs += exact.subsetFlux(a, b);
                for (int c = 0; c < b; c++) {
                    triplets += exact.subsetFlux(a, b, c);
                }
            }
        }
        object.put("mean_pair_flux", n < 2 ? null : unit.fromNats(pairs / (n * (n - 1) / 2.0)));
        object.put("mean_triplet_flux", n < 3 ? null : unit.fromNats(triplets / (n * (n - 1) * (n - 2) / 6.0)));
    }

    /// Numbers as a line.
    static String text(double[] numbers) {
        StringBuilder text = new StringBuilder();
        for (double number : numbers) {
            text.append(text.isEmpty() ? "" : " ").append(Numbers.compact(number));
        }
        return text.toString();
    }
}
