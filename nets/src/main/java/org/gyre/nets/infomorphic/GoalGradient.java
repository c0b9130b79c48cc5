package org.gyre.nets.infomorphic;

import java.util.Arrays;
import org.gyre.core.special.Logarithms;
import org.gyre.measure.pid.RedundancyLattice;

/// The goal of one neuron in one batch and its exact derivatives with respect to the firing
/// probability θ of each sample.
///
/// The sources s of a sample k are symbols b_k; the probability of firing, not a drawn output, is
/// histogrammed: p(b, y) = 1/B Σ_k [b_k = b] p_k(y) with p_k(1) = θ_k. With U_α(b, y) the
/// probability of y and of the statement of α at b, q(y) = P(y), K the coefficients of inclusion
/// and exclusion, and m_A the marginal sum on the set A,
///
///     B ∂I_α/∂θ_k   = log2 [U_α(b_k, 1) q(0) / (U_α(b_k, 0) q(1))] + [R_α(b_k, 1) − R_α(b_k, 0)] / ln 2
///     R_α(b, y)     = Σ_A K_αA m_A[p / U_α](b_A, y)
///     B ∂H_res/∂θ_k = −log2 [p(b_k, 1) / p(b_k, 0)]
///
/// (R arises because a realisation also enters the unions of the others.) The derivative is the
/// same for all samples of a cell, so that it is computed for each occupied cell and looked up:
/// time B + E · terms with E occupied cells, not the product of all bins. Sums over A of the parts
/// of all α are taken before the marginal sums, which are linear. Bins are constants: nothing
/// passes through binning.
///
/// Scratch space for one neuron after another; not thread-safe. Everything is double precision.
public final class GoalGradient {
    private static final double LOG_2 = Math.log(2);
    private static final int FREE = -1;

    private final Goal goal;
    private final RedundancyLattice lattice;
    /// c_α, `[node]`.
    private final double[] weights;
    /// K, `[node][mask]`.
    private final int[][] unions;
    private final int masks;
    private final int[] bins;
    /// `[mask]`: which compact number a projected cell has; [#FREE] if it is empty.
    private final int[][] numbers;
    /// `[mask]` how many projected cells are occupied.
    private final int[] occupied;
    /// `[mask][number]` the projected cell, so that only what was touched is cleared.
    private final int[][] touched;
    /// `[mask][cell]` the compact number of its projection.
    private final int[][] projections;
    /// `[2 mask + y][number]` marginal probabilities, and scratch of the same shape.
    private final double[][] marginals;
    /// `[2 mask + y][cell]` marginal probabilities at each cell.
    private final double[][] gathered;
    /// `[2 mask + y][cell]` Σ_α c_α K_αA p/U_α.
    private final double[][] shares;
    /// `[y][cell]` U of one node.
    private final double[][] union;

    private final double[] scratch;
    private final double[] slopes;
    private final int[] cellOfSample;
    private final double[] onOff = new double[2];
    private int samples;

    /// Scratch space.
    ///
    /// @param goal what the neuron wants
    /// @param most samples of a batch, at most
    /// @param bins number of symbols of each source, as many as the goal has sources
    public GoalGradient(Goal goal, int most, int... bins) {
        this.goal = goal;
        this.lattice = goal.lattice();
        this.bins = bins.clone();
        if (bins.length != goal.sources()) {
            throw new IllegalArgumentException(bins.length + " numbers of bins for " + goal.sources() + " sources");
        }
        weights = goal.redundancyWeights();
        masks = 1 << bins.length;
        unions = new int[lattice.nodes()][];
        Arrays.setAll(unions, lattice::unionCoefficients);
        numbers = new int[masks][];
        touched = new int[masks][];
        occupied = new int[masks];
        projections = new int[masks][];
        marginals = new double[2 * masks][];
        gathered = new double[2 * masks][];
        shares = new double[2 * masks][];
        int cells = (int) Math.min(most, size(masks - 1));
        for (int mask = 1; mask < masks; mask++) {
            int size = Math.toIntExact(size(mask));
            int held = Math.min(size, cells);
            numbers[mask] = new int[size];
            Arrays.fill(numbers[mask], FREE);
            touched[mask] = new int[held];
            projections[mask] = new int[cells];
            for (int y = 0; y < 2; y++) {
                marginals[2 * mask + y] = new double[held];
                gathered[2 * mask + y] = new double[cells];
                shares[2 * mask + y] = new double[cells];
            }
        }
        union = new double[2][cells];
        scratch = new double[cells];
        slopes = new double[cells];
        cellOfSample = new int[most];
    }

