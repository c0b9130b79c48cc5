package org.gyre.data.stimulus;

import java.util.Arrays;
import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;
import org.gyre.data.image.GreyImage;

/// A picture of disks that cover one another: the dead-leaves model (Matheron 1968), whose edges, occlusions and
/// scale invariance resemble photographs (Lee, Mumford & Huang 2001, "Occlusion models for natural images").
///
/// Radii have density ∝ r⁻³ on `[minRadius, maxRadius]` (each octave covers the same area), centres are
/// uniform, grey levels independent. Leaves are laid from the front to the back until no pixel is empty, which
/// samples the stationary law exactly (Kendall & Thönnes 1999). The picture is drawn at twice its size and
/// averaged over 2 × 2 points, so that edges are smooth.
///
/// For two points a distance x apart, with G(x) = E|D ∩ (D + x)| the mean overlap of a leaf with itself moved by x,
/// the same leaf shows with probability G(x) / (2 G(0) − G(x)), which is also the correlation of the grey levels.
///
/// @param size side of the square picture in pixels ≥ 1
/// @param minRadius in pixels ≥ ½
/// @param maxRadius in pixels, above minRadius and at most `size`
/// @param levels how grey levels are drawn
public record DeadLeaves(int size, double minRadius, double maxRadius, Levels levels) {
    private static final int OVERSAMPLING = 2;

    /// The law of a leaf's luminance.
    public enum Levels {
        /// Uniform on [0, 1].
        UNIFORM,
        /// Log-uniform on [1/100, 1]: contrasts are ratios, as between surfaces of different reflectance and
        /// lighting.
        LOG_UNIFORM
    }

    public DeadLeaves {
        if (size < 1 || size > 8192) {
            throw new IllegalArgumentException("size = " + size + ": must be 1 to 8192 pixels");
        }
        // Smaller or larger leaves would take for ever to cover the picture.
        if (!(minRadius >= 0.5 && maxRadius > minRadius && maxRadius <= size)) {
            throw new IllegalArgumentException("radii from " + minRadius + " to " + maxRadius
                    + ": must be in order, at least 0.5 and at most the size of the picture, " + size);
        }
    }

    /// Draws the picture; the same stream gives the same picture.
    public GreyImage draw(RandomStream stream) {
        CounterRandom random = stream.generator();
        int side = OVERSAMPLING * size;
        float[] fine = new float[side * side];
        // rowLeft[y] counts the empty points of row y, so that full rows are skipped.
        int[] rowLeft = new int[side];
        Arrays.fill(fine, Float.NaN);
        Arrays.fill(rowLeft, side);
        long left = (long) side * side;
        while (left > 0) {
            double radius = OVERSAMPLING * radius(random.nextDouble());
            // Every leaf that can touch the picture: centres reach the largest radius beyond its edges.
            double reach = OVERSAMPLING * maxRadius;
            double centreX = random.nextDouble() * (side + 2 * reach) - reach;
            double centreY = random.nextDouble() * (side + 2 * reach) - reach;
            float level = (float) level(random.nextDouble());
            left -= lay(fine, rowLeft, side, centreX, centreY, radius, level);
        }
        return new GreyImage(size, size, averaged(fine, side));
    }

    /// Draws pictures `first … first + count − 1` as rows, such as the patches that a network learns from; picture i is
    /// [#draw] of child i of the stream, and independent of the others.
    ///
    /// @param first index of the first picture ≥ 0
    /// @param count number of pictures ≥ 1
    /// @return `[picture][row][column]`
    /// @throws InputException if there is nothing to draw, or too much for an array
    public float[] rows(long first, int count, RandomStream stream) {
        int pixels = size * size;
        if (first < 0 || count < 1 || (long) count * pixels > Integer.MAX_VALUE - 8) {
            throw new InputException("dead leaves: " + count + " pictures of " + size + " x " + size
                    + " pixels from number " + first + ": must be 1 to " + (Integer.MAX_VALUE - 8) / pixels
                    + " pictures from number 0 or later");
        }
        float[] rows = new float[count * pixels];
        for (int i = 0; i < count; i++) {
            System.arraycopy(draw(stream.split(first + i)).pixels(), 0, rows, i * pixels, pixels);
        }
        return rows;
    }

    /// Inverse of the distribution function F(r) = (a⁻² − r⁻²) / (a⁻² − b⁻²).
    private double radius(double u) {
        double a = 1 / (minRadius * minRadius);
        double b = 1 / (maxRadius * maxRadius);
        return 1 / Math.sqrt(a - u * (a - b));
    }

    private double level(double u) {
        return switch (levels) {
            case UNIFORM -> u;
            case LOG_UNIFORM -> StrictMath.exp((u - 1) * StrictMath.log(100));
        };
    }

    /// Fills the empty points inside the disk; points stand at half-integers. Returns how many were filled.
    private static int lay(
            float[] fine, int[] rowLeft, int side, double centreX, double centreY, double radius, float level) {
        int filled = 0;
        int top = Math.max(0, (int) Math.ceil(centreY - radius - 0.5));
        int bottom = Math.min(side - 1, (int) Math.floor(centreY + radius - 0.5));
        for (int y = top; y <= bottom; y++) {
            if (rowLeft[y] == 0) {
                continue;
            }
            double dy = y + 0.5 - centreY;
            double half = Math.sqrt(Math.max(0, radius * radius - dy * dy));
            int from = Math.max(0, (int) Math.ceil(centreX - half - 0.5));
            int to = Math.min(side - 1, (int) Math.floor(centreX + half - 0.5));
            int row = 0;
            for (int i = y * side + from; i <= y * side + to; i++) {
                if (Float.isNaN(fine[i])) {
                    fine[i] = level;
                    row++;
                }
            }
            rowLeft[y] -= row;
            filled += row;
        }
        return filled;
    }

    private float[] averaged(float[] fine, int side) {
        float[] pixels = new float[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int i = 2 * y * side + 2 * x;
                pixels[y * size + x] = 0.25f * (fine[i] + fine[i + 1] + fine[i + side] + fine[i + side + 1]);
            }
        }
        return pixels;
    }
}
