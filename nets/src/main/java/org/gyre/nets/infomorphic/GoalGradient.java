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
    /// Which sums of R any α that counts has a part in, `[mask]`.
    private final boolean[] shared;
    /// `[mask][y][number]`, the rows y as long as there are occupied projections: marginal sums.
    private final double[][] marginals;
    /// `[mask][y][cell]`, as all that follows with rows as long as there are occupied cells: marginal
    /// probabilities at each cell.
    private final double[][] gathered;
    /// `[mask][y][cell]` Σ_α c_α K_αA p/U_α.
    private final double[][] shares;
    /// `[y][cell]` U of one node.
    private final double[] union;
    /// `[y][cell]`.
    private final double[] scratch;

    /// `[cell]`.
    private final double[] slopes;
    /// A sample of each cell.
    private final int[] sampleOfCell;

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
        shared = new boolean[masks];
        marginals = new double[masks][];
        gathered = new double[masks][];
        shares = new double[masks][];
        int cells = (int) Math.min(most, size(masks - 1));
        for (int mask = 1; mask < masks; mask++) {
            int size = Math.toIntExact(size(mask));
            int held = Math.min(size, cells);
            numbers[mask] = new int[size];
            Arrays.fill(numbers[mask], FREE);
            touched[mask] = new int[held];
            projections[mask] = new int[cells];
            marginals[mask] = new double[2 * held];
            gathered[mask] = new double[2 * cells];
            shares[mask] = new double[2 * cells];
            for (int node = 0; node < weights.length; node++) {
                shared[mask] |= weights[node] != 0 && unions[node][mask] != 0;
            }
        }
        union = new double[2 * cells];
        scratch = new double[2 * cells];
        slopes = new double[cells];
        sampleOfCell = new int[cells];
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
        int cells = number(symbols);
        occupied[full] = cells;
        sum(on, off, gathered[full]);
        for (int cell = 0; cell < cells; cell++) {
            projections[full][cell] = cell;
        }
        for (int mask = 1; mask < full; mask++) {
            project(mask, symbols);
            marginal(gathered[full], mask);
            gather(mask, gathered[mask]);
        }
    }

    /// Numbers the occupied cells in the order of the samples.
    ///
    /// @return how many there are
    private int number(int[][] symbols) {
        int[] place = cellOfSample;
        System.arraycopy(symbols[bins.length - 1], 0, place, 0, samples);
        for (int source = bins.length - 2; source >= 0; source--) {
            int[] symbol = symbols[source];
            int size = bins[source];
            for (int k = 0; k < samples; k++) {
                place[k] = place[k] * size + symbol[k];
            }
        }
        int[] number = numbers[masks - 1];
        int cells = 0;
        for (int k = 0; k < samples; k++) {
            int cell = number[place[k]];
            if (cell == FREE) {
                cell = cells++;
                number[place[k]] = cell;
                touched[masks - 1][cell] = place[k];
                sampleOfCell[cell] = k;
            }
            cellOfSample[k] = cell;
        }
        return cells;
    }

    /// p(b, y) and P(y).
    private void sum(double[] on, double[] off, double[] joint) {
        int cells = cells();
        Arrays.fill(joint, 0, 2 * cells, 0);
        for (int k = 0; k < samples; k++) {
            int cell = cellOfSample[k];
            joint[cell] += off[k];
            joint[cells + cell] += on[k];
        }
        for (int y = 0; y < 2; y++) {
            onOff[y] = 0;
            for (int i = y * cells; i < (y + 1) * cells; i++) {
                joint[i] /= samples;
                onOff[y] += joint[i];
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
    private void project(int mask, int[][] symbols) {
        int[] number = numbers[mask];
        int found = 0;
        for (int cell = 0; cell < cells(); cell++) {
            int place = 0;
            for (int source = bins.length - 1; source >= 0; source--) {
                if ((mask >> source & 1) != 0) {
                    place = place * bins[source] + symbols[source][sampleOfCell[cell]];
                }
            }
            if (number[place] == FREE) {
                touched[mask][found] = place;
                number[place] = found++;
            }
            projections[mask][cell] = number[place];
        }
        occupied[mask] = found;
    }

    /// m_A of values of cells, for both outputs.
    private void marginal(double[] values, int mask) {
        int[] projection = projections[mask];
        double[] sums = marginals[mask];
        int cells = cells();
        int projected = occupied[mask];
        Arrays.fill(sums, 0, 2 * projected, 0);
        for (int cell = 0; cell < cells; cell++) {
            int to = projection[cell];
            sums[to] += values[cell];
            sums[projected + to] += values[cells + cell];
        }
    }

    private void gather(int mask, double[] values) {
        int[] projection = projections[mask];
        double[] sums = marginals[mask];
        int cells = cells();
        int projected = occupied[mask];
        for (int cell = 0; cell < cells; cell++) {
            int from = projection[cell];
            values[cell] = sums[from];
            values[cells + cell] = sums[projected + from];
        }
    }

    /// Number of occupied cells E.
    public int cells() {
        return occupied[masks - 1];
    }

    /// U_α(b, y) at every cell.
    private void unite(int node) {
        int count = 2 * cells();
        Arrays.fill(union, 0, count, 0);
        for (int mask = 1; mask < masks; mask++) {
            addTimes(unions[node][mask], gathered[mask], count, union);
        }
    }

    private static void addTimes(int coefficient, double[] values, int count, double[] to) {
        if (coefficient != 0) {
            for (int i = 0; i < count; i++) {
                to[i] += coefficient * values[i];
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
        for (int mask = 1; mask < masks; mask++) {
            Arrays.fill(shares[mask], 0, 2 * cells, 0);
        }
        double odds = Math.log(onOff[0] / onOff[1]);
        for (int node = 0; node < weights.length; node++) {
            if (weights[node] != 0) {
                addNode(node, odds);
            }
        }
        addTotals();
        addResidual();
        double[] joint = joint();
        double scale = 1 / (LOG_2 * samples);
        for (int cell = 0; cell < cells; cell++) {
            slopes[cell] = joint[cell] > 0 && joint[cells + cell] > 0 ? slopes[cell] * scale : 0;
        }
        return slopes;
    }

    /// p(b, y), `[y][cell]`.
    private double[] joint() {
        return gathered[masks - 1];
    }

    /// The logarithm of one node; what it adds to the marginal sums is kept in the shares.
    private void addNode(int node, double odds) {
        int cells = cells();
        unite(node);
        double weight = weights[node];
        for (int cell = 0; cell < cells; cell++) {
            scratch[cell] = union[cells + cell] / union[cell];
        }
        Logarithms.inPlace(scratch, cells);
        for (int cell = 0; cell < cells; cell++) {
            slopes[cell] += weight * (scratch[cell] + odds);
        }
        double[] joint = joint();
        for (int i = 0; i < 2 * cells; i++) {
            // A union is not smaller than its part; where both are zero, so is what is added.
            scratch[i] = weight * joint[i] / Math.max(union[i], Double.MIN_VALUE);
        }
        for (int mask = 1; mask < masks; mask++) {
            addTimes(unions[node][mask], scratch, 2 * cells, shares[mask]);
        }
    }

    /// Σ_α c_α [R_α(b, 1) − R_α(b, 0)].
    private void addTotals() {
        int cells = cells();
        for (int mask = 1; mask < masks; mask++) {
            if (shared[mask]) {
                marginal(shares[mask], mask);
                gather(mask, scratch);
                for (int cell = 0; cell < cells; cell++) {
                    slopes[cell] = slopes[cell] - scratch[cell] + scratch[cells + cell];
                }
            }
        }
    }

    private void addResidual() {
        if (goal.residual() != 0) {
            int cells = cells();
            double[] joint = joint();
            for (int cell = 0; cell < cells; cell++) {
                slopes[cell] -= goal.residual() * Math.log(joint[cells + cell] / joint[cell]);
            }
        }
    }

    /// The atoms of the batch, in bits, by node of the lattice.
    public double[] atoms() {
        int cells = cells();
        double[] joint = joint();
        double[] redundancies = new double[lattice.nodes()];
        for (int node = 0; node < redundancies.length; node++) {
            unite(node);
            for (int i = 0; i < 2 * cells; i++) {
                if (joint[i] > 0) {
                    int cell = i % cells;
                    double all = union[cell] + union[cells + cell];
                    redundancies[node] += joint[i] * Math.log(union[i] / (all * onOff[i / cells]));
                }
            }
            redundancies[node] /= LOG_2;
        }
        return lattice.atoms(redundancies);
    }

    /// H(Y | S) of the batch, in bits.
    public double residualEntropy() {
        int cells = cells();
        double[] joint = joint();
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
            double off = joint[cell];
            double on = joint[cells + cell];
            sum -= term(on, on + off) + term(off, on + off);
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