    private long size(int mask) {
        long size = 1;
        for (int source = 0; source < bins.length; source++) {
            size *= (mask >> source & 1) == 0 ? 1 : bins[source];
        }
        return size;
    }

    /// Takes up a batch.
    ///
    /// @param symbols `[source][sample]`, from 0 on, below the number of bins
    /// @param on      θ, `[sample]`
    /// @param off     1 − θ, `[sample]`, given apart because 1 − θ may be smaller than the rounding
    ///     of θ
    /// @param count   samples, at least one
    public void take(int[][] symbols, double[] on, double[] off, int count) {
        clear();
        samples = count;
        int full = masks - 1;
        double[] sumOn = gathered[2 * full + 1];
        double[] sumOff = gathered[2 * full];
        int[] number = numbers[full];
        int cells = 0;
        for (int k = 0; k < count; k++) {
            int place = 0;
            for (int source = bins.length - 1; source >= 0; source--) {
                place = place * bins[source] + symbols[source][k];
            }
            int cell = number[place];
            if (cell == FREE) {
                cell = cells++;
                number[place] = cell;
                touched[full][cell] = place;
                sumOn[cell] = 0;
                sumOff[cell] = 0;
            }
            cellOfSample[k] = cell;
            sumOn[cell] += on[k];
            sumOff[cell] += off[k];
        }
        occupied[full] = cells;
        onOff[0] = 0;
        onOff[1] = 0;
        for (int cell = 0; cell < cells; cell++) {
            projections[full][cell] = cell;
            sumOn[cell] /= count;
            sumOff[cell] /= count;
            onOff[1] += sumOn[cell];
            onOff[0] += sumOff[cell];
        }
        for (int mask = 1; mask < full; mask++) {
            project(mask, cells);
            for (int y = 0; y < 2; y++) {
                marginal(gathered[2 * full + y], 2 * mask + y);
                gather(2 * mask + y, gathered[2 * mask + y]);
            }
        }
    }

    private void clear() {
        for (int mask = 1; mask < masks; mask++) {
            for (int i = 0; i < occupied[mask]; i++) {
                numbers[mask][touched[mask][i]] = FREE;
            }
            occupied[mask] = 0;
        }
    }

    /// Numbers the projections of the cells on a set of sources.
    private void project(int mask, int cells) {
        int[] number = numbers[mask];
        for (int cell = 0; cell < cells; cell++) {
            int rest = touched[masks - 1][cell];
            int place = 0;
            int stride = 1;
            for (int source = 0; source < bins.length; source++) {
                if ((mask >> source & 1) != 0) {
                    place += rest % bins[source] * stride;
                    stride *= bins[source];
                }
                rest /= bins[source];
            }
            if (number[place] == FREE) {
                touched[mask][occupied[mask]] = place;
                number[place] = occupied[mask]++;
            }
            projections[mask][cell] = number[place];
        }
    }

    /// m_A of values of cells.
    private void marginal(double[] values, int maskAndOutput) {
        int mask = maskAndOutput >> 1;
        int[] projection = projections[mask];
        double[] sums = marginals[maskAndOutput];
        Arrays.fill(sums, 0, occupied[mask], 0);
        for (int cell = 0; cell < cells(); cell++) {
            sums[projection[cell]] += values[cell];
        }
    }

    private void gather(int maskAndOutput, double[] values) {
        int[] projection = projections[maskAndOutput >> 1];
        double[] sums = marginals[maskAndOutput];
        for (int cell = 0; cell < cells(); cell++) {
            values[cell] = sums[projection[cell]];
        }
    }

    /// Number of occupied cells E.
    public int cells() {
        return occupied[masks - 1];
    }

    /// U_α(b, y) at every cell.
    private void union(int node, int y, double[] out) {
        int cells = cells();
        Arrays.fill(out, 0, cells, 0);
        for (int mask = 1; mask < masks; mask++) {
            int coefficient = unions[node][mask];
            if (coefficient != 0) {
                double[] joint = gathered[2 * mask + y];
                for (int cell = 0; cell < cells; cell++) {
                    out[cell] += coefficient * joint[cell];
                }
            }
        }
    }

    /// ∂G/∂θ_k of the mean over the batch, in bits.
    ///
    /// @param slopes `[sample]`, written; zero where the output never or always has one of its
    ///     values in the sample's cell, which only rounding can bring about
    public void gradient(double[] slopes) {
        double[] byCell = byCell();
        for (int k = 0; k < samples; k++) {
            slopes[k] = byCell[cellOfSample[k]];
        }
    }

