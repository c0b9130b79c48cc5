package org.gyre.measure.pid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every law.
class IdentityTest {
    /// BROJA is exact to the gap of its optimum.
    private static Offset<Double> tolerance(Redundancy measure) {
        return within(measure == Redundancy.BROJA ? 2e-9 : 1e-12);
    }

    static Stream<Arguments> measuresOfSources() {
        List<Arguments> all = new ArrayList<>();
        for (Redundancy measure : Redundancy.values()) {
            for (int sources = 2; sources <= (measure == Redundancy.BROJA ? 2 : 4); sources++) {
                all.add(Arguments.of(measure, sources));
            }
        }
        return all.stream();
    }

    /// I(Y; S₁ … S_S) as a sum over the cells.
    private static double information(JointTable table, int set) {
        double sum = 0;
        for (int a = 0; a < table.cells(); a++) {
            double sources = 0;
            double target = 0;
            double both = 0;
            for (int b = 0; b < table.cells(); b++) {
                boolean same = true;
                for (int i = 0; i < table.sources(); i++) {
                    same &= (set >> i & 1) == 0 || table.code(i, a) == table.code(i, b);
                }
                boolean sameTarget = table.code(table.sources(), a) == table.code(table.sources(), b);
                sources += same ? table.probability(b) : 0;
                target += sameTarget ? table.probability(b) : 0;
                both += same && sameTarget ? table.probability(b) : 0;
            }
            sum += table.probability(a) * Math.log(both / sources / target);
        }
        return sum;
    }

    private static JointTable changed(JointTable table, java.util.function.UnaryOperator<int[]> change) {
        int[][] rows = Arrays.stream(Gates.rows(table)).map(change).toArray(int[][]::new);
        return JointTable.of(rows, Gates.probabilities(table));
    }

