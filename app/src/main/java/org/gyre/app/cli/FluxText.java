package org.gyre.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer of `gyre measure flux` for a reader.
final class FluxText {
    private final Console console;

    FluxText(Console console) {
        this.console = console;
    }

    void print(Map<String, Object> object) {
        object.forEach((key, value) -> {
            switch (value) {
                case List<?> rows when key.equals("estimates") -> estimates(rows);
                case List<?> warnings -> warnings.forEach(warning -> console.complain(String.valueOf(warning)));
                case Map<?, ?> counted
                when key.equals("recorded") ->
                    counted.forEach((name, number) -> line(
                            name + ", recorded",
                            number instanceof double[] all ? MeasureFluxCommand.text(all) : String.valueOf(number)));
                case Map<?, ?> histories -> histories(histories);
                case double[] numbers -> line(key, MeasureFluxCommand.text(numbers));
                case Double number -> line(key, number.isNaN() ? "unknown" : String.valueOf(number));
                case null -> line(key, "unknown");
                default -> line(key, String.valueOf(value));
            }
        });
    }

    private void line(String key, String value) {
        console.print(String.format(Locale.ROOT, "%-56s %s", key, value));
    }

    private void estimates(List<?> rows) {
        console.print(
                String.format(Locale.ROOT, "%-42s %12s %12s %12s", "estimate", "value", "minus exact", "std. error"));
        for (Object each : rows) {
            Map<?, ?> row = (Map<?, ?>) each;
            console.print(String.format(
                    Locale.ROOT,
                    "  %-40s %12s %12s %12s",
                    row.get("estimator"),
                    number(row.get("value")),
                    number(row.get("error")),
                    number(row.get("standard_error"))));
            if (row.get("warnings") instanceof List<?> warnings) {
                warnings.forEach(warning -> console.complain(row.get("estimator") + ": " + warning));
            }
        }
    }

    private static String number(@Nullable Object value) {
        return value instanceof Double number ? String.format(Locale.ROOT, "%.6f", number) : "";
    }

    private void histories(Map<?, ?> histories) {
        histories.forEach((source, value) -> {
            if (!(value instanceof Map<?, ?> measures)) {
                line(String.valueOf(source), String.valueOf(value));
                return;
            }
            if (measures.get("active_storage") instanceof double[] storage) {
                console.print("active storage, " + source);
                console.print("  " + MeasureFluxCommand.text(storage));
            }
            if (measures.get("transfer_entropy") instanceof double[][] rows) {
                console.print("transfer entropy, " + source + " (row = target, column = source)");
                for (double[] row : rows) {
                    console.print("  " + MeasureFluxCommand.text(row));
                }
            }
        });
    }
}
