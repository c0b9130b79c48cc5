package org.gyre.data.stimulus;

import org.gyre.core.InputException;
import org.gyre.data.image.GreyImage;

/// Finds the gain α at which ON and OFF cells together fire at a wanted rate.
///
/// A pixel d drives its ON cell if d > 0 and its OFF cell if d < 0 with probability min(1, α|d|). So the mean rate
/// over both cells is r(α) = ½ ⟨min(1, α|d|)⟩, the mean being taken over all patches and their pixels: a
/// pixel counts as often as patches contain it. r is concave and piecewise linear in α, so that Newton's method
/// from below climbs to the exact solution in finitely many steps.
final class OnOffGain {
    private OnOffGain() {}

    /// @param rate wanted mean rate r of an input cell
    /// @throws InputException if `rate` is not in (0, ½) or cannot be reached because too many pixels are exactly
    ///     zero
    static double solve(PatchSource source, double rate) {
        if (!(rate > 0 && rate < 0.5)) {
            throw new InputException(
                    "input rate = " + rate + ": must be in (0, 0.5), as at most one of the two cells of a pixel fires");
        }
        double total = (double) source.positions() * source.pixels();
        double alpha = 0;
        while (true) {
            double[] sums = sums(source, alpha);
            double saturated = sums[0] / total;
            double slope = sums[1] / total;
            if (slope == 0) {
                throw new InputException("input rate = " + rate + ": must be below " + saturated / 2
                        + " for these pictures, whose other pixels are all zero");
            }
            double next = (2 * rate - saturated) / slope;
            // Converged when the set of saturated pixels no longer changes; rounding must not make it run for ever.
            if (!(next > alpha * (1 + 1e-15))) {
                return next;
            }
            alpha = next;
        }
    }

    /// Over all patches: the number of pixels with α|d| ≥ 1, and the sum of |d| over the others.
    private static double[] sums(PatchSource source, double alpha) {
        int size = source.size();
        double saturated = 0;
        double slope = 0;
        for (GreyImage image : source.images()) {
            for (int y = 0, i = 0; y < image.height(); y++) {
                double rowSaturated = 0;
                double rowSlope = 0;
                for (int x = 0; x < image.width(); x++, i++) {
                    double contrast = Math.abs(image.pixels()[i]);
                    int times = covering(x, image.width(), size);
                    if (alpha * contrast >= 1) {
                        rowSaturated += times;
                    } else {
                        rowSlope += times * contrast;
                    }
                }
                int times = covering(y, image.height(), size);
                saturated += times * rowSaturated;
                slope += times * rowSlope;
            }
        }
        return new double[] {saturated, slope};
    }

    /// In how many windows of `size` among `n` places the place x lies.
    private static int covering(int x, int n, int size) {
        return Math.min(Math.min(x + 1, n - x), Math.min(size, n - size + 1));
    }
}
