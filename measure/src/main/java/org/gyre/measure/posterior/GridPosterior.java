package org.gyre.measure.posterior;

import org.gyre.core.InputException;
import org.gyre.core.random.CounterRandom;
import org.gyre.core.random.RandomStream;

/// A posterior of two latents on a grid of square bins, from any unnormalised density.
///
/// The density is summed at the centres of `finer`² cells in each bin and normalised on the grid,
/// so that what lies outside the range counts for nothing: choose it wide enough. Cells must be
/// small against the narrowest ridge of the density. Bin (i, j) holds z₁ in bin i and z₂ in bin j;
/// its index is i · bins + j. Immutable.
public final class GridPosterior {
    private final Grid grid;
    private final double[] cells;
    private final double[] probabilities;
    private final double equalSigns;

    /// The logarithm of a density in the plane, up to a constant.
    @FunctionalInterface
    public interface LogDensity {
        /// The value at (z₁, z₂); −∞ is allowed, NaN is not.
        double at(double z1, double z2);
    }

    /// Where the bins lie.
    ///
    /// @param bins bins of a side ≥ 1
    /// @param low lower end of both ranges
    /// @param high upper end of both ranges
    /// @param finer cells of a bin's side at whose centres the density is summed ≥ 1
    public record Grid(int bins, double low, double high, int finer) {
        /// 24 bins on [−3, 3], integrated on an 8 times finer grid.
        public static final Grid USUAL = new Grid(24, -3, 3, 8);

        /// @throws InputException if a number is out of range
        public Grid {
            Matrices.atLeastOne("bins", bins);
            Matrices.atLeastOne("finer", finer);
            if ((long) bins * finer > 20_000) {
                throw new InputException("grid: " + bins + " bins of " + finer
                        + " cells are too many, take at most 20,000 cells a side");
            }
            if (!(low < high && high - low < Double.POSITIVE_INFINITY)) {
                throw new InputException(
                        "grid: range " + low + " to " + high + ", the lower end must be below the upper, both finite");
            }
        }

        double cell() {
            return (high - low) / ((double) bins * finer);
        }

        /// The centre of a cell of a side.
        double centre(int cell) {
            return low + (cell + 0.5) * cell();
        }

        /// The bin of a value, or −1 outside; the upper end belongs to the last bin.
        int bin(double z) {
            if (z < low || z > high) {
                return -1;
            }
            return Math.min(bins - 1, (int) ((z - low) / (high - low) * bins));
        }
    }

    /// Samples of an inference counted on the grid, beside the truth.
    ///
    /// @param divergence KL(p‖q) in nats of the truth from the counts, with ½ added to each bin. It
    ///     is too large by about what exact samples show, see [GridPosterior#samples]; samples outside
    ///     of the grid are missing in its bins and so count against
    /// @param equalSigns share of all samples with z₁ z₂ > 0
    /// @param trueEqualSigns its probability under the truth on the grid
    /// @param outside share of the samples that lie outside the grid
    /// @param samples number of samples
    public record Reading(double divergence, double equalSigns, double trueEqualSigns, double outside, int samples) {}

