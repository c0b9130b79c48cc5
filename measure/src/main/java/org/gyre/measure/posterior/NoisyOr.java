package org.gyre.measure.posterior;

import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.core.special.Normal;

/// Binary causes that turn binary pixels on by a noisy or; the posterior over all 2^K patterns is
/// enumerated.
///
/// Cause k is on with probability π_k, independently. Pixel j is off with probability (1 − leak)
/// ∏_{k on} (1 − strength_jk). Causes are also the signs of continuous latents: cause k is on where
/// z_k ~ N(0, 1) exceeds the threshold Φ⁻¹(1 − π_k), so that an inference with continuous latents
/// is judged by the pattern of its z.
///
/// A pattern is an integer whose bit k is cause k. Immutable.
public final class NoisyOr {
    /// The most causes whose patterns are enumerated.
    public static final int MOST_CAUSES = 20;

    private final int causes;
    private final int pixels;
    private final double[] prior;
    private final double[] pass;
    private final double leak;

    /// @param causes K, 1 … [#MOST_CAUSES]
    /// @param pixels number of pixels
    /// @param prior π, each above 0 and below 1, `[causes]`
    /// @param strength probability that a cause alone turns a pixel on, `[pixels][causes]`, in [0,
    ///     1]
    /// @param leak probability that a pixel is on without a cause, in [0, 1)
    /// @throws InputException if a number is out of range
    public NoisyOr(int causes, int pixels, double[] prior, double[] strength, double leak) {
        if (causes < 1 || causes > MOST_CAUSES) {
            throw new InputException("causes = " + causes + ": must be 1 to " + MOST_CAUSES
                    + ", because all patterns of causes are enumerated; take fewer");
        }
        this.causes = causes;
        this.pixels = Matrices.atLeastOne("pixels", pixels);
        this.prior = Matrices.checked("prior", 1, causes, prior);
        for (int k = 0; k < causes; k++) {
            if (!(prior[k] > 0 && prior[k] < 1)) {
                throw new InputException(
                        "prior of cause " + k + " (from 0) = " + prior[k] + ": must be above 0 and below 1");
            }
        }
        pass = Matrices.checked("strength", pixels, causes, strength);
        for (int i = 0; i < pass.length; i++) {
            if (!(pass[i] >= 0 && pass[i] <= 1)) {
                throw new InputException("strength of cause " + i % causes + " at pixel " + i / causes + " (from 0) = "
                        + pass[i] + ": must be 0 to 1");
            }
            pass[i] = 1 - pass[i];
        }
        if (!(leak >= 0 && leak < 1)) {
            throw new InputException("leak = " + leak + ": must be at least 0 and below 1");
        }
        this.leak = leak;
    }

