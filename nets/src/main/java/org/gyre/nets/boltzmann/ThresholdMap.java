package org.gyre.nets.boltzmann;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.gyre.core.InputException;
import org.gyre.core.StateMap;

/// The deterministic limit of a Boltzmann machine, its most probable successor: unit i fires in the
/// next step if
///
///     u_i = b_i + Σ_j W_ij y_j > 0
///
/// and falls silent if u_i < 0; [Ties] says what it does at zero. Rows of W are targets. Immutable.
///
/// **Rounding.** With ε = 2⁻⁵², a sum of N + 1 numbers in any order, the rounding of the numbers
/// themselves included, is within (N + 1) ε/2 (|b_i| + Σ_j |W_ij|) of the real one. Twice that is zero
/// here: |u_i| ≤ (N + 1) ε (|b_i| + Σ_j |W_ij|), so that what is zero in real numbers is a tie in
/// whatever order it is summed. Weights into one unit that differ by a factor of 10¹⁵ are therefore too
/// much.
public final class ThresholdMap implements StateMap {
    /// Largest number of units whose successor table is made.
    public static final int LARGEST_TABLE = 26;

    private static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED;

    private final int units;
    /// W transposed, `[from][to]`, so that all units hear one at a time.
    private final double[] columns;

    private final double[] bias;
    private final Coding coding;
    private final Ties ties;
    private final double[] tolerance;

    private ThresholdMap(int units, double[] weights, double[] bias, Coding coding, Ties ties) {
        this.units = units;
        columns = new double[units * units];
        this.bias = bias;
        this.coding = coding;
        this.ties = ties;
        tolerance = new double[units];
        for (int i = 0; i < units; i++) {
            double sum = Math.abs(bias[i]);
            for (int j = 0; j < units; j++) {
                double weight = weights[i * units + j];
                columns[j * units + i] = weight;
                sum += Math.abs(weight);
            }
            if (!Double.isFinite(sum)) {
                throw new InputException("row " + (i + 1) + ": the magnitudes of its weights and bias add up to more"
                        + " than a number can hold; divide all of them by one constant");
            }
            tolerance[i] = (units + 1) * Math.ulp(1.0) * sum;
        }
    }

    /// The deterministic limit of a machine; its noise, if any, is left out.
    ///
    /// @throws InputException if the magnitudes of the weights into a unit have no finite sum
    public static ThresholdMap of(BoltzmannMachine machine, Ties ties) {
        return new ThresholdMap(machine.units(), machine.weights(), machine.bias(), machine.coding(), ties);
    }

    /// The map of weights with units of ±1, without bias; a unit without input stays.
    ///
    /// @param weights W, `[to][from]`, N×N row-major; copied
    /// @throws IllegalArgumentException if it is not N×N or a weight is not finite
    /// @throws InputException if the magnitudes of the weights into a unit have no finite sum
    public static ThresholdMap of(int units, double[] weights) {
        return of(BoltzmannMachine.of(units, weights), Ties.STAY);
    }

    @Override
    public int units() {
        return units;
    }

    /// What a unit with zero input does.
    public Ties ties() {
        return ties;
    }

    @Override
    public void next(long[] state, long[] next) {
        // The lower units apart from the upper ones, as in the table, so that both round alike.
        double[] low = new double[units];
        double[] high = bias.clone();
        for (int j = 0; j < units; j++) {
            boolean fires = (state[j >>> 6] >>> (j & 63) & 1) != 0;
            if (fires || coding == Coding.PM1) {
                addInputs(j, fires ? 1 : -1, j < units / 2 ? low : high);
            }
        }
        Arrays.fill(next, 0);
        for (int i = 0; i < units; i++) {
            double u = low[i] + high[i];
            boolean fires = u > tolerance[i]
                    || (ties == Ties.STAY && u >= -tolerance[i] && (state[i >>> 6] >>> (i & 63) & 1) != 0);
            if (fires) {
                next[i >>> 6] |= 1L << (i & 63);
            }
        }
    }

    private void addInputs(int from, double value, double[] inputs) {
        int column = from * units;
        for (int i = 0; i < units; i++) {
            inputs[i] += value * columns[column + i];
        }
    }

    /// Every state's successor, with unit i as bit i of a state, and how often a unit had zero input.
    ///
    /// @param next 2^N successors
    /// @param ties pairs of a state and a unit whose input counts as zero there, of N · 2^N
    @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
    public record Table(int[] next, long ties) {}

    /// The successors of all states.
    ///
    /// A state is split into lower and upper units. The inputs from either half are tabulated, 2^(N/2)
    /// rows of N; a state's N inputs are the sum of two rows, which are compared with zero several at
    /// a time.
    ///
    /// @throws IllegalStateException if there are more than [#LARGEST_TABLE] units
    public Table table() {
        if (units > LARGEST_TABLE) {
            throw new IllegalStateException(
                    "there is no table of the successors of " + units + " units: at most " + LARGEST_TABLE);
        }
        int half = units / 2;
        int lanes = SPECIES.length();
        int width = (units + lanes - 1) / lanes * lanes;
        double[] low = inputsFrom(0, half, new double[units], width);
        double[] high = inputsFrom(half, units, bias, width);
        // Lanes beyond the last unit hold zero, which is above no tolerance, and a tie that is masked
        // away.
        double[] upper = Arrays.copyOf(tolerance, width);
        double[] lower = new double[width];
        for (int i = 0; i < units; i++) {
            lower[i] = -tolerance[i];
        }
        int all = (int) ((1L << units) - 1);
        int kept = ties == Ties.STAY ? -1 : 0;
        int[] next = new int[1 << units];
        long tied = 0;
        for (int state = 0; state < next.length; state++) {
            int fromLow = (state & (1 << half) - 1) * width;
            int fromHigh = (state >>> half) * width;
            int above = 0;
            int notBelow = 0;
            for (int i = 0; i < width; i += lanes) {
                DoubleVector u = DoubleVector.fromArray(SPECIES, low, fromLow + i)
                        .add(DoubleVector.fromArray(SPECIES, high, fromHigh + i));
                above |= (int) u.compare(VectorOperators.GT, DoubleVector.fromArray(SPECIES, upper, i))
                                .toLong()
                        << i;
                notBelow |= (int) u.compare(VectorOperators.GE, DoubleVector.fromArray(SPECIES, lower, i))
                                .toLong()
                        << i;
            }
            int tie = notBelow & ~above & all;
            next[state] = above | (tie & state & kept);
            tied += Integer.bitCount(tie);
        }
        return new Table(next, tied);
    }

    /// The inputs to all units from the units `from … to − 1` in each of their states, on top of
    /// `base`: row s, `width` apart, belongs to the state in which unit `from + k` is bit k of s.
    private double[] inputsFrom(int from, int to, double[] base, int width) {
        double[] inputs = new double[(1 << (to - from)) * width];
        System.arraycopy(base, 0, inputs, 0, units);
        for (int j = from; j < to; j++) {
            int rows = 1 << (j - from);
            for (int row = 0; row < rows; row++) {
                for (int i = 0; i < units; i++) {
                    double rest = inputs[row * width + i];
                    double weight = columns[j * units + i];
                    inputs[(rows + row) * width + i] = rest + weight;
                    inputs[row * width + i] = coding == Coding.PM1 ? rest - weight : rest;
                }
            }
        }
        return inputs;
    }
}