    /// @param density any density, need not be normalised
    /// @throws InputException if the density is NaN or +∞ somewhere, or zero everywhere on the grid
    public GridPosterior(LogDensity density, Grid grid) {
        this.grid = grid;
        int side = grid.bins() * grid.finer();
        cells = new double[side * side];
        double top = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                double value = density.at(grid.centre(i), grid.centre(j));
                if (Double.isNaN(value) || value == Double.POSITIVE_INFINITY) {
                    throw new InputException("log density at (" + grid.centre(i) + ", " + grid.centre(j) + ") = "
                            + value + ": must be a number or negative infinity");
                }
                cells[i * side + j] = value;
                top = Math.max(top, value);
            }
        }
        if (top == Double.NEGATIVE_INFINITY) {
            throw new InputException("log density: is zero everywhere on the grid, choose a range where it is not");
        }
        double sum = 0;
        for (int i = 0; i < cells.length; i++) {
            cells[i] = Math.exp(cells[i] - top);
            sum += cells[i];
        }
        probabilities = new double[grid.bins() * grid.bins()];
        double equal = 0;
        for (int i = 0; i < side; i++) {
            for (int j = 0; j < side; j++) {
                double p = cells[i * side + j] / sum;
                cells[i * side + j] = p;
                probabilities[i / grid.finer() * grid.bins() + j / grid.finer()] += p;
                equal += p * 0.5 * (1 + Math.signum(grid.centre(i)) * Math.signum(grid.centre(j)));
            }
        }
        equalSigns = equal;
    }

    /// The probability of each bin, `[bins][bins]`.
    public double[] probabilities() {
        return probabilities.clone();
    }

    /// The probability that both latents have the same sign.
    public double equalSigns() {
        return equalSigns;
    }

    /// The least KL(p‖q) in nats that an inference with independent causes can reach: that of the product
    /// of the marginals, which is their mutual information I(z₁; z₂) on the grid.
    public double independentFloor() {
        int bins = grid.bins();
        double[] first = new double[bins];
        double[] second = new double[bins];
        for (int b = 0; b < probabilities.length; b++) {
            first[b / bins] += probabilities[b];
            second[b % bins] += probabilities[b];
        }
        double sum = 0;
        for (int b = 0; b < probabilities.length; b++) {
            if (probabilities[b] > 0) {
                sum += probabilities[b] * Math.log(probabilities[b] / first[b / bins] / second[b % bins]);
            }
        }
        return sum;
    }

    /// Judges samples of an inference at the same input.
    ///
    /// @param samples rows (z₁, z₂), `[count][2]`
    /// @throws InputException if there are none or one is NaN
    public Reading read(double[] samples) {
        int count = samples.length / 2;
        if (count == 0 || samples.length % 2 != 0) {
            throw new InputException(
                    "samples: " + samples.length + " numbers, must be rows of two, and at least one row");
        }
        int bins = grid.bins();
        long[] counts = new long[bins * bins];
        long outside = 0;
        long equal = 0;
        for (int r = 0; r < count; r++) {
            double z1 = samples[2 * r];
            double z2 = samples[2 * r + 1];
            if (Double.isNaN(z1) || Double.isNaN(z2)) {
                throw new InputException("samples, row " + r + " (from 0): is NaN; the inference has diverged");
            }
            if (z1 * z2 > 0) {
                equal++;
            }
            int i = grid.bin(z1);
            int j = grid.bin(z2);
            if (i >= 0 && j >= 0) {
                counts[i * bins + j]++;
            } else {
                outside++;
            }
        }
        double total = count + 0.5 * counts.length;
        double divergence = 0;
        for (int b = 0; b < counts.length; b++) {
            if (probabilities[b] > 0) {
                divergence += probabilities[b] * Math.log(probabilities[b] / ((counts[b] + 0.5) / total));
            }
        }
        return new Reading(divergence, (double) equal / count, equalSigns, (double) outside / count, count);
    }

    /// As [#read(double[])], of single precision.
    ///
    /// @param samples rows (z₁, z₂), `[count][2]`
    public Reading read(float[] samples) {
        double[] wide = new double[samples.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = samples[i];
        }
        return read(wide);
    }

    /// Samples of the posterior itself, uniform within cells: what an exact inference would give,
    /// to see how far above 0 the divergence of so many samples is.
    ///
    /// @return rows (z₁, z₂), `[count][2]`
    public double[] samples(int count, RandomStream stream) {
        double[] cumulative = new double[cells.length];
        double sum = 0;
        for (int i = 0; i < cells.length; i++) {
            sum += cells[i];
            cumulative[i] = sum;
        }
        CounterRandom random = stream.generator();
        int side = grid.bins() * grid.finer();
        double[] rows = new double[Math.multiplyExact(2, count)];
        for (int r = 0; r < count; r++) {
            int cell = Choice.of(cumulative, random.nextDouble());
            int row = cell / side;
            rows[2 * r] = grid.low() + (row + random.nextDouble()) * grid.cell();
            rows[2 * r + 1] = grid.low() + (cell % side + random.nextDouble()) * grid.cell();
        }
        return rows;
    }
}
