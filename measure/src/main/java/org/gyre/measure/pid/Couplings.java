package org.gyre.measure.pid;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// The cells (s₁, s₂, y) in which a law with given margins q(s₁, y) and q(s₂, y) can have probability,
/// pair by pair (s₁, s₂), and the margins that each adds to.
///
/// The margins of a value y of the target are dependent, as both kinds add up to q(y): the
/// largest column of each y carries no multiplier of its own and is called fixed.
final class Couplings {
    private static final int SWEEPS = 5;

    /// The square of the number of margins is held in memory.
    private static final int MOST_MARGINS = 4000;

    private static final int MOST_CELLS = 1 << 22;

    /// First cell of each pair, and the number of cells.
    private final int[] starts;
    /// `[cell]`: which q(s₁, y), and which q(s₂, y) counted from the first of these.
    private final int[] rows;
    private final int[] columns;
    /// Values of the positive margins, `[row]` and `[column]`.
    private final double[] rowLaw;
    private final double[] columnLaw;
    /// ln of q(s₂, y) / q(y), `[column]`.
    private final double[] columnLog;
    /// Number of the multiplier of each column, or −1 if it is fixed.
    private final int[] columnMultiplier;
    private final int multipliers;
    /// The value of the target that a row belongs to, and how many values there are.
    private final int[] rowTarget;
    /// s₁ of each row, and how many there are.
    private final int[] rowSource;
    private final int firsts;
    private final int targets;

    private Couplings(
            int[] starts,
            int[] rows,
            int[] columns,
            double[] rowLaw,
            double[] columnLaw,
            double[] columnLog,
            int[] columnMultiplier,
            int multipliers,
            int[] rowTarget,
            int targets,
            int[] rowSource,
            int firsts) {
        this.starts = starts;
        this.rows = rows;
        this.columns = columns;
        this.rowLaw = rowLaw;
        this.columnLaw = columnLaw;
        this.columnLog = columnLog;
        this.columnMultiplier = columnMultiplier;
        this.multipliers = multipliers;
        this.rowTarget = rowTarget;
        this.rowSource = rowSource;
        this.firsts = firsts;
        this.targets = targets;
    }

    /// @param first q(s₁, y), `[s₁][y]`
    /// @param second q(s₂, y), `[s₂][y]`
    /// @throws InputException if there are too many margins or cells
    static Couplings of(double[] first, int firstSize, double[] second, int secondSize, int ys) {
        int[] rowOf = new int[first.length];
        double[] rowLaw = positive(first, rowOf);
        int[] columnOf = new int[second.length];
        double[] columnLaw = positive(second, columnOf);
        if (rowLaw.length + columnLaw.length > MOST_MARGINS) {
            throw tooLarge(firstSize, secondSize, rowLaw.length + columnLaw.length, "margins", MOST_MARGINS);
        }
        long cells = 0;
        for (int y = 0; y < ys; y++) {
            cells += occupied(first, firstSize, ys, y) * occupied(second, secondSize, ys, y);
        }
        if (cells > MOST_CELLS) {
            throw tooLarge(firstSize, secondSize, cells, "cells", MOST_CELLS);
        }
        int[] starts = new int[(int) Math.min(cells, (long) firstSize * secondSize) + 1];
        int[] rows = new int[(int) cells];
        int[] columns = new int[(int) cells];
        int pairs = 0;
        int at = 0;
        for (int s = 0; s < firstSize; s++) {
            int from = s * ys;
            int[] told = IntStream.range(0, ys).filter(y -> first[from + y] > 0).toArray();
            for (int t = 0; t < secondSize; t++) {
                int before = at;
                for (int y : told) {
                    if (second[t * ys + y] > 0) {
                        rows[at] = rowOf[s * ys + y];
                        columns[at++] = columnOf[t * ys + y];
                    }
                }
                if (at > before) {
                    starts[++pairs] = at;
                }
            }
        }
        int[] columnMultiplier = new int[columnLaw.length];
        double[] columnLog = new double[columnLaw.length];
        int multipliers = rowLaw.length;
        for (int y = 0; y < ys; y++) {
            double total = 0;
            for (int t = 0; t < secondSize; t++) {
                total += second[t * ys + y];
            }
            int fixed = largest(second, secondSize, ys, y);
            for (int t = 0; t < secondSize; t++) {
                int cell = t * ys + y;
                if (second[cell] > 0) {
                    columnLog[columnOf[cell]] = Math.log(second[cell] / total);
                    columnMultiplier[columnOf[cell]] = t == fixed ? -1 : multipliers++;
                }
            }
        }
        return new Couplings(
                Arrays.copyOf(starts, pairs + 1),
                rows,
                columns,
                rowLaw,
                columnLaw,
                columnLog,
                columnMultiplier,
                multipliers,
                targetOf(first, ys),
                ys,
                sourceOf(first, ys),
                firstSize);
    }

