package org.gyre.lab.survey;

import java.util.List;
import java.util.Locale;
import org.gyre.core.Plural;
import org.gyre.lab.run.Numbers;

/// Numbers and lists in sentences.
final class Words {
    /// Names in a list before the rest is only counted.
    private static final int NAMED = 12;

    private Words() {}

    /// `464,883`.
    static String count(long n) {
        return String.format(Locale.ROOT, "%,d", n);
    }

    /// `1 unit`, `12 units`.
    static String count(long n, String noun) {
        return count(n) + " " + Plural.noun(n, noun);
    }

    /// At most four significant digits.
    static String number(double value) {
        return number(value, 4);
    }

    /// A standard error: two significant digits.
    static String error(double value) {
        return number(value, 2);
    }

    private static String number(double value, int digits) {
        return Double.isFinite(value) && value != 0
                ? Numbers.compact(Double.parseDouble(String.format(Locale.ROOT, "%." + (digits - 1) + "e", value)))
                : Numbers.compact(value);
    }

    /// `37 %`.
    static String percent(double share) {
        double percent = 100 * share;
        return (percent > 0 && percent < 1 ? String.format(Locale.ROOT, "%.1g", percent) : Math.round(percent)) + " %";
    }

    /// `4 ms`, `1.5 s`, `250 µs`.
    static String time(double seconds) {
        if (seconds == 0 || seconds >= 1) {
            return number(seconds) + " s";
        }
        return seconds >= 1e-3 ? number(seconds * 1e3) + " ms" : number(seconds * 1e6) + " µs";
    }

    /// `p = 0.031`, `p < 0.0001`.
    static String probability(double p) {
        return p < 1e-4 ? "p < 0.0001" : "p = " + String.format(Locale.ROOT, "%.2g", p);
    }

    /// `a, b and 7 more`.
    static String list(List<String> names) {
        if (names.size() <= NAMED) {
            return String.join(", ", names);
        }
        return String.join(", ", names.subList(0, NAMED)) + " and " + (names.size() - NAMED) + " more";
    }

    /// A finite number, or null, for JSON.
    static @org.jspecify.annotations.Nullable Double orNull(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
