package org.gyre.measure.mutualinfo;

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
        SymbolSeries joint = a.joined(b);
        long[] na = a.counts();
        long[] nb = b.counts();
        long[] nab = joint.counts();
        double ha = estimator.nats(na);
        double hb = estimator.nats(nb);
        double hab = estimator.nats(nab);
        Estimate estimate = Estimate.of(quantity, ha + hb - hab, estimator.label(), joint.length())
                .withParts(new Part("H(first)", ha), new Part("H(second)", hb), new Part("H(first, second)", hab));
        long excess = seen(nab) - seen(na) - seen(nb) + 1;
        return finished(estimate, estimator, joint, excess, local(a, b));
    }

    /// I(a; b | c), in nats.
    ///
    /// @param quantity how the information is called, such as `TE(2 -> 0)`
    /// @throws org.gyre.core.InputException if the series differ in length
    public static Estimate given(
            String quantity, SymbolSeries a, SymbolSeries b, SymbolSeries c, DiscreteEntropy estimator) {
        SymbolSeries ac = a.joined(c);
        SymbolSeries bc = b.joined(c);
        SymbolSeries abc = ac.joined(b);
        long[] nac = ac.counts();
        long[] nbc = bc.counts();
        long[] nabc = abc.counts();
        long[] nc = c.counts();
        double hac = estimator.nats(nac);
        double hbc = estimator.nats(nbc);
        double habc = estimator.nats(nabc);
        double hc = estimator.nats(nc);
        Estimate estimate = Estimate.of(quantity, hac + hbc - habc - hc, estimator.label(), abc.length())
                .withParts(
                        new Part("H(first, given)", hac),
                        new Part("H(second, given)", hbc),
                        new Part("H(first, second, given)", habc),
                        new Part("H(given)", hc));
        long excess = seen(nabc) - seen(nac) - seen(nbc) + seen(nc);
        return finished(estimate, estimator, abc, excess, local(a, b, c));
    }

    /// The local plug-in values log p(a, b) / (p(a) p(b)) at each step, in nats: their mean is the
    /// plug-in value.
    public static double[] local(SymbolSeries a, SymbolSeries b) {
        SymbolSeries constant = SymbolSeries.of(new int[a.length()]);
        return local(flat(a), flat(b), constant);
    }

    /// The local plug-in values log p(a, b | c) / (p(a | c) p(b | c)) at each step, in nats.
    public static double[] local(SymbolSeries a, SymbolSeries b, SymbolSeries c) {
        SymbolSeries ac = a.joined(c);
        SymbolSeries bc = b.joined(c);
        SymbolSeries abc = ac.joined(b);
        long[] nac = ac.counts();
        long[] nbc = bc.counts();
        long[] nabc = abc.counts();
        long[] nc = c.counts();
        int[] iac = ac.codes();
        int[] ibc = bc.codes();
        int[] iabc = abc.codes();
        int[] ic = c.codes();
        double[] local = new double[iabc.length];
        for (int t = 0; t < local.length; t++) {
            local[t] = Math.log((double) nabc[iabc[t]] / nac[iac[t]] * ((double) nc[ic[t]] / nbc[ibc[t]]));
        }
        return local;
    }

    /// The same symbols as one trial: what is said step by step does not ask where a trial ends.
    private static SymbolSeries flat(SymbolSeries series) {
        return SymbolSeries.of(series.codes());
    }

    private static long seen(long[] counts) {
        long seen = 0;
        for (long n : counts) {
            seen += n > 0 ? 1 : 0;
        }
        return seen;
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
