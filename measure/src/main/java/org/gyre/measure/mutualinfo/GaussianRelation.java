package org.gyre.measure.mutualinfo;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.gyre.core.Estimate;
import org.gyre.core.Estimate.Part;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.core.special.Beta;
import org.gyre.core.special.Gamma;
import org.gyre.core.stats.BatchMeans;

/// Information from determinants of covariances. See [GaussianEstimator].
final class GaussianRelation implements Relation {
    /// Fewer samples for each component than this are told.
    private static final int FEW_PER_COMPONENT = 10;

    private final String label;
    private final GaussianCovariance covariance;
    private final Standardised data;
    private final GaussianBlock[] blocks;
    /// Correlations of the samples as they are, not shrunk.
    private final double[] sample;
    /// What the determinants are taken of.
    private final double[] matrix;
    private final double plugIn;
    private final double bias;

    /// @throws InputException if there are too few samples, or components depend on each other
    GaussianRelation(String label, GaussianCovariance covariance, Standardised data) {
        this.label = label;
        this.covariance = covariance;
        this.data = data;
        int n = data.samples();
        int d = data.dimensions();
        boolean shrunk = covariance == GaussianCovariance.LEDOIT_WOLF;
        if (shrunk ? n < 2 : n <= d) {
            throw new InputException(Plural.of(n, "sample is", "samples are") + " too few for a covariance of "
                    + Plural.of(d, "component") + ": record at least "
                    + (shrunk ? "2" : (d + 1) + ", leave components out, or choose Ledoit-Wolf shrinkage"));
        }
        blocks = GaussianBlock.of(data.widths());
        sample = data.correlations();
        matrix = shrunk ? LedoitWolf.shrunk(data, sample, identity(n)) : sample;
        plugIn = plugIn(matrix);
        bias = covariance == GaussianCovariance.CORRECTED ? bias(n) : 0;
    }

    private static int[] identity(int n) {
        int[] order = new int[n];
        for (int s = 0; s < n; s++) {
            order[s] = s;
        }
        return order;
    }

    private double plugIn(double[] correlations) {
        double twice = 0;
        for (GaussianBlock block : blocks) {
            twice += block.sign() * block.logDeterminant(correlations, data.dimensions());
        }
        return 0.5 * twice;
    }

    private double bias(int n) {
        double twice = 0;
        for (GaussianBlock block : blocks) {
            twice += block.sign() * block.bias(n);
        }
        return 0.5 * twice;
    }

    @Override
    public int[] trialLengths() {
        return data.trialLengths().clone();
    }

    @Override
    public double nats() {
        return plugIn - bias;
    }

    @Override
    public double nats(int[] order) {
        double[] moved = data.correlations(order, sample);
        return plugIn(covariance == GaussianCovariance.LEDOIT_WOLF ? LedoitWolf.shrunk(data, moved, order) : moved)
                - bias;
    }

    /// log p(a, b, c) p(c) / (p(a, c) p(b, c)) with the estimated normal densities. In the mean the squares cancel.
    @Override
    public double[] local() {
        int n = data.samples();
        double[] local = new double[n];
        Arrays.fill(local, plugIn);
        for (GaussianBlock block : blocks) {
            if (block.order() > 0) {
                addSquares(block, local);
            }
        }
        return local;
    }

    /// Adds half the squared Mahalanobis lengths |L⁻¹ x|² of all samples in a block.
    private void addSquares(GaussianBlock block, double[] local) {
        int n = data.samples();
        int order = block.order();
        double[] lower = block.factor(matrix, data.dimensions()).lower();
        double[] y = new double[order];
        for (int s = 0; s < n; s++) {
            double square = 0;
            for (int i = 0; i < order; i++) {
                double rest = data.values()[block.columns()[i] * n + s];
                for (int j = 0; j < i; j++) {
                    rest -= lower[i * order + j] * y[j];
                }
                y[i] = rest / lower[i * order + i];
                square += y[i] * y[i];
            }
            local[s] += 0.5 * block.sign() * square;
        }
    }

    @Override
    public OptionalDouble analyticPValue() {
        if (covariance == GaussianCovariance.LEDOIT_WOLF) {
            return OptionalDouble.empty();
        }
        int a = data.widths()[0];
        int b = data.widths()[1];
        int left = data.samples() - 1 - data.widths()[2];
        // 1 − R² of the regression of the one-component side on the other, both without what c explains.
        int predictors = a == 1 ? b : a;
        if ((a == 1 || b == 1) && left > predictors) {
            double f = Math.expm1(2 * Math.max(0, plugIn)) * (left - predictors) / predictors;
            return OptionalDouble.of(Beta.fisherSurvival(f, predictors, left - predictors));
        }
        // Bartlett's factor: Anderson, Introduction to Multivariate Statistical Analysis, section 9.5.
        double factor = left - 0.5 * (a + b + 1);
        return factor > 0
                ? OptionalDouble.of(Gamma.chiSquareSurvival(2 * factor * Math.max(0, plugIn), (double) a * b))
                : OptionalDouble.empty();
    }

    @Override
    public Estimate estimate(String quantity) {
        Estimate estimate = Estimate.of(quantity, nats(), label, samples()).withBiasCorrection(covariance.correction());
        if (covariance == GaussianCovariance.CORRECTED) {
            estimate = estimate.withParts(new Part("plug-in value", plugIn), new Part("expected bias", bias));
        }
        OptionalDouble error = BatchMeans.standardError(local());
        if (error.isPresent()) {
            estimate = estimate.withStandardError(error.getAsDouble());
        }
        for (String warning : data.warnings()) {
            estimate = estimate.withWarning(warning);
        }
        if (samples() < (long) FEW_PER_COMPONENT * data.dimensions()) {
            estimate = estimate.withWarning(Plural.of(samples(), "sample is", "samples are") + " few for "
                    + Plural.of(data.dimensions(), "component")
                    + ": the value scatters widely; record more or leave components out");
        }
        return estimate;
    }
}
