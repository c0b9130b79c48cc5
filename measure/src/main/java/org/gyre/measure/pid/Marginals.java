package org.gyre.measure.pid;

import org.gyre.measure.series.SymbolSeries;

/// The marginal laws p(s_A) and p(s_A, y) of a table for every non-empty set A of sources, looked up by
/// the cells of the table; sets are masks.
final class Marginals {
    private final double[] probabilities;
    private final int[] targets;
    private final double[] targetLaw;
    /// `[mask][cell]`: p(s_A) at the cell.
    private final double[][] sourceAt;
    /// `[mask][cell]`: p(s_A, y) at the cell.
    private final double[][] jointAt;

    Marginals(JointTable table) {
        int cells = table.cells();
        probabilities = new double[cells];
        for (int cell = 0; cell < cells; cell++) {
            probabilities[cell] = table.probability(cell);
        }
        SymbolSeries target = table.series(table.sources());
        targets = target.codes();
        targetLaw = sums(target);
        int masks = 1 << table.sources();
        sourceAt = new double[masks][];
        jointAt = new double[masks][];
        SymbolSeries[] joined = new SymbolSeries[masks];
        for (int mask = 1; mask < masks; mask++) {
            SymbolSeries last = table.series(31 - Integer.numberOfLeadingZeros(mask));
            int rest = mask & ~Integer.highestOneBit(mask);
            joined[mask] = rest == 0 ? last : joined[rest].joined(last);
            sourceAt[mask] = at(joined[mask]);
            jointAt[mask] = mask == masks - 1 ? probabilities : at(joined[mask].joined(target));
        }
    }

    private double[] sums(SymbolSeries classes) {
        double[] sums = new double[classes.distinct()];
        int[] of = classes.codes();
        for (int cell = 0; cell < of.length; cell++) {
            sums[of[cell]] += probabilities[cell];
        }
        return sums;
    }

    /// The probability of each cell's class.
    private double[] at(SymbolSeries classes) {
        double[] sums = sums(classes);
        int[] of = classes.codes();
        double[] at = new double[of.length];
        for (int cell = 0; cell < of.length; cell++) {
            at[cell] = sums[of[cell]];
        }
        return at;
    }

    int cells() {
        return probabilities.length;
    }

    double probability(int cell) {
        return probabilities[cell];
    }

    /// p(y) at a cell.
    double target(int cell) {
        return targetLaw[targets[cell]];
    }

    /// Writes p(s_A) at a cell for every mask A.
    void sources(int cell, double[] byMask) {
        for (int mask = 1; mask < byMask.length; mask++) {
            byMask[mask] = sourceAt[mask][cell];
        }
    }

    /// Writes p(s_A, y) at a cell for every mask A.
    void joint(int cell, double[] byMask) {
        for (int mask = 1; mask < byMask.length; mask++) {
            byMask[mask] = jointAt[mask][cell];
        }
    }

    /// p(s_A) at every cell, `[mask][cell]`; not to be changed.
    double[][] sources() {
        return sourceAt;
    }

    /// p(s_A, y) at every cell, `[mask][cell]`; not to be changed.
    double[][] joints() {
        return jointAt;
    }

    /// What the sources of a set tell about each value of the target, weighted with its probability:
    ///
    ///     p(y) I(Y = y; S_A) = Σ_{s_A} p(s_A, y) ln [p(s_A, y) / (p(s_A) p(y))]
    ///
    /// (the specific information of Williams and Beer 2010), which adds up to I(Y; S_A).
    double[] specific(int mask) {
        double[] specific = new double[targetLaw.length];
        for (int cell = 0; cell < probabilities.length; cell++) {
            specific[targets[cell]] +=
                    probabilities[cell] * StrictMath.log(jointAt[mask][cell] / sourceAt[mask][cell] / target(cell));
        }
        return specific;
    }

    /// I(Y; S_A).
    double information(int mask) {
        double sum = 0;
        for (double part : specific(mask)) {
            sum += part;
        }
        return sum;
    }
}
