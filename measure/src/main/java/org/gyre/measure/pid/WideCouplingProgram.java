package org.gyre.measure.pid;

import java.util.Arrays;

/// The program of [CouplingProgram] once more, slowly and in 32 digits, for laws whose probabilities
/// differ by so many orders of magnitude that the equations in doubles are all rounding.
///
/// The barrier function
///
///     φ(λ) = −bᵀ λ − μ Σ w ln (−L)
///
/// is convex; Newton steps that shrink until they pay lead to its minimum, for one μ after the other.
/// There Q = μ w / −L has the margins.
final class WideCouplingProgram {
    /// Number of multipliers up to which the square matrix of these numbers is affordable.
    static final int MOST_MULTIPLIERS = 200;

    /// The least μ; bounds differ by it, as all w add up to one.
    private static final double LAST = 1e-11;

    private static final double REDUCTION = 0.1;

    private static final int MOST_CENTRING = 100;

    /// Newton decrement, in units of μ, at which the minimum is near enough: so small, because a pair
    /// with little w shows little in it.
    private static final double CENTRED = 1e-20;

    /// Share of the promised descent that is enough for a step.
    private static final double PAYING = 0.1;

    private final Couplings cells;
    private final double[] scale;
    private final int pairs;
    private final int n;
    private final Wide[] margins;
    private final Wide[] factor;
    private final Wide[] step;
    private Point point;
    private int steps;

    /// Multipliers, L of each pair and c of each cell.
    private record Point(Wide[] lambda, Wide[] level, Wide[] share) {}

    /// @param scale w of each pair, all adding up to one
    /// @param lambda where L < 0 for each pair
    WideCouplingProgram(Couplings cells, double[] scale, double[] lambda) {
        this.cells = cells;
        this.scale = scale;
        pairs = cells.pairs();
        n = cells.margins();
        margins = wide(cells.margins(new double[n]));
        factor = new Wide[n * n];
        step = new Wide[n];
        point = point(wide(lambda));
    }

    private static Wide[] wide(double[] values) {
        return Arrays.stream(values).mapToObj(Wide::of).toArray(Wide[]::new);
    }

    /// Follows the minimum to the last μ.
    void solve() {
        for (double mu = 1; mu >= LAST; mu *= REDUCTION) {
            centre(Wide.of(mu));
        }
    }

    /// λ, rounded.
    double[] lambda() {
        return Arrays.stream(point.lambda).mapToDouble(Wide::high).toArray();
    }

    /// q = Q c in each cell at the last μ, rounded.
    double[] law() {
        double[] law = new double[cells.count()];
        for (int j = 0; j < pairs; j++) {
            Wide weight = weight(j, Wide.of(LAST));
            for (int k = cells.start(j); k < cells.start(j + 1); k++) {
                law[k] = weight.times(point.share[k]).high();
            }
        }
        return law;
    }

    /// Newton steps so far.
    int steps() {
        return steps;
    }

    private Wide weight(int pair, Wide mu) {
        return mu.times(scale[pair]).over(point.level[pair].negated());
    }

    private void centre(Wide mu) {
        for (int i = 0; i < MOST_CENTRING; i++) {
            double decrement = direction(mu);
            if (!(decrement > CENTRED * mu.high()) || !descend(mu, decrement)) {
                return;
            }
            steps++;
        }
    }

    /// Writes the Newton step; its decrement.
    private double direction(Wide mu) {
        Wide[] slope = margins.clone();
        Arrays.fill(factor, Wide.ZERO);
        for (int j = 0; j < pairs; j++) {
            add(j, weight(j, mu), slope);
        }
        factor();
        System.arraycopy(slope, 0, step, 0, n);
        substitute();
        Wide decrement = Wide.ZERO;
        for (int i = 0; i < n; i++) {
            decrement = decrement.plus(slope[i].times(step[i]));
        }
        return decrement.high();
    }