    @ParameterizedTest
    @MethodSource("measuresOfSources")
    void atomsAddUpToTheInformation(Redundancy measure, int sources) {
        SplittableRandom random = new SplittableRandom(sources);
        for (int trial = 0; trial < 3; trial++) {
            JointTable table = Gates.random(random, sources, 3, 3, 0.4);
            Decomposition found = measure.decompose(table);
            double everything = information(table, (1 << sources) - 1);
            assertThat(Arrays.stream(found.atoms()).sum()).isCloseTo(everything, within(1e-12));
            assertThat(found.total()).isCloseTo(everything, within(1e-12));
            for (int source = 0; source < sources; source++) {
                assertThat(found.redundancy("{" + (source + 1) + "}"))
                        .isCloseTo(information(table, 1 << source), within(1e-12));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("measuresOfSources")
    void swappedSourcesSwapTheirAtoms(Redundancy measure, int sources) {
        JointTable table = Gates.random(new SplittableRandom(7), sources, 3, 2, 0.6);
        JointTable swapped = changed(table, row -> {
            int[] other = row.clone();
            other[0] = row[1];
            other[1] = row[0];
            return other;
        });
        Decomposition one = measure.decompose(table);
        Decomposition two = measure.decompose(swapped);
        for (int node = 0; node < one.atoms().length; node++) {
            int[] sets = one.lattice().sets(node);
            for (int i = 0; i < sets.length; i++) {
                sets[i] = (sets[i] & ~3) | ((sets[i] & 1) << 1) | ((sets[i] >> 1) & 1);
            }
            int image = node(two.lattice(), sets);
            assertThat(two.atoms()[image]).isCloseTo(one.atoms()[node], tolerance(measure));
        }
    }

    private static int node(RedundancyLattice lattice, int[] sets) {
        for (int node = 0; node < lattice.nodes(); node++) {
            int[] candidate = lattice.sets(node);
            Arrays.sort(candidate);
            int[] wanted = sets.clone();
            Arrays.sort(wanted);
            if (Arrays.equals(candidate, wanted)) {
                return node;
            }
        }
        throw new AssertionError("no such node");
    }

    /// Other names for the symbols, and the rows backwards.
    @ParameterizedTest
    @MethodSource("measuresOfSources")
    void namesAndOrderDoNotMatter(Redundancy measure, int sources) {
        JointTable table = Gates.random(new SplittableRandom(8), sources, 3, 2, 0.6);
        int[][] rows = Gates.rows(table);
        double[] p = Gates.probabilities(table);
        int[][] otherRows = new int[rows.length][];
        double[] otherP = new double[p.length];
        for (int r = 0; r < rows.length; r++) {
            otherRows[r] = Arrays.stream(rows[rows.length - 1 - r])
                    .map(symbol -> 17 - 5 * symbol)
                    .toArray();
            otherP[r] = p[p.length - 1 - r];
        }
        assertThat(measure.decompose(JointTable.of(otherRows, otherP)).atoms())
                .containsExactly(measure.decompose(table).atoms(), tolerance(measure));
    }

    @ParameterizedTest
    @EnumSource(Redundancy.class)
    void aSecondSourceEqualToTheFirstAddsNothing(Redundancy measure) {
        JointTable table = Gates.random(new SplittableRandom(9), 2, 4, 3, 0.7);
        Decomposition found = measure.decompose(changed(table, row -> new int[] {row[0], row[0], row[2]}));
        assertThat(found.atom("{1}{2}")).isCloseTo(information(table, 1), tolerance(measure));
        assertThat(found.atom("{1}")).isCloseTo(0, tolerance(measure));
        assertThat(found.atom("{2}")).isCloseTo(0, tolerance(measure));
        assertThat(found.atom("{12}")).isCloseTo(0, tolerance(measure));
    }

    @ParameterizedTest
    @MethodSource("measuresOfSources")
    void nothingIsToldAboutAConstantTarget(Redundancy measure, int sources) {
        JointTable table = Gates.random(new SplittableRandom(10), sources, 3, 2, 0.6);
        JointTable constant = changed(table, row -> {
            int[] other = row.clone();
            other[sources] = 4;
            return other;
        });
        assertThat(measure.decompose(constant).atoms())
                .containsExactly(new double[RedundancyLattice.of(sources).nodes()], within(1e-12));
    }

    /// With a constant source all that is told is unique to the other, by every measure whose
    /// redundancy is at most what each source tells. For shared exclusions the constant source says a
    /// statement that is always true.
    @ParameterizedTest
    @EnumSource(Redundancy.class)
    void aConstantSourceTellsNothing(Redundancy measure) {
        JointTable table = Gates.random(new SplittableRandom(11), 2, 4, 3, 0.7);
        Decomposition found = measure.decompose(changed(table, row -> new int[] {row[0], 3, row[2]}));
        assertThat(found.atom("{1}{2}")).isCloseTo(0, tolerance(measure));
        assertThat(found.atom("{1}")).isCloseTo(information(table, 1), tolerance(measure));
        assertThat(found.atom("{2}")).isCloseTo(0, tolerance(measure));
        assertThat(found.atom("{12}")).isCloseTo(0, tolerance(measure));
    }

    @ParameterizedTest
    @MethodSource("measuresOfSources")
    void oneRealisationTellsNothing(Redundancy measure, int sources) {
        JointTable table = JointTable.of(new int[][] {new int[sources + 1]}, new double[] {1});
        assertThat(measure.decompose(table).atoms())
                .containsExactly(new double[RedundancyLattice.of(sources).nodes()], within(1e-12));
    }

    /// I_min and MMI have no negative atoms (Williams and Beer 2010; Barrett 2015), nor has BROJA,
    /// whose redundancy is at most theirs.
    @Test
    void threeMeasuresHaveNoNegativeAtoms() {
        SplittableRandom random = new SplittableRandom(12);
        for (int trial = 0; trial < 20; trial++) {
            JointTable two = Gates.random(random, 2, 3, 3, 0.5);
            double broja = Redundancy.BROJA.decompose(two).atom("{1}{2}");
            assertThat(broja).isLessThan(Redundancy.IMIN.decompose(two).atom("{1}{2}") + 2e-9);
            assertThat(Redundancy.IMIN.decompose(two).atom("{1}{2}"))
                    .isLessThan(Redundancy.MMI.decompose(two).atom("{1}{2}") + 1e-12);
            for (Redundancy measure : List.of(Redundancy.IMIN, Redundancy.MMI, Redundancy.BROJA)) {
                assertThat(Arrays.stream(measure.decompose(two).atoms()).min().orElseThrow())
                        .isGreaterThan(-1e-12);
            }
            JointTable three = Gates.random(random, 3, 2, 3, 0.6);
            for (Redundancy measure : List.of(Redundancy.IMIN, Redundancy.MMI)) {
                assertThat(Arrays.stream(measure.decompose(three).atoms()).min().orElseThrow())
                        .isGreaterThan(-1e-12);
            }
        }
    }
}
