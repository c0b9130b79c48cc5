package org.gyre.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.gyre.core.special.Normal;

/// The value of an information quantity and everything needed to judge it.
///
/// @param quantity       what was estimated, in the field's notation, such as `I(x0; x1)`
/// @param nats           the value, finite
/// @param estimator      the estimator with its parameters, such as `KSG 2, k = 4`
/// @param samples        number of samples that entered, ≥ 0
/// @param biasCorrection the correction that was applied, `none` if none
/// @param standardError  in nats, if known
/// @param remainingBias  what may be left of the bias after the correction; absent where nobody asked.
///     Without it no interval is stated
/// @param pValue         of the null hypothesis that the quantity is zero, if tested
/// @param parts          the terms from which the value was made, for [#explain]
/// @param warnings       what the reader should know before believing the value, one sentence each
public record Estimate(
        String quantity,
        double nats,
        String estimator,
        long samples,
        String biasCorrection,
        OptionalDouble standardError,
        Optional<Bias> remainingBias,
        OptionalDouble pValue,
        List<Part> parts,
        List<String> warnings) {

    /// The part of the standard error that a remaining bias may have where an interval is stated.
    public static final double MOST_BIAS = 0.45;

    /// One term of an estimate, for example `H(x0)`, with the terms it was made from.
    ///
    /// @param formula the term in the field's notation
    /// @param nats    its value
    public record Part(String formula, double nats, List<Part> parts) {
        public Part {
            parts = List.copyOf(parts);
        }

        public Part(String formula, double nats) {
            this(formula, nats, List.of());
        }
    }

    /// What may be left of the bias, in nats.
    ///
    /// @param shift what would have to be added to the value to take away the part that the sample
    ///     shows
    /// @param above how much larger still the true value may be, ≥ 0 and infinite where nothing
    ///     bounds it
    public record Bias(double shift, double above) {
        /// Nothing is known.
        public static final Bias UNBOUNDED = new Bias(0, Double.POSITIVE_INFINITY);

        /// @throws IllegalArgumentException if the shift is not finite, or the rest negative or NaN
        public Bias {
            if (!Double.isFinite(shift) || !(above >= 0)) {
                throw new IllegalArgumentException("remaining bias = " + shift + " and up to " + above
                        + " above: the first must be finite, the second not negative");
            }
        }

        /// √(shift² + above²), about how large the bias may be.
        public double size() {
            return StrictMath.hypot(shift, above);
        }
    }

    /// A range of values, in nats.
    public record Interval(double low, double high) {}

    /// @throws IllegalArgumentException if the value is not finite, a standard error is negative
    ///     or NaN, or a p-value is outside [0, 1]
    public Estimate {
        if (!Double.isFinite(nats)) {
            throw new IllegalArgumentException(quantity + " by " + estimator + " = " + nats + ": must be finite");
        }
        if (samples < 0) {
            throw new IllegalArgumentException("samples = " + samples + ": must not be negative");
        }
        if (standardError.isPresent() && !(standardError.getAsDouble() >= 0)) {
            throw new IllegalArgumentException(
                    "standard error = " + standardError.getAsDouble() + ": must not be negative");
        }
        if (pValue.isPresent() && !(pValue.getAsDouble() >= 0 && pValue.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("p-value = " + pValue.getAsDouble() + ": must be in [0, 1]");
        }
        parts = List.copyOf(parts);
        warnings = List.copyOf(warnings);
    }

    /// An estimate without bias correction, error, test, parts or warnings; add them with the `with…`
    /// methods.
    public static Estimate of(String quantity, double nats, String estimator, long samples) {
        return new Estimate(
                quantity,
                nats,
                estimator,
                samples,
                "none",
                OptionalDouble.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                List.of(),
                List.of());
    }

    /// Names the estimator anew, with what was done to the data before.
    public Estimate withEstimator(String name) {
        return changed(draft -> draft.estimator = name);
    }

    /// Names what was done against the bias of the estimator.
    public Estimate withBiasCorrection(String name) {
        return changed(draft -> draft.biasCorrection = name);
    }

    /// Adds the standard error, in nats.
    public Estimate withStandardError(double inNats) {
        return withStandardError(OptionalDouble.of(inNats));
    }

    /// Adds the standard error, in nats, or says that there is none.
    public Estimate withStandardError(OptionalDouble inNats) {
        return changed(draft -> draft.standardError = inNats);
    }

    /// Says what may be left of the bias.
    public Estimate withRemainingBias(Bias bias) {
        return changed(draft -> draft.remainingBias = Optional.of(bias));
    }

    /// Adds the p-value of a test that the quantity is zero, in [0, 1].
    public Estimate withPValue(double value) {
        return changed(draft -> draft.pValue = OptionalDouble.of(value));
    }

    /// Replaces the terms that the value is made of.
    public Estimate withParts(Part... terms) {
        return changed(draft -> draft.parts = List.of(terms));
    }

    /// Adds one warning, a sentence.
    public Estimate withWarning(String sentence) {
        List<String> more = new ArrayList<>(warnings);
        more.add(sentence);
        return changed(draft -> draft.warnings = more);
    }

    private Estimate changed(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.estimate();
    }

    /// The components that a finished estimate can still change, on their way to the next one.
    private static final class Draft {
        private final Estimate from;
        private String estimator;
        private String biasCorrection;
        private OptionalDouble standardError;
        private Optional<Bias> remainingBias;
        private OptionalDouble pValue;
        private List<Part> parts;
        private List<String> warnings;

        Draft(Estimate from) {
            this.from = from;
            estimator = from.estimator;
            biasCorrection = from.biasCorrection;
            standardError = from.standardError;
            remainingBias = from.remainingBias;
            pValue = from.pValue;
            parts = from.parts;
            warnings = from.warnings;
        }

        Estimate estimate() {
            return new Estimate(
                    from.quantity,
                    from.nats,
                    estimator,
                    from.samples,
                    biasCorrection,
                    standardError,
                    remainingBias,
                    pValue,
                    parts,
                    warnings);
        }
    }

    /// The interval that holds the truth with a probability: about the value without the bias that the
    /// sample shows, as far as it scatters, and upwards also what may be left above, which nothing can
    /// make negative:
    ///
    ///     from x + shift − z s to x + shift + z √(s² + above²)
    ///
    /// with the standard error s. Nothing where s or the bias is not known or the size of the bias is
    /// more than [#MOST_BIAS] of s; from a level of 0.35 on the value x itself is inside.
    ///
    /// Widening to either side alike would not do: samples that lack rare symbols by chance look
    /// complete, so that just they have an interval, and their entropy is too small.
    ///
    /// @param level probability in (0, 1), such as 0.9
    public Optional<Interval> interval(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("level = " + level + ": must be between 0 and 1");
        }
        if (standardError.isEmpty() || remainingBias.isEmpty()) {
            return Optional.empty();
        }
        double error = standardError.getAsDouble();
        Bias bias = remainingBias.get();
        if (bias.size() > MOST_BIAS * error) {
            return Optional.empty();
        }
        double z = Normal.quantile(0.5 + 0.5 * level);
        double centre = nats + bias.shift();
        return Optional.of(new Interval(centre - z * error, centre + z * StrictMath.hypot(error, bias.above())));
    }

    /// The value in the given unit.
    public double in(Unit unit) {
        return unit.fromNats(nats);
    }

    /// The value with how it came about, as a tree of text lines:
    ///
    /// ```
    /// I(x0; x1) = 0.415 bits
    /// ├─ estimator: KSG 2, k = 4
    /// ├─ samples: 1000
    /// ├─ bias correction: none
    /// ├─ standard error: 0.021 bits
    /// ├─ p-value: 0.005
    /// ├─ H(x0) = 1.2 bits
    /// │  └─ …
    /// └─ warning: …
    /// ```
    public String explain(Unit unit) {
        List<Node> children = new ArrayList<>();
        children.add(new Node("estimator: " + estimator));
        children.add(new Node("samples: " + samples));
        children.add(new Node("bias correction: " + biasCorrection));
        standardError.ifPresent(error -> children.add(new Node("standard error: " + text(error, unit))));
        interval(0.9)
                .ifPresent(interval -> children.add(new Node(
                        "interval of 90 %: " + number(interval.low(), unit) + " to " + text(interval.high(), unit))));
        pValue.ifPresent(p -> children.add(new Node(String.format(Locale.ROOT, "p-value: %.4g", p))));
        parts.forEach(part -> children.add(node(part, unit)));
        warnings.forEach(warning -> children.add(new Node("warning: " + warning)));
        StringBuilder out = new StringBuilder();
        new Node(quantity + " = " + text(nats, unit), children).print("", "", out);
        return out.toString();
    }

    private static Node node(Part part, Unit unit) {
        return new Node(
                part.formula() + " = " + text(part.nats(), unit),
                part.parts().stream().map(child -> node(child, unit)).toList());
    }

    private static String text(double nats, Unit unit) {
        return number(nats, unit) + " " + unit.name().toLowerCase(Locale.ROOT);
    }

    private static String number(double nats, Unit unit) {
        return String.format(Locale.ROOT, "%.6g", unit.fromNats(nats));
    }

    private record Node(String line, List<Node> children) {
        Node(String line) {
            this(line, List.of());
        }

        void print(String lead, String indent, StringBuilder out) {
            out.append(lead).append(line).append('\n');
            for (int i = 0; i < children.size(); i++) {
                boolean last = i == children.size() - 1;
                children.get(i).print(indent + (last ? "└─ " : "├─ "), indent + (last ? "   " : "│  "), out);
            }
        }
    }
}