    private static InputException tooLarge(int first, int second, long count, String what, int most) {
        return new InputException("unique information of sources with " + first + " and " + Plural.of(second, "symbol")
                + " needs " + count + " " + what + ", more than the " + most
                + " that are allowed; merge symbols or take another redundancy");
    }

    /// The positive elements, and the place of each among them.
    private static double[] positive(double[] law, int[] placeOf) {
        int count = 0;
        for (int i = 0; i < law.length; i++) {
            placeOf[i] = law[i] > 0 ? count++ : -1;
        }
        return Arrays.stream(law).filter(p -> p > 0).toArray();
    }

    /// y of each positive element of a law `[s][y]`.
    private static int[] targetOf(double[] law, int ys) {
        return IntStream.range(0, law.length)
                .filter(i -> law[i] > 0)
                .map(i -> i % ys)
                .toArray();
    }

    /// The s with the largest q(s, y).
    private static int largest(double[] law, int size, int ys, int y) {
        int best = 0;
        for (int s = 1; s < size; s++) {
            best = law[s * ys + y] > law[best * ys + y] ? s : best;
        }
        return best;
    }

    /// s of each positive element of a law `[s][y]`.
    private static int[] sourceOf(double[] law, int ys) {
        return IntStream.range(0, law.length)
                .filter(i -> law[i] > 0)
                .map(i -> i / ys)
                .toArray();
    }

    private static long occupied(double[] law, int size, int ys, int y) {
        long count = 0;
        for (int s = 0; s < size; s++) {
            count += law[s * ys + y] > 0 ? 1 : 0;
        }
        return count;
    }

    /// Number of cells.
    int count() {
        return rows.length;
    }

    /// Number of pairs (s₁, s₂) with a cell.
    int pairs() {
        return starts.length - 1;
    }

    /// Number of independent margins, hence of multipliers λ.
    int margins() {
        return multipliers;
    }

    /// First cell of a pair; that of the pair after the last is the number of cells.
    int start(int pair) {
        return starts[pair];
    }

    /// The multiplier of the row of a cell.
    int row(int cell) {
        return rows[cell];
    }

    /// The multiplier of the column of a cell, or −1 if it is fixed.
    int column(int cell) {
        return columnMultiplier[columns[cell]];
    }

    /// λ₁ + λ₂ at a cell.
    double exponent(int cell, double[] lambda) {
        int column = column(cell);
        return column < 0 ? lambda[rows[cell]] : lambda[rows[cell]] + lambda[column];
    }

    /// Writes the λ for which e^{λ₁+λ₂} = q(s₁, y) q(s₂, y) / q(y), where the sources are independent
    /// given the target. Fixed columns have λ₂ = 0, and the rows of the same y carry what is theirs.
    void independent(double[] lambda) {
        double[] fixed = new double[rowLaw.length];
        double[] columnShift = new double[columnLaw.length];
        for (int cell = 0; cell < rows.length; cell++) {
            if (column(cell) < 0) {
                fixed[rows[cell]] = columnLog[columns[cell]];
            }
        }
        for (int cell = 0; cell < rows.length; cell++) {
            columnShift[columns[cell]] = fixed[rows[cell]];
        }
        for (int row = 0; row < rowLaw.length; row++) {
            lambda[row] = Math.log(rowLaw[row]) + fixed[row];
        }
        for (int column = 0; column < columnLaw.length; column++) {
            if (columnMultiplier[column] >= 0) {
                lambda[columnMultiplier[column]] = columnLog[column] - columnShift[column];
            }
        }
    }

    /// Adds to all λ₁, and so to λ₁ + λ₂ in every cell.
    void shiftFirst(double[] lambda, double by) {
        for (int row = 0; row < rowLaw.length; row++) {
            lambda[row] += by;
        }
    }

