package org.gyre.measure.pid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.gyre.core.InputException;
import org.junit.jupiter.api.Test;

class UniqueInformationTest {
    /// The search ends at 1e-9 nats; the entropy of the target adds rounding.
    private static final double CERTIFIED = 1.0001e-9;

    /// I_Q(Y; S₁, S₂) of a dense law `[s₁][s₂][y]`.
    private static double information(double[][][] q) {
        int ys = q[0][0].length;
        double[] target = new double[ys];
        for (double[][] rows : q) {
            for (double[] cells : rows) {
                for (int y = 0; y < ys; y++) {
                    target[y] += cells[y];
                }
            }
        }
        double sum = 0;
        for (double[][] rows : q) {
            for (double[] cells : rows) {
                double pair = 0;
                for (double p : cells) {
                    pair += p;
                }
                for (int y = 0; y < ys; y++) {
                    sum += cells[y] > 0 ? cells[y] * Math.log(cells[y] / pair / target[y]) : 0;
                }
            }
        }
        return sum;
    }

    private static JointTable table(double[][][] q) {
        int second = q[0].length;
        int ys = q[0][0].length;
        int[][] rows = new int[q.length * second * ys][];
        double[] p = new double[rows.length];
        for (int cell = 0; cell < rows.length; cell++) {
            rows[cell] = new int[] {cell / ys / second, cell / ys % second, cell % ys};
            p[cell] = q[rows[cell][0]][rows[cell][1]][rows[cell][2]];
        }
        return JointTable.of(rows, p);
    }

    /// @param power how unequal the cells are
    private static double[][][] law(SplittableRandom random, int first, int second, int ys, double kept, double power) {
        double[][][] q = new double[first][second][ys];
        double total = 0;
        for (double[][] rows : q) {
            for (double[] cells : rows) {
                for (int y = 0; y < ys; y++) {
                    cells[y] = random.nextDouble() < kept ? Math.pow(random.nextDouble(), power) : 0;
                    total += cells[y];
                }
            }
        }
        if (total == 0) {
            q[0][0][0] = 1;
            return q;
        }
        for (double[][] rows : q) {
            for (double[] cells : rows) {
                for (int y = 0; y < ys; y++) {
                    cells[y] /= total;
                }
            }
        }
        return q;
    }

    /// The least value of a convex function on an interval, by golden sections.
    private static double least(DoubleUnaryOperator f, double from, double to) {
        double ratio = (Math.sqrt(5) - 1) / 2;
        double a = from;
        double b = to;
        double x = b - ratio * (b - a);
        double y = a + ratio * (b - a);
        double atX = f.applyAsDouble(x);
        double atY = f.applyAsDouble(y);
        for (int i = 0; i < 75; i++) {
            if (atX < atY) {
                b = y;
                y = x;
                atY = atX;
                x = b - ratio * (b - a);
                atX = f.applyAsDouble(x);
            } else {
                a = x;
                x = y;
                atX = atY;
                y = a + ratio * (b - a);
                atY = f.applyAsDouble(y);
            }
        }
        return Math.min(Math.min(atX, atY), Math.min(f.applyAsDouble(from), f.applyAsDouble(to)));
    }

