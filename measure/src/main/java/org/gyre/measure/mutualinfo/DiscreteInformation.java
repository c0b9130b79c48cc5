package org.gyre.measure.mutualinfo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.gyre.core.Estimate;
import org.gyre.core.Estimate.Part;
import org.gyre.core.stats.BatchMeans;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.entropy.SymbolSeries;

/// Information between symbols that were recorded together, from the entropies of their words:
///
///     I(a; b)     = H(a) + H(b) − H(a, b)
///     I(a; b | c) = H(a, c) + H(b, c) − H(a, b, c) − H(c)
///
/// The standard error is that of the mean of the local values by batch means; it says how far the
/// value would scatter in another recording of the same length, not how large the bias is.
public final class DiscreteInformation {
    /// A leading bias above this part of the value is told.
    private static final double TELLING_BIAS = 0.1;

    private DiscreteInformation() {}

    /// I(a; b), in nats.
    ///
    /// @param quantity how the information is called, such as `I(x(t); x(t+1))`
    /// @throws org.gyre.core.InputException if the series differ in length
    public static Estimate between(String quantity, SymbolSeries a, SymbolSeries b, DiscreteEntropy estimator) {
        SymbolSeries both = a.joined(b);
        double ha = estimator.nats(a.counts());
        double hb = estimator.nats(b.counts());
        double hab = estimator.nats(both.counts());
        long excess = seen(both) - seen(a) - seen(b) + 1;
        return finished(
                Estimate.of(quantity, ha + hb - hab, estimator.label(), both.length())
                        .withParts(
                                new Part("H(first)", ha), new Part("H(second)", hb), new Part("H(first, second)", hab)),
                estimator,
                both,
                excess,
                local(a, b, both));
    }

    /// I(a; b | c), in nats.
    ///
    /// @param quantity how the information is called, such as `TE(2 -> 0)`
    /// @throws org.gyre.core.InputException if the series differ in length
    public static Estimate given(
            String quantity, SymbolSeries a, SymbolSeries b, SymbolSeries c, DiscreteEntropy estimator) {
        SymbolSeries ac = a.joined(c);
        SymbolSeries bc = b.joined(c);
        SymbolSeries all = ac.joined(b);
        double hac = estimator.nats(ac.counts());
        double hbc = estimator.nats(bc.counts());
        double habc = estimator.nats(all.counts());
        double hc = estimator.nats(c.counts());
        long excess = seen(all) - seen(ac) - seen(bc) + seen(c);
        return finished(
                Estimate.of(quantity, hac + hbc - habc - hc, estimator.label(), all.length())
                        .withParts(
                                new Part("H(first, given)", hac),
                                new Part("H(second, given)", hbc),
                                new Part("H(first, second, given)", habc),
                                new Part("H(given)", hc)),
                estimator,
                all,
                excess,
                local(ac, bc, all, c));
    }

    /// The local plug-in values log p(a, b) / (p(a) p(b)) at each step, in nats, one trial after the
    /// other: their mean is the plug-in value.
    public static double[] local(SymbolSeries a, SymbolSeries b) {
        return local(a, b, a.joined(b));
    }

    /// The local plug-in values log p(a, b | c) / (p(a | c) p(b | c)) at each step, in nats, one trial
    /// after the other.
    public static double[] localGiven(SymbolSeries a, SymbolSeries b, SymbolSeries c) {
        SymbolSeries ac = a.joined(c);
        return local(ac, b.joined(c), ac.joined(b), c);
    }

    private static double[] local(SymbolSeries a, SymbolSeries b, SymbolSeries both) {
        double[] local = logFrequency(both);
        subtract(logFrequency(a), local);
        subtract(logFrequency(b), local);
        return local;
    }

    private static double[] local(SymbolSeries ac, SymbolSeries bc, SymbolSeries all, SymbolSeries c) {
        double[] local = local(ac, bc, all);
        double[] given = logFrequency(c);
        Arrays.setAll(local, t -> local[t] + given[t]);
        return local;
    }

    private static void subtract(double[] what, double[] from) {
        for (int t = 0; t < from.length; t++) {
            from[t] -= what[t];
        }
    }

    /// log n/T of the symbol at each step.
    private static double[] logFrequency(SymbolSeries series) {
        int[] codes = series.codes();
        long[] counts = series.counts();
        double[] logs = new double[counts.length];
        Arrays.setAll(logs, code -> Math.log((double) counts[code] / codes.length));
        return Arrays.stream(codes).mapToDouble(code -> logs[code]).toArray();
    }

    private static long seen(SymbolSeries series) {
        return Arrays.stream(series.counts()).filter(n -> n > 0).count();
    }

    /// @param excess words seen jointly beyond those seen apart: the leading bias is excess / 2T
    private static Estimate finished(
            Estimate estimate, DiscreteEntropy estimator, SymbolSeries joint, long excess, double[] local) {
        Estimate result = estimate.withBiasCorrection(estimator.correction());
        var error = BatchMeans.standardError(local);
        if (error.isPresent()) {
            result = result.withStandardError(error.getAsDouble());
        }
        Optional<String> undersampled = estimator.undersampled(joint);
        if (undersampled.isPresent()) {
            result = result.withWarning(undersampled.get());
        }
        double bias = excess / (2.0 * joint.length());
        if (estimator == DiscreteEntropy.PLUG_IN && bias > TELLING_BIAS * result.nats()) {
            result = result.withWarning(String.format(
                    Locale.ROOT,
                    "the leading term of the bias is %.2g nats, %.0f %% of the value: record more steps, or use"
                            + " Miller-Madow or Grassberger",
                    bias,
                    100 * bias / result.nats()));
        }
        if (result.nats() < 0 && estimator != DiscreteEntropy.PLUG_IN) {
            result = result.withWarning("the value is negative, which an information is not: the correction of the"
                    + " bias exceeds what is there to measure, so read it as zero within its error");
        }
        return result;
    }
}
