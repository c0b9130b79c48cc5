package org.gyre.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gyre.core.InputException;
import org.gyre.core.Team;
import org.gyre.core.Unit;
import org.gyre.measure.mutualinfo.Relation;
import org.gyre.measure.surrogate.SurrogateTest;
import picocli.CommandLine.Mixin;

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

    @Mixin
    LocalOptions local = new LocalOptions();

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
        local.check();
        Samples samples = source.read();
        try (Team team = information.team()) {
            Answer answer = measure(samples, team);
            if (local.wanted()) {
                String column = "local_" + information.unit.name().toLowerCase(Locale.ROOT);
                local.write(List.of(column), answer.local(), information.unit);
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
}
