package org.gyre.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.gyre.core.Estimate;
import org.gyre.core.Plural;
import org.gyre.core.Unit;
import org.gyre.lab.run.Numbers;
import org.gyre.measure.surrogate.Significance;
import org.jspecify.annotations.Nullable;

/// An estimate with its tests, ready to be printed.
///
/// @param estimate the value and how it came about
/// @param test against surrogates, if wanted
/// @param analytic p-value by theory, where there is one
record InformationReading(Estimate estimate, @Nullable Significance test, OptionalDouble analytic) {
    static InformationReading of(Estimate estimate, @Nullable Significance test, OptionalDouble analytic) {
        return new InformationReading(test == null ? estimate : test.on(estimate), test, analytic);
    }

    static InformationReading untested(Estimate estimate) {
        return new InformationReading(estimate, null, OptionalDouble.empty());
    }

    InformationReading withWarning(String sentence) {
        return new InformationReading(estimate.withWarning(sentence), test, analytic);
    }

    /// The keys of the contract and more.
    Map<String, Object> json(Unit unit) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("quantity", estimate.quantity());
        object.put("value", estimate.in(unit));
        object.put("unit", unit.name().toLowerCase(Locale.ROOT));
        object.put("estimator", estimate.estimator());
        object.put("samples", estimate.samples());
        object.put("bias_correction", estimate.biasCorrection());
        OptionalDouble error = estimate.standardError();
        object.put("standard_error", error.isPresent() ? unit.fromNats(error.getAsDouble()) : null);
        if (estimate.remainingBias().isPresent()) {
            object.put(
                    "interval_90",
                    estimate.interval(0.9)
                            .map(interval -> List.of(unit.fromNats(interval.low()), unit.fromNats(interval.high())))
                            .orElse(null));
        }
        object.put("p_value", known(estimate.pValue()));
        object.put("analytic_p_value", known(analytic));
        if (test != null) {
            object.put("surrogates", test.count());
            object.put("null_hypothesis", test.nullHypothesis());
            object.put("surrogate_mean", unit.fromNats(test.mean()));
            object.put("surrogate_standard_deviation", unit.fromNats(test.standardDeviation()));
        }
        Map<String, Object> parts = new LinkedHashMap<>();
        estimate.parts().forEach(part -> parts.put(part.formula(), unit.fromNats(part.nats())));
        object.put("parts", parts);
        return object;
    }

    private static @Nullable Double known(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    void print(Console console, Unit unit) {
        List<String> lines = new ArrayList<>(estimate.explain(unit).lines().toList());
        if (test != null) {
            lines.add(
                    1,
                    String.format(
                            Locale.ROOT,
                            "├─ %s (%s): %.6g ± %.2g %s",
                            Plural.of(test.count(), "surrogate"),
                            test.nullHypothesis(),
                            unit.fromNats(test.mean()),
                            unit.fromNats(test.standardDeviation()),
                            unit.name().toLowerCase(Locale.ROOT)));
        }
        if (analytic.isPresent()) {
            lines.add(
                    1,
                    String.format(
                            Locale.ROOT,
                            "├─ p-value by theory, for independent samples: %s",
                            analytic.getAsDouble() > 0 ? Numbers.compact(analytic.getAsDouble()) : "below 1e-300"));
        }
        lines.forEach(console::print);
    }
}