    /// Two binary sources leave one free number for each value of the target: the law moves by ± around
    /// the square.
    private static double[][][] moved(double[][][] q, double[] by) {
        double[][][] other = new double[2][2][by.length];
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 2; b++) {
                for (int y = 0; y < by.length; y++) {
                    other[a][b][y] = Math.max(0, q[a][b][y] + (a == b ? by[y] : -by[y]));
                }
            }
        }
        return other;
    }

    private static double lowest(double[][][] q, int y) {
        return -Math.min(q[0][0][y], q[1][1][y]);
    }

    private static double highest(double[][][] q, int y) {
        return Math.min(q[0][1][y], q[1][0][y]);
    }

    /// Binary sources and target: a search over both free numbers, one inside the other, needs no
    /// theory.
    @Test
    void binaryTablesAgreeWithASearchOverAllLaws() {
        SplittableRandom random = new SplittableRandom(1);
        for (int trial = 0; trial < 60; trial++) {
            double[][][] q =
                    law(random, 2, 2, 2, trial % 2 == 0 ? 1 : 0.6, trial % 3 == 0 ? 8 : trial % 3 == 1 ? 30 : 1);
            double union = least(
                    first -> least(
                            second -> information(moved(q, new double[] {first, second})), lowest(q, 1), highest(q, 1)),
                    lowest(q, 0),
                    highest(q, 0));
            UniqueInformation found = UniqueInformation.of(table(q));
            double synergy = information(q) - union;
            assertThat(found.decomposition().atom("{12}")).as("trial %d", trial).isCloseTo(synergy, within(3e-9));
            assertThat(found.gap()).isLessThan(CERTIFIED);
        }
    }

    /// The optimum is certified: what the dual proves and what a law reaches are within 1e-9 nats, on
    /// tables that are full or sparse, and with probabilities from alike (u¹ to u⁵) to many orders of
    /// magnitude apart (u³⁰).
    @Test
    void randomTablesAreSolvedToTheirCertificate() {
        SplittableRandom random = new SplittableRandom(2);
        for (int trial = 0; trial < 600; trial++) {
            int first = 1 + random.nextInt(5);
            int second = 1 + random.nextInt(5);
            int ys = 1 + random.nextInt(4);
            double kept = 0.2 + 0.8 * random.nextDouble();
            double power = trial % 4 == 0 ? 30 : 1 + 4 * random.nextDouble();
            UniqueInformation found = UniqueInformation.of(table(law(random, first, second, ys, kept, power)));
            assertThat(found.gap()).as("trial %d, u^%s", trial, power).isLessThan(CERTIFIED);
        }
    }

    /// No law with the same margins tells less: moves around random squares never get below the found
    /// minimum.
    @Test
    void noLawWithTheSameMarginsTellsLess() {
        SplittableRandom random = new SplittableRandom(3);
        for (int trial = 0; trial < 20; trial++) {
            double[][][] q = law(random, 3, 4, 3, 0.8, 1);
            Decomposition found = UniqueInformation.of(table(q)).decomposition();
            double union = found.total() - found.atom("{12}");
            double seen = information(q);
            for (int move = 0; move < 3000; move++) {
                int a = random.nextInt(3);
                int other = (a + 1 + random.nextInt(2)) % 3;
                int b = random.nextInt(4);
                int beside = (b + 1 + random.nextInt(3)) % 4;
                int y = random.nextInt(3);
                double by = random.nextDouble() * Math.min(q[a][b][y], q[other][beside][y]);
                q[a][b][y] -= by;
                q[other][beside][y] -= by;
                q[a][beside][y] += by;
                q[other][b][y] += by;
                double now = information(q);
                if (now > seen) {
                    q[a][b][y] += by;
                    q[other][beside][y] += by;
                    q[a][beside][y] -= by;
                    q[other][b][y] -= by;
                } else {
                    seen = now;
                }
            }
            assertThat(seen).isGreaterThan(union - 1e-9).isLessThan(union + 0.05);
        }
    }

    /// Alternating projections reach 2.4e-5 only on this table; its optimum is on the boundary, where
    /// pair weights and their multipliers vanish together.
    @Test
    void theDegenerateTableIsSolvedToo() {
        UniqueInformation found = UniqueInformation.of(Gates.named("POLY322"));
        assertThat(found.gap()).isLessThan(CERTIFIED);
        assertThat(found.decomposition().atom("{1}")).isCloseTo(0, within(2e-9));
    }

    @Test
    void alphabetsOfDozensAreSolved() {
        UniqueInformation found = UniqueInformation.of(Gates.random(new SplittableRandom(4), 2, 12, 6, 0.5));
        assertThat(found.gap()).isLessThan(CERTIFIED);
        assertThat(found.iterations()).isLessThan(60);
    }

    @Test
    void threeSourcesAreRefused() {
        assertThatThrownBy(() -> UniqueInformation.of(Gates.ofThreeBits(bits -> bits)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("2 sources");
    }

    @Test
    void sourcesWithTooManySymbolsAreRefused() {
        int[][] rows = new int[3000][];
        double[] p = new double[3000];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = new int[] {r, r, r % 2};
            p[r] = 1.0 / 3000;
        }
        assertThatThrownBy(() -> UniqueInformation.of(JointTable.of(rows, p)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("6000 margins");
    }
}
