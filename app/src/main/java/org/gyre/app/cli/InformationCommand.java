package org.gyre.app.cli;

import java.util.Arrays;
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

/// What the measures of information have in common: samples, an estimator, a test, local values and
/// the way they print.
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
        Samples file = source.read();
        try (Team team = information.team()) {
            if (!looksAtTrials(file)) {
                source.refuseTrials();
            }
            long span = span() + estimator.span() - 1;
            Samples complete = complete(file);
            Samples whole = source.missing.policy == Missing.mask ? complete.longEnough(span) : complete;
            Samples samples = surrogates.shuffled(whole, file, span);
            Gaps gaps = Gaps.of(
                    source.missing.policy, span, file.trialLengths(), complete.trialLengths(), samples.trialLengths());
            if (gaps.incomplete() > 0) {
                requireMeaning(gaps);
            }
            Answer answer = measure(samples, team);
            if (local.wanted()) {
                String column = "local_" + information.unit.name().toLowerCase(Locale.ROOT);
                local.write(List.of(column), answer.local(), information.unit);
            }
            if (output.json) {
                Map<String, Object> object = answer.json(information.unit);
                if (source.missing.policy != Missing.reject) {
                    object.put("missing", gaps.json());
                }
                object.put(
                        "warnings",
                        Stream.concat(samples.warnings().stream(), answer.warnings().stream())
                                .toList());
                console.printJson(object);
            } else {
                answer.print(console, information.unit);
                if (gaps.incomplete() > 0) {
                    console.print(gaps.text());
                }
                samples.warnings().forEach(console::complain);
            }
        } catch (InputException withoutFile) {
            throw named(file, withoutFile);
        }
        return ExitCode.DONE;
    }

    private static InputException named(Samples samples, InputException e) {
        String message = String.valueOf(e.getMessage());
        return message.startsWith("--") || message.contains(samples.file())
                ? e
                : new InputException(samples.file() + ": " + message, e);
    }

    /// The samples that are measured.
    private Samples complete(Samples file) {
        if (source.missing.policy == Missing.reject) {
            return file;
        }
        source.missing.check(looksAtNeighbours());
        return file.complete(source.missing.policy == Missing.mask, columns(file));
    }

    /// Whether the measure, its estimator or its test looks at rows that follow each other.
    private boolean looksAtNeighbours() {
        return span() > 1 || estimator.looksAtNeighbours() || surrogates.looksAtNeighbours();
    }

    /// Whether it matters where a trial ends.
    boolean looksAtTrials(Samples samples) {
        return looksAtNeighbours();
    }

    /// @throws InputException if something that was asked for has no meaning where rows are left out
    private void requireMeaning(Gaps gaps) {
        if (local.wanted()) {
            throw new InputException("--local: would not tell to which row of the file a value belongs, since "
                    + gaps.text() + "; leave it out");
        }
        if (gaps.policy() == Missing.mask) {
            estimator.refuseWindow();
        }
    }

    /// The columns that are measured.
    abstract int[] columns(Samples samples);

    /// Rows that a sample of the measure takes: histories and what they tell about.
    long span() {
        return 1;
    }

    abstract Answer measure(Samples samples, Team team);

    /// Several groups of columns as one.
    static int[] all(int[]... groups) {
        return Arrays.stream(groups).flatMapToInt(Arrays::stream).distinct().toArray();
    }

    /// The estimate of a relation between different series, with its test and a warning where that
    /// takes samples for independent that are not, or of which that cannot be told.
    final Found between(String quantity, Material<?> material, Relation relation, Team team) {
        Found found = found(quantity, material, relation, team);
        boolean tested =
                found.reading.test() != null || found.reading.analytic().isPresent();
        return tested && surrogates.takeSamplesForIndependent()
                ? SurrogateOptions.doubt(relation)
                        .map(doubt -> new Found(found.reading.withWarning(doubt), found.locals))
                        .orElse(found)
                : found;
    }

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