    /// Bars: side × side images, cause i < side is row i, cause side + j is column j.
    ///
    /// @param side pixels of a side, 1 … 10
    /// @param prior π of every bar
    /// @param strength probability that a bar turns a pixel of it on
    /// @param leak probability that a pixel is on without a bar
    /// @throws InputException if a number is out of range
    public static NoisyOr bars(int side, double prior, double strength, double leak) {
        if (side < 1 || 2 * (long) side > MOST_CAUSES) {
            throw new InputException("side = " + side + ": must be 1 to " + MOST_CAUSES / 2
                    + ", because all patterns of bars are enumerated; take smaller images");
        }
        int causes = 2 * side;
        double[] strengths = new double[side * side * causes];
        double[] priors = new double[causes];
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                strengths[(i * side + j) * causes + i] = strength;
                strengths[(i * side + j) * causes + side + j] = strength;
            }
        }
        for (int k = 0; k < causes; k++) {
            priors[k] = prior;
        }
        return new NoisyOr(causes, side * side, priors, strengths, leak);
    }

    /// K.
    public int causes() {
        return causes;
    }

    /// Number of pixels.
    public int pixels() {
        return pixels;
    }

    /// Φ⁻¹(1 − π_k): cause k is on where its continuous latent exceeds this.
    public double threshold(int cause) {
        return -Normal.quantile(prior[cause]);
    }

    /// The patterns of continuous latents.
    ///
    /// @param z `[count][causes]`
    /// @return `[count]`
    /// @throws InputException if the length is not a multiple of the causes or a latent is NaN
    public int[] patterns(double[] z) {
        if (z.length % causes != 0) {
            throw new InputException(
                    "latents: " + z.length + " numbers, must be rows of one for each of " + causes + " causes");
        }
        double[] thresholds = new double[causes];
        for (int k = 0; k < causes; k++) {
            thresholds[k] = threshold(k);
        }
        int[] patterns = new int[z.length / causes];
        for (int i = 0; i < z.length; i++) {
            if (Double.isNaN(z[i])) {
                throw new InputException("latents, row " + i / causes + ", cause " + i % causes
                        + " (from 0): is NaN; the inference has diverged");
            }
            if (z[i] > thresholds[i % causes]) {
                patterns[i / causes] |= 1 << i % causes;
            }
        }
        return patterns;
    }

    /// Samples of the world.
    ///
    /// @param z continuous latents, `[count][causes]`
    /// @param patterns causes that are on, `[count]`
    /// @param x images of 0 and 1, `[count][pixels]`
    public record Samples(double[] z, int[] patterns, double[] x) {}

    /// Draws from the world; the same stream gives the same samples.
    public Samples samples(int count, RandomStream stream) {
        double[] z = new double[Math.multiplyExact(count, causes)];
        CounterRandom latents = stream.split("latents").generator();
        for (int i = 0; i < z.length; i++) {
            z[i] = latents.nextGaussian();
        }
        int[] patterns = patterns(z);
        double[] x = new double[Math.multiplyExact(count, pixels)];
        CounterRandom noise = stream.split("pixels").generator();
        for (int r = 0; r < count; r++) {
            for (int j = 0; j < pixels; j++) {
                x[r * pixels + j] = noise.nextDouble() < off(j, patterns[r]) ? 0 : 1;
            }
        }
        return new Samples(z, patterns, x);
    }

    /// The probability that pixel j is off under a pattern.
    ///
    /// @param pattern bit k is cause k
    public double off(int pixel, int pattern) {
        double off = 1 - leak;
        for (int k = 0; k < causes; k++) {
            if ((pattern >> k & 1) == 1) {
                off *= pass[pixel * causes + k];
            }
        }
        return off;
    }

    /// The posterior over all patterns, 2^K · pixels operations.
    ///
    /// @param x an image of 0 and 1, `[pixels]`; anything above ½ counts as on
    /// @throws InputException if the image has another size, holds NaN, or is impossible under
    ///     every pattern
    public PatternPosterior posterior(double[] x) {
        double[] image = Matrices.checked("image", 1, pixels, x);
        boolean[] on = new boolean[pixels];
        for (int j = 0; j < pixels; j++) {
            on[j] = image[j] > 0.5;
        }
        double[] logs = new double[1 << causes];
        double[] off = new double[(causes + 1) * pixels];
        for (int j = 0; j < pixels; j++) {
            off[j] = 1 - leak;
        }
        enumerate(0, 0, 0, on, off, logs);
        double evidence = Matrices.logSumExp(logs);
        if (evidence == Double.NEGATIVE_INFINITY) {
            throw new InputException("image: no pattern of causes can make it; give the world a leak above 0 and "
                    + "strengths below 1");
        }
        for (int c = 0; c < logs.length; c++) {
            logs[c] -= evidence;
        }
        return new PatternPosterior(causes, logs, -evidence);
    }

    /// Depth first over causes, with the off-probabilities of the causes decided so far in row
    /// `depth` of `off`: each pattern then costs two products a pixel, not K.
    private void enumerate(int depth, int pattern, double logPrior, boolean[] on, double[] off, double[] logs) {
        int row = depth * pixels;
        if (depth == causes) {
            logs[pattern] = logPrior + logLikelihood(on, off, row);
            return;
        }
        int next = row + pixels;
        System.arraycopy(off, row, off, next, pixels);
        enumerate(depth + 1, pattern, logPrior + Math.log1p(-prior[depth]), on, off, logs);
        for (int j = 0; j < pixels; j++) {
            off[next + j] = off[row + j] * pass[j * causes + depth];
        }
        enumerate(depth + 1, pattern | 1 << depth, logPrior + Math.log(prior[depth]), on, off, logs);
    }

    private double logLikelihood(boolean[] on, double[] off, int row) {
        double log = 0;
        double product = 1;
        for (int j = 0; j < pixels; j++) {
            product *= on[j] ? 1 - off[row + j] : off[row + j];
            // One logarithm for many pixels, taken before the product can underflow.
            if (product < 1e-200) {
                if (product < 1e-290) {
                    return oneByOne(on, off, row);
                }
                log += Math.log(product);
                product = 1;
            }
        }
        return log + Math.log(product);
    }

    /// The sum of logarithms where single factors are tiny, −∞ where one is 0.
    private static double oneByOne(boolean[] on, double[] off, int row) {
        double log = 0;
        for (int j = 0; j < on.length; j++) {
            log += Math.log(on[j] ? 1 - off[row + j] : off[row + j]);
        }
        return log;
    }
}
