package org.gyre.measure.mutualinfo;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.gyre.core.Estimate;
import org.gyre.core.Estimate.Part;
import org.gyre.core.special.Gamma;
import org.gyre.core.stats.BatchMeans;
import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.series.SymbolSeries;
import org.jspecify.annotations.Nullable;

/// Information between counted symbols. See [DiscreteInformation].
final class DiscreteRelation implements Relation {
    /// A leading bias above this part of the value is told.
    private static final double TELLING_BIAS = 0.1;

    private final DiscreteEntropy entropy;
    private final SymbolSeries a;
    private final SymbolSeries b;
    private final @Nullable SymbolSeries c;
    /// (a, c), or a if nothing is given.
    private final SymbolSeries ac;
    private final SymbolSeries bc;
    private final SymbolSeries all;
    /// H(b | c), which no order of a changes.
    private final double open;
    private final Names names;

    DiscreteRelation(DiscreteEntropy entropy, SymbolSeries a, SymbolSeries b, @Nullable SymbolSeries c) {
        this.entropy = entropy;
        this.a = a;
        this.b = b;
        this.c = c;
        ac = c == null ? a : a.joined(c);
        bc = c == null ? b : b.joined(c);
        all = a.joined(bc);
        open = c == null ? entropy.nats(b) : entropy.conditional(bc, c);
        names = new Names("x", "y", "z");
    }

    private DiscreteRelation(DiscreteRelation other, Names names) {
        this.names = names;
        entropy = other.entropy;
        a = other.a;
        b = other.b;
        c = other.c;
        ac = other.ac;
        bc = other.bc;
        all = other.all;
        open = other.open;
    }

    @Override
    public int[] trialLengths() {
        return all.trialLengths();
    }

    @Override
    public double nats() {
        return open - entropy.conditional(all, ac);
    }

    @Override
    public double nats(int[] order) {
        SymbolSeries moved = a.reordered(order);
        return open - entropy.conditional(moved.joined(bc), c == null ? moved : moved.joined(c));
    }

    /// The local plug-in values log p(a, b | c) / (p(a | c) p(b | c)), whatever the estimator.
    @Override
    public double[] local() {
        double[] local = logFrequency(all);
        add(-1, logFrequency(ac), local);
        add(-1, logFrequency(bc), local);
        if (c != null) {
            add(1, logFrequency(c), local);
        }
        return local;
    }

    private static void add(int sign, double[] what, double[] to) {
        for (int t = 0; t < to.length; t++) {
            to[t] += sign * what[t];
        }
    }

    /// log n/T of the symbol at each step.
    private static double[] logFrequency(SymbolSeries series) {
        int[] codes = series.codes();
        long[] counts = series.counts();
        double[] logs = new double[counts.length];
        Arrays.setAll(logs, code -> StrictMath.log((double) counts[code] / codes.length));
        return Arrays.stream(codes).mapToDouble(code -> logs[code]).toArray();
    }

    /// The G-test: 2T times the plug-in value follows χ² with Σ_c (|A_c| − 1)(|B_c| − 1) degrees of
    /// freedom, |A_c| the number of symbols of a that were seen with c, if the samples are independent and
    /// many.
    @Override
    public OptionalDouble analyticPValue() {
        long freedom = degreesOfFreedom();
        if (freedom == 0) {
            return OptionalDouble.of(1);
        }
        double plugIn = entropy == DiscreteEntropy.PLUG_IN
                ? nats()
                : new DiscreteRelation(DiscreteEntropy.PLUG_IN, a, b, c).nats();
        return OptionalDouble.of(Gamma.chiSquareSurvival(Math.max(0, 2.0 * samples() * plugIn), (double) freedom));
    }

    private long degreesOfFreedom() {
        if (c == null) {
            return (seen(a) - 1) * (seen(b) - 1);
        }
        long[] withA = partners(ac, c);
        long[] withB = partners(bc, c);
        long freedom = 0;
        for (int code = 0; code < withA.length; code++) {
            freedom += withA[code] == 0 ? 0 : (withA[code] - 1) * (withB[code] - 1);
        }
        return freedom;
    }

    /// How many different pairs were seen with each symbol of `part`.
    private static long[] partners(SymbolSeries pair, SymbolSeries part) {
        long[] partners = new long[part.distinct()];
        boolean[] met = new boolean[pair.distinct()];
        int[] pairs = pair.codes();
        int[] parts = part.codes();
        for (int t = 0; t < pairs.length; t++) {
            if (!met[pairs[t]]) {
                met[pairs[t]] = true;
                partners[parts[t]]++;
            }
        }
        return partners;
    }

    private static long seen(SymbolSeries series) {
        return Arrays.stream(series.counts()).filter(n -> n > 0).count();
    }

    @Override
    public Estimate estimate(String quantity) {
        Estimate estimate = Estimate.of(quantity, nats(), entropy.label(), samples())
                .withParts(parts())
                .withBiasCorrection(entropy.correction());
        OptionalDouble error = BatchMeans.standardError(local());
        if (error.isPresent()) {
            // Where nothing depends on anything only the second order is left: 2T I follows χ².
            double secondOrder = Math.sqrt(2.0 * degreesOfFreedom()) / (2.0 * samples());
            estimate = estimate.withStandardError(StrictMath.hypot(error.getAsDouble(), secondOrder));
        }
        Optional<String> undersampled = entropy.undersampled(all);
        if (undersampled.isPresent()) {
            estimate = estimate.withWarning(undersampled.get());
        }
        long excess = seen(all) - seen(ac) - seen(bc) + (c == null ? 1 : seen(c));
        double bias = excess / (2.0 * samples());
        if (entropy == DiscreteEntropy.PLUG_IN && bias > TELLING_BIAS * estimate.nats()) {
            estimate = estimate.withWarning(String.format(
                    Locale.ROOT,
                    "the leading term of the bias is %.2g nats, %.0f %% of the value: record more steps, or use"
                            + " Miller-Madow or Grassberger",
                    bias,
                    100 * bias / estimate.nats()));
        }
        if (estimate.nats() < 0 && entropy != DiscreteEntropy.PLUG_IN) {
            estimate = estimate.withWarning("the value is negative, which an information is not: the correction of the"
                    + " bias exceeds what is there to measure, so read it as zero within its error");
        }
        return estimate;
    }

    @Override
    public Relation called(String first, String second, String given) {
        return new DiscreteRelation(this, new Names(first, second, given));
    }

    private Part[] parts() {
        String x = names.first;
        String y = names.second;
        String z = names.given;
        if (entropy == DiscreteEntropy.PANZERI_TREVES) {
            // Its information is not a sum of its entropies.
            return new Part[] {
                new Part(c == null ? "H(" + y + ")" : "H(" + y + " | " + z + ")", open),
                new Part("H(" + y + " | " + x + (c == null ? ")" : ", " + z + ")"), entropy.conditional(all, ac))
            };
        }
        double hac = entropy.nats(ac);
        double hbc = entropy.nats(bc);
        double habc = entropy.nats(all);
        return c == null
                ? new Part[] {
                    new Part("H(" + x + ")", hac),
                    new Part("H(" + y + ")", hbc),
                    new Part("H(" + x + ", " + y + ")", habc)
                }
                : new Part[] {
                    new Part("H(" + x + ", " + z + ")", hac),
                    new Part("H(" + y + ", " + z + ")", hbc),
                    new Part("H(" + x + ", " + y + ", " + z + ")", habc),
                    new Part("H(" + z + ")", entropy.nats(c))
                };
    }

    /// What the variables are called in the formulas of the parts.
    private record Names(String first, String second, String given) {}
}