    /// Multipliers with L ≤ 0 for every pair from any others: all λ₁ of an s₁ move by the same amount,
    /// down or up, so that the largest L of its pairs becomes zero.
    double[] feasible(double[] lambda, double[] level) {
        double[] highest = new double[firsts];
        Arrays.fill(highest, Double.NEGATIVE_INFINITY);
        for (int j = 0; j < pairs(); j++) {
            int s = rowSource[rows[starts[j]]];
            highest[s] = Math.max(highest[s], level[j]);
        }
        double[] moved = lambda.clone();
        for (int row = 0; row < rowLaw.length; row++) {
            moved[row] -= highest[rowSource[row]];
        }
        return moved;
    }

    /// Σ λ₁ q(s₁, y) + Σ λ₂ q(s₂, y).
    double dual(double[] lambda) {
        double sum = 0;
        for (int row = 0; row < rowLaw.length; row++) {
            sum += lambda[row] * rowLaw[row];
        }
        for (int column = 0; column < columnLaw.length; column++) {
            if (columnMultiplier[column] >= 0) {
                sum += lambda[columnMultiplier[column]] * columnLaw[column];
            }
        }
        return sum;
    }

    /// Writes the margin of each multiplier.
    double[] margins(double[] out) {
        System.arraycopy(rowLaw, 0, out, 0, rowLaw.length);
        for (int column = 0; column < columnLaw.length; column++) {
            if (columnMultiplier[column] >= 0) {
                out[columnMultiplier[column]] = columnLaw[column];
            }
        }
        return out;
    }

    /// Writes the margins less those of c · centre / −L.
    void rightHandSide(double[] centre, double[] level, double[] share, double[] out) {
        margins(out);
        for (int j = 0; j < pairs(); j++) {
            double factor = centre[j] / -level[j];
            for (int k = starts[j]; k < starts[j + 1]; k++) {
                double part = share[k] * factor;
                out[rows[k]] -= part;
                int column = column(k);
                if (column >= 0) {
                    out[column] -= part;
                }
            }
        }
    }

    /// Moves a law that nearly has the margins to one that has them: rows and columns are scaled in
    /// turns, then those that are too heavy scaled down, and what is missing is spread over the cells
    /// of each y in proportion to what their row and their column lack (Altschuler, Weed and Rigollet
    /// 2017, algorithm 2). The law moves by no more than it lacked, also where scaling alone would take
    /// forever.
    void roundToMargins(double[] law) {
        double[] rowSums = new double[rowLaw.length];
        double[] columnSums = new double[columnLaw.length];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            scale(law, rows, rowLaw, rowSums, Double.POSITIVE_INFINITY);
            scale(law, columns, columnLaw, columnSums, Double.POSITIVE_INFINITY);
        }
        scale(law, rows, rowLaw, rowSums, 1);
        scale(law, columns, columnLaw, columnSums, 1);
        sums(law, rows, rowSums);
        sums(law, columns, columnSums);
        double[] lacking = new double[targets];
        for (int row = 0; row < rowLaw.length; row++) {
            rowSums[row] = Math.max(0, rowLaw[row] - rowSums[row]);
            lacking[rowTarget[row]] += rowSums[row];
        }
        for (int column = 0; column < columnLaw.length; column++) {
            columnSums[column] = Math.max(0, columnLaw[column] - columnSums[column]);
        }
        for (int k = 0; k < law.length; k++) {
            double total = lacking[rowTarget[rows[k]]];
            law[k] += total > 0 ? rowSums[rows[k]] * columnSums[columns[k]] / total : 0;
        }
    }

    /// Scales each row or column to its margin, or by `most` if that is less.
    private static void scale(double[] law, int[] of, double[] margins, double[] sums, double most) {
        sums(law, of, sums);
        for (int i = 0; i < sums.length; i++) {
            sums[i] = sums[i] > 0 ? Math.min(most, margins[i] / sums[i]) : 1;
        }
        for (int k = 0; k < law.length; k++) {
            law[k] *= sums[of[k]];
        }
    }

    private static void sums(double[] law, int[] of, double[] sums) {
        Arrays.fill(sums, 0);
        for (int k = 0; k < law.length; k++) {
            sums[of[k]] += law[k];
        }
    }

    /// Σ q ln (q / Q) = −H(Y | S₁, S₂).
    double negativeConditionalEntropy(double[] law) {
        double sum = 0;
        for (int j = 0; j < pairs(); j++) {
            double weight = 0;
            for (int k = starts[j]; k < starts[j + 1]; k++) {
                weight += law[k];
            }
            for (int k = starts[j]; k < starts[j + 1]; k++) {
                sum += law[k] > 0 ? law[k] * Math.log(law[k] / weight) : 0;
            }
        }
        return sum;
    }
}