    /// Takes the margins of one pair from the slope, and adds Q diag c + (Q/σ − Q) c cᵀ to the matrix.
    private void add(int pair, Wide weight, Wide[] slope) {
        Wide by = weight.over(point.level[pair].negated()).minus(weight);
        int from = cells.start(pair);
        int to = cells.start(pair + 1);
        for (int k = from; k < to; k++) {
            Wide part = weight.times(point.share[k]);
            int row = cells.row(k);
            int column = cells.column(k);
            increase(row, row, part);
            slope[row] = slope[row].minus(part);
            if (column >= 0) {
                increase(column, column, part);
                increase(column, row, part);
                slope[column] = slope[column].minus(part);
            }
            Wide scaled = by.times(point.share[k]);
            for (int l = from; l < to; l++) {
                Wide product = scaled.times(point.share[l]);
                int otherColumn = cells.column(l);
                increaseLower(row, cells.row(l), product);
                if (otherColumn >= 0) {
                    increaseLower(row, otherColumn, product);
                }
                if (column >= 0) {
                    increaseLower(column, cells.row(l), product);
                    if (otherColumn >= 0) {
                        increaseLower(column, otherColumn, product);
                    }
                }
            }
        }
    }

    private void increaseLower(int i, int j, Wide by) {
        if (i >= j) {
            increase(i, j, by);
        }
    }

    private void increase(int i, int j, Wide by) {
        factor[i * n + j] = factor[i * n + j].plus(by);
    }

    /// Cholesky's; a pivot that is not positive makes the unknown zero.
    private void factor() {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                Wide sum = factor[i * n + j];
                for (int k = 0; k < j; k++) {
                    sum = sum.minus(factor[i * n + k].times(factor[j * n + k]));
                }
                if (j == i) {
                    factor[i * n + i] = sum.high() > 0 ? sum.squareRoot() : Wide.ZERO;
                } else {
                    factor[i * n + j] = divided(sum, j);
                }
            }
        }
    }

    private Wide divided(Wide x, int pivot) {
        Wide by = factor[pivot * n + pivot];
        return by.high() > 0 ? x.over(by) : Wide.ZERO;
    }

    private void substitute() {
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < i; k++) {
                step[i] = step[i].minus(factor[i * n + k].times(step[k]));
            }
            step[i] = divided(step[i], i);
        }
        for (int i = n - 1; i >= 0; i--) {
            step[i] = divided(step[i], i);
            for (int k = 0; k < i; k++) {
                step[k] = step[k].minus(factor[i * n + k].times(step[i]));
            }
        }
    }

    /// Goes as far as pays; whether there was such a step.
    private boolean descend(Wide mu, double decrement) {
        Wide before = barrier(point, mu);
        for (double length = 1; length > 1e-12; length /= 2) {
            Wide[] moved = new Wide[n];
            for (int i = 0; i < n; i++) {
                moved[i] = point.lambda[i].plus(step[i].times(length));
            }
            Point tried = point(moved);
            if (inside(tried) && barrier(tried, mu).minus(before).high() <= -PAYING * length * decrement) {
                point = tried;
                return true;
            }
        }
        return false;
    }

    private static boolean inside(Point tried) {
        return Arrays.stream(tried.level).allMatch(level -> level.high() < 0);
    }

    private Wide barrier(Point at, Wide mu) {
        Wide sum = Wide.ZERO;
        for (int j = 0; j < pairs; j++) {
            sum = sum.plus(at.level[j].negated().log().times(scale[j]));
        }
        sum = sum.times(mu);
        for (int i = 0; i < n; i++) {
            sum = sum.plus(margins[i].times(at.lambda[i]));
        }
        return sum.negated();
    }

    private Point point(Wide[] lambda) {
        Wide[] level = new Wide[pairs];
        Wide[] share = new Wide[cells.count()];
        for (int j = 0; j < pairs; j++) {
            int from = cells.start(j);
            int to = cells.start(j + 1);
            Wide largest = Wide.of(Double.NEGATIVE_INFINITY);
            for (int k = from; k < to; k++) {
                int column = cells.column(k);
                Wide row = lambda[cells.row(k)];
                share[k] = column < 0 ? row : row.plus(lambda[column]);
                largest = share[k].high() > largest.high() ? share[k] : largest;
            }
            Wide sum = Wide.ZERO;
            for (int k = from; k < to; k++) {
                share[k] = share[k].minus(largest).exp();
                sum = sum.plus(share[k]);
            }
            for (int k = from; k < to; k++) {
                share[k] = share[k].over(sum);
            }
            level[j] = largest.plus(sum.log());
        }
        return new Point(lambda, level, share);
    }
}
