package org.gyre.deep.adversarial;

import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.gyre.core.InputException;
import org.gyre.deep.torch.Draws;
import org.gyre.deep.torch.Precision;

/// Causes that turn pixels on, each by itself: a latent variable z_k ~ N(0, 1) beyond its threshold
/// switches cause k on, pixel j is off with probability (1 − leak) · ∏ (1 − strength_jk) over the causes
/// that are on. The posterior over patterns of causes can be enumerated.
public final class NoisyOrGeneration implements Generation, AutoCloseable {
    private final int causes;
    private final int pixels;
    private final Tensor thresholds;
    /// ln(1 − strength), `[cause][pixel]`.
    private final Tensor logOff;
    private final double logNoLeak;

    /// @param thresholds of each cause
    /// @param strength   probability that a cause alone turns a pixel on, row-major, `[pixel][cause]`
    /// @param leak       probability that a pixel is on without a cause
    /// @throws InputException if the sizes do not fit each other or a probability is none
    public NoisyOrGeneration(double[] thresholds, double[] strength, double leak, Precision precision) {
        causes = thresholds.length;
        if (causes < 1 || strength.length == 0 || strength.length % causes != 0) {
            throw new InputException(
                    strength.length + " strengths for " + causes + " causes: give one for each pixel and cause");
        }
        if (!(leak >= 0 && leak < 1)) {
            throw new InputException("leak = " + leak + ": must be from 0 to below 1");
        }
        pixels = strength.length / causes;
        logNoLeak = Math.log1p(-leak);
        double[] log = new double[strength.length];
        for (int j = 0; j < pixels; j++) {
            for (int k = 0; k < causes; k++) {
                double p = strength[j * causes + k];
                if (!(p >= 0 && p <= 1)) {
                    throw new InputException("strength of cause " + (k + 1) + " at pixel " + (j + 1) + " = " + p
                            + ": must be from 0 to 1");
                }
                // A certain cause leaves a chance that no sample will ever show, so that sums stay finite.
                log[k * pixels + j] = Math.max(Math.log1p(-p), LEAST);
            }
        }
        try (PointerScope scope = new PointerScope()) {
            assert scope != null;
            this.thresholds = precision.tensor(thresholds, 1, causes);
            this.thresholds.retainReference();
            this.logOff = precision.tensor(log, causes, pixels);
            this.logOff.retainReference();
        }
    }

    private static final double LEAST = -60;

    @Override
    public List<Integer> sizes() {
        return List.of(pixels, causes);
    }

    @Override
    public List<Tensor> dream(int samples, Draws draws) {
        Tensor z = draws.normal(samples, causes);
        ScalarType type = z.scalar_type().intern();
        Tensor on = z.gt(thresholds).to(type);
        Tensor off = on.mm(logOff).add_(new Scalar(logNoLeak)).exp_();
        Tensor x = draws.uniform(0, 1, samples, pixels).gt(off).to(type);
        return List.of(x, z);
    }

    /// Frees the tensors.
    @Override
    public void close() {
        thresholds.releaseReference();
        logOff.releaseReference();
    }
}
