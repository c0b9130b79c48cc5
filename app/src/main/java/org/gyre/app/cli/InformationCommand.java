package org.gyre.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.data.npy.NpyArray;
import org.gyre.data.npy.NpyWriter;
import org.gyre.lab.storage.DiskStorage;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.surrogate.SurrogateTest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the measures of information have in common: samples, an estimator, a test, local values and the way
/// they print.
abstract class InformationCommand implements GyreSubcommand {
    private final Console console;

    @Mixin
    SampleOptions source = new SampleOptions();

    @Mixin
    EstimatorOptions estimator = new EstimatorOptions();

    @Mixin
    SurrogateOptions surrogates = new SurrogateOptions();

    @Mixin
    InformationOptions information = new InformationOptions();

    @Option(
            names = "--local",
            paramLabel = "FILE",
            description = "Also write the local values, one for each sample, to a new .npy or .csv file.")
    @Nullable
    Path local;

    @Mixin
    OutputOptions output = new OutputOptions();

    InformationCommand(Console console) {
        this.console = console;
    }

    /// What a measure found.
    interface Answer {
        Map<String, Object> json(Unit unit);

        List<String> warnings();

        void print(Console console, Unit unit);

        /// The local values in nats, computed when asked for.
        ///
        /// @throws InputException if there are none
        double[] local();
    }

    /// A single value.
    ///
    /// @param reading the value
    /// @param locals its local values
    record Found(InformationReading reading, Supplier<double[]> locals) implements Answer {
        @Override
        public Map<String, Object> json(Unit unit) {
            return reading.json(unit);
        }

        @Override
        public List<String> warnings() {
            return reading.estimate().warnings();
        }

        @Override
        public void print(Console console, Unit unit) {
            reading.print(console, unit);
        }

        @Override
        public double[] local() {
            return locals.get();
        }
    }

    @Override
    public final int call() {
        surrogates.check();
        checkLocal();
        Samples samples = source.read();
        try (Team team = information.team()) {
            Answer answer = measure(samples, team);
            if (local != null) {
                write(local, answer.local());
            }
            if (output.json) {
                Map<String, Object> object = answer.json(information.unit);
                object.put(
                        "warnings",
                        Stream.concat(samples.warnings().stream(), answer.warnings().stream())
                                .toList());
                console.printJson(object);
            } else {
                answer.print(console, information.unit);
                samples.warnings().forEach(console::complain);
            }
        } catch (InputException withoutFile) {
            throw named(samples, withoutFile);
        }
        return ExitCode.DONE;
    }

    private static InputException named(Samples samples, InputException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("--") || message.contains(samples.file())
                ? e
                : new InputException(samples.file() + ": " + message, e);
    }

    abstract Answer measure(Samples samples, Team team);

    /// The estimate of a relation, with its test.
    final Found found(String quantity, Material<?> material, Relation relation, Team team) {
        SurrogateTest test = surrogates.test();
        return new Found(
                InformationReading.of(
                        relation.estimate(quantity).withEstimator(material.label()),
                        test == null ? null : test.of(relation, team),
                        relation.analyticPValue()),
                relation::local);
    }

    private void checkLocal() {
        if (local == null) {
            return;
        }
        String name = local.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".npy") && !name.endsWith(".csv")) {
            throw new InputException("--local " + local + ": must end with .npy or .csv");
        }
        if (Files.exists(local)) {
            throw new InputException("--local " + local + ": is there already; choose another name");
        }
    }

    private void write(Path file, double[] nats) {
        Unit unit = information.unit;
        double[] values = new double[nats.length];
        for (int s = 0; s < values.length; s++) {
            values[s] = unit.fromNats(nats[s]);
        }
        try {
            new DiskStorage()
                    .replace(
                            file.toAbsolutePath(),
                            file.toString().toLowerCase(Locale.ROOT).endsWith(".npy")
                                    ? NpyWriter.toBytes(NpyArray.of(values, values.length))
                                    : text(values));
        } catch (IOException e) {
            throw new InputException("--local " + file + ": cannot be written (" + e.getMessage() + ")", e);
        }
    }

    private byte[] text(double[] values) {
        StringBuilder text =
                new StringBuilder("local_" + information.unit.name().toLowerCase(Locale.ROOT) + "\n");
        for (double value : values) {
            text.append(value).append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