    private double[] byCell() {
        int cells = cells();
        Arrays.fill(slopes, 0, cells, 0);
        if (!(onOff[0] > 0 && onOff[1] > 0)) {
            return slopes;
        }
        for (int mask = 2; mask < 2 * masks; mask++) {
            Arrays.fill(shares[mask], 0, cells, 0);
        }
        double odds = Math.log(onOff[0] / onOff[1]);
        for (int node = 0; node < weights.length; node++) {
            if (weights[node] != 0) {
                addNode(node, odds);
            }
        }
        addTotals();
        addResidual();
        double[] on = gathered[2 * (masks - 1) + 1];
        double[] off = gathered[2 * (masks - 1)];
        double scale = 1 / (LOG_2 * samples);
        for (int cell = 0; cell < cells; cell++) {
            slopes[cell] = on[cell] > 0 && off[cell] > 0 ? slopes[cell] * scale : 0;
        }
        return slopes;
    }

    /// The logarithm of one node; what it adds to the marginal sums is kept in the shares.
    private void addNode(int node, double odds) {
        int cells = cells();
        for (int y = 0; y < 2; y++) {
            union(node, y, union[y]);
        }
        double weight = weights[node];
        for (int cell = 0; cell < cells; cell++) {
            scratch[cell] = union[1][cell] / union[0][cell];
        }
        Logarithms.inPlace(scratch, cells);
        for (int cell = 0; cell < cells; cell++) {
            slopes[cell] += weight * (scratch[cell] + odds);
        }
        for (int y = 0; y < 2; y++) {
            double[] p = gathered[2 * (masks - 1) + y];
            for (int cell = 0; cell < cells; cell++) {
                scratch[cell] = p[cell] > 0 ? weight * p[cell] / union[y][cell] : 0;
            }
            for (int mask = 1; mask < masks; mask++) {
                int coefficient = unions[node][mask];
                if (coefficient != 0) {
                    double[] share = shares[2 * mask + y];
                    for (int cell = 0; cell < cells; cell++) {
                        share[cell] += coefficient * scratch[cell];
                    }
                }
            }
        }
    }

    /// Σ_α c_α [R_α(b, 1) − R_α(b, 0)].
    private void addTotals() {
        for (int mask = 1; mask < masks; mask++) {
            for (int y = 0; y < 2; y++) {
                marginal(shares[2 * mask + y], 2 * mask + y);
                gather(2 * mask + y, scratch);
                for (int cell = 0; cell < cells(); cell++) {
                    slopes[cell] += y == 1 ? scratch[cell] : -scratch[cell];
                }
            }
        }
    }

    private void addResidual() {
        if (goal.residual() != 0) {
            double[] on = gathered[2 * (masks - 1) + 1];
            double[] off = gathered[2 * (masks - 1)];
            for (int cell = 0; cell < cells(); cell++) {
                slopes[cell] -= goal.residual() * Math.log(on[cell] / off[cell]);
            }
        }
    }

    /// The atoms of the batch, in bits, by node of the lattice.
    public double[] atoms() {
        double[] redundancies = new double[lattice.nodes()];
        for (int node = 0; node < redundancies.length; node++) {
            for (int y = 0; y < 2; y++) {
                union(node, y, union[y]);
            }
            for (int y = 0; y < 2; y++) {
                double[] p = gathered[2 * (masks - 1) + y];
                for (int cell = 0; cell < cells(); cell++) {
                    if (p[cell] > 0) {
                        double all = union[0][cell] + union[1][cell];
                        redundancies[node] += p[cell] * Math.log(union[y][cell] / (all * onOff[y]));
                    }
                }
            }
            redundancies[node] /= LOG_2;
        }
        return lattice.atoms(redundancies);
    }

    /// H(Y | S) of the batch, in bits.
    public double residualEntropy() {
        double[] on = gathered[2 * (masks - 1) + 1];
        double[] off = gathered[2 * (masks - 1)];
        double sum = 0;
        for (int cell = 0; cell < cells(); cell++) {
            double all = on[cell] + off[cell];
            sum -= term(on[cell], all) + term(off[cell], all);
        }
        return sum / LOG_2;
    }

    private static double term(double p, double all) {
        return p > 0 ? p * Math.log(p / all) : 0;
    }

    /// The value of the goal in the batch, in bits.
    public double value() {
        double[] atoms = atoms();
        double value = goal.residual() == 0 ? 0 : goal.residual() * residualEntropy();
        for (int node = 0; node < atoms.length; node++) {
            value += goal.weight(node) * atoms[node];
        }
        return value;
    }
}
