package org.gyre.data.image;

import org.gyre.core.InputException;

/// Turns luminance into contrast: a rotation-symmetric filter without phase in the frequency domain, then zero mean
/// and unit variance.
///
/// With the frequency f in cycles per pixel and f₀ = `cutoff` / 2 (a fraction of the Nyquist frequency ½):
///
/// | filter | gain at f | source |
/// | --- | --- | --- |
/// | `WHITENING` | f · exp(−(f/f₀)⁴) | Olshausen & Field 1997: flattens the 1/f amplitude of pictures |
/// | `LOW_PASS` | exp(−(f/f₀)⁴) | as printed by Tanaka, Kaneko & Aoyagi 2009, who cite the former |
/// | `NONE` | 1 | |
///
/// The printed cut-off is 256 cycles per picture of 1024 pixels, which is ¼ cycle per pixel or `cutoff` = 0.5; being
/// a fraction of the Nyquist frequency, it filters equally per pixel whatever the size of the picture. Olshausen &
/// Field's own f₀ of 200 cycles per picture of 512 pixels is `cutoff` = 0.78. A lower cut-off leaves neighbouring
/// pixels more alike, which also makes chance patterns look more like receptive fields. Edges are continued by mirror
/// images, at least [#MARGIN] pixels wide on each side, so that opposite edges do not meet.
///
/// @param filter the gain over frequency
/// @param cutoff f₀ as a fraction of the Nyquist frequency, > 0
/// @param logLuminance whether to filter ln(L / mean(L) + 0.01) in place of the luminance L ≥ 0; then
///     contrast means ratios and dark regions count as much as bright ones (see van Hateren & van der
///     Schaaf 1998); the constant keeps black finite
public record Whitening(Filter filter, double cutoff, boolean logLuminance) {
    /// Least width in pixels of the mirrored frame.
    public static final int MARGIN = 32;

    /// Olshausen–Field whitening of the log luminance with the printed cut-off.
    public static final Whitening DEFAULT = new Whitening(Filter.WHITENING, 0.5, true);

    private static final double BLACK = 0.01;

    /// The gain over frequency.
    public enum Filter {
        WHITENING,
        LOW_PASS,
        NONE
    }

    public Whitening {
        if (!(cutoff > 0) || !Double.isFinite(cutoff)) {
            throw new IllegalArgumentException(
                    "cutoff = " + cutoff + ": must be a fraction of the Nyquist frequency > 0");
        }
    }

    /// The filtered picture: same size, mean 0 and variance 1 over all pixels.
    ///
    /// @throws InputException if nothing is left to normalise (a uniform picture), or `logLuminance` is set and a
    ///     pixel is negative
    public GreyImage apply(GreyImage image) {
        double[] values = input(image);
        if (filter != Filter.NONE) {
            values = filtered(values, image.width(), image.height());
        }
        return normalised(values, image.width(), image.height());
    }

    /// The gain at `f` cycles per pixel.
    double gain(double f) {
        double f0 = cutoff / 2;
        double ratio = f / f0 * (f / f0);
        return switch (filter) {
            case WHITENING -> f * StrictMath.exp(-ratio * ratio);
            case LOW_PASS -> StrictMath.exp(-ratio * ratio);
            case NONE -> 1.0;
        };
    }

    private double[] input(GreyImage image) {
        float[] pixels = image.pixels();
        double[] values = new double[pixels.length];
        double sum = 0;
        boolean uniform = true;
        for (int i = 0; i < pixels.length; i++) {
            values[i] = pixels[i];
            sum += pixels[i];
            uniform &= pixels[i] == pixels[0];
        }
        if (uniform) {
            throw new InputException("a uniform picture has no contrast; choose another");
        }
        if (logLuminance) {
            double mean = sum / pixels.length;
            for (int i = 0; i < values.length; i++) {
                if (values[i] < 0 || mean <= 0) {
                    throw new InputException("log luminance of a picture with pixel " + i + " = " + values[i]
                            + " and mean " + mean + ": luminance must not be negative nor all zero");
                }
                values[i] = StrictMath.log(values[i] / mean + BLACK);
            }
        }
        return values;
    }

    private double[] filtered(double[] values, int width, int height) {
        int w = paddedLength(width);
        int h = paddedLength(height);
        int left = (w - width) / 2;
        int top = (h - height) / 2;
        double[] re = new double[Math.multiplyExact(w, h)];
        double[] im = new double[w * h];
        for (int y = 0; y < h; y++) {
            int from = mirror(y - top, height) * width;
            for (int x = 0; x < w; x++) {
                re[y * w + x] = values[from + mirror(x - left, width)];
            }
        }
        Fft rows = new Fft(w);
        Fft columns = new Fft(h);
        for (int y = 0; y < h; y++) {
            rows.forward(re, im, y * w);
        }
        columns.columns(re, im, w, false);
        multiply(re, im, w, h);
        columns.columns(re, im, w, true);
        double[] result = new double[values.length];
        for (int y = 0; y < height; y++) {
            rows.inverse(re, im, (y + top) * w);
            System.arraycopy(re, (y + top) * w + left, result, y * width, width);
        }
        return result;
    }

    private void multiply(double[] re, double[] im, int w, int h) {
        // The gain is even in both frequencies: computed for a quarter of the plane.
        for (int ky = 0; ky <= h / 2; ky++) {
            double fy = (double) ky / h;
            for (int kx = 0; kx <= w / 2; kx++) {
                double fx = (double) kx / w;
                double gain = gain(Math.sqrt(fx * fx + fy * fy));
                int mirrorX = (w - kx) % w;
                int mirrorY = (h - ky) % h;
                scale(re, im, ky * w + kx, gain);
                if (mirrorX != kx) {
                    scale(re, im, ky * w + mirrorX, gain);
                }
                if (mirrorY != ky) {
                    scale(re, im, mirrorY * w + kx, gain);
                    if (mirrorX != kx) {
                        scale(re, im, mirrorY * w + mirrorX, gain);
                    }
                }
            }
        }
    }

    private static void scale(double[] re, double[] im, int i, double gain) {
        re[i] *= gain;
        im[i] *= gain;
    }

    private static GreyImage normalised(double[] values, int width, int height) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = Math.sqrt(squares / values.length);
        float[] pixels = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            pixels[i] = (float) ((values[i] - mean) / deviation);
        }
        return new GreyImage(width, height, pixels);
    }

    /// The next power of two that leaves the margin on both sides.
    private static int paddedLength(int length) {
        return Integer.highestOneBit(length + 2 * MARGIN - 1) << 1;
    }

    /// The index in [0, n) that position i of the mirrored continuation … 2 1 0 | 0 1 … n−1 | n−1 n−2 …
    /// shows.
    static int mirror(int i, int n) {
        int j = Math.floorMod(i, 2 * n);
        return j < n ? j : 2 * n - 1 - j;
    }
}
