package org.gyre.measure.pid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedExclusionsTest {
    private static final double BIT = Math.log(2);
    private static final Offset<Double> EXACT = within(1e-9);

    private static double log2(double x) {
        return Math.log(x) / BIT;
    }

    private static void agree(double[] found, double... expected) {
        for (int i = 0; i < 4; i++) {
            assertThat(found[i]).isCloseTo(expected[i], EXACT);
        }
    }

    /// The table's .415037 is log₂ 4/3, its .584963 log₂ 3/2.
    @Test
    void informativeAndMisinformativePartsOfGates() {
        double low = log2(4.0 / 3);
        double high = log2(1.5);
        SharedExclusions xor = SharedExclusions.of(Gates.named("XOR"));
        agree(Gates.four(xor.informative()), low, high, high, low);
        agree(Gates.four(xor.misinformative()), 1, 0, 0, 0);
        SharedExclusions unique = SharedExclusions.of(Gates.named("UNQ1"));
        agree(Gates.four(unique.misinformative()), 0, 0, 1, 0);
        SharedExclusions and = SharedExclusions.of(Gates.named("AND"));
        agree(Gates.four(and.informative()), low, high, high, low);
        double[] minus = Gates.four(and.misinformative());
        double[] printed = {.292481, .396241, .396241, .103759};
        for (int i = 0; i < 4; i++) {
            assertThat(minus[i]).isCloseTo(printed[i], within(5.1e-7));
        }
    }

    /// The values that the tests of other programs assert.
    @Test
    void pointwiseRedundancyOfAnd() {
        JointTable and = Gates.named("AND");
        SharedExclusions found = SharedExclusions.of(and);
        for (int cell = 0; cell < 4; cell++) {
            boolean alike = and.symbol(0, cell).equals(and.symbol(1, cell));
            assertThat(found.local(cell)[0] / BIT).isCloseTo(alike ? log2(4.0 / 3) : log2(8.0 / 9), EXACT);
        }
    }

    /// Closed forms of the parity of three bits.
    @Test
    void parityOfThree() {
        JointTable parity = Gates.ofThreeBits(bits -> Integer.bitCount(bits) & 1);
        Decomposition found = SharedExclusions.of(parity).decomposition();
        double[] ratios = {
            8.0 / 7,
            7.0 / 8,
            7.0 / 8,
            7.0 / 8,
            32.0 / 35,
            32.0 / 35,
            32.0 / 35,
            1.25,
            1.25,
            1.25,
            875.0 / 1024,
            16.0 / 15,
            16.0 / 15,
            16.0 / 15,
            1.125,
            1.125,
            1.125,
            32.0 / 27
        };
        double[] atoms = found.atoms();
        for (int node = 0; node < 18; node++) {
            assertThat(atoms[node] / BIT).as(found.lattice().name(node)).isCloseTo(log2(ratios[node]), EXACT);
        }
        assertThat(found.total() / BIT).isCloseTo(1, EXACT);
    }

    /// I_sx straight from the sets: the union over all pairs of realisations, in R² for every node.
    private static double[] byDefinition(JointTable table, int only) {
        RedundancyLattice lattice = RedundancyLattice.of(table.sources());
        double[] redundancies = new double[lattice.nodes()];
        int y = table.sources();
        for (int node = 0; node < redundancies.length; node++) {
            for (int b = 0; b < table.cells(); b++) {
                double union = 0;
                double unionAndTarget = 0;
                double target = 0;
                for (int other = 0; other < table.cells(); other++) {
                    boolean inside = false;
                    for (int set : lattice.sets(node)) {
                        boolean same = true;
                        for (int i = 0; i < y; i++) {
                            same &= (set >> i & 1) == 0 || table.code(i, b) == table.code(i, other);
                        }
                        inside |= same;
                    }
                    boolean sameTarget = table.code(y, b) == table.code(y, other);
                    double p = table.probability(other);
                    union += inside ? p : 0;
                    unionAndTarget += inside && sameTarget ? p : 0;
                    target += sameTarget ? p : 0;
                }
                double local = Math.log(unionAndTarget / union / target);
                redundancies[node] += only < 0 ? table.probability(b) * local : only == b ? local : 0;
            }
        }
        return redundancies;
    }

    @ParameterizedTest
    @CsvSource({"2, 4, 3, .6", "2, 2, 2, .9", "3, 3, 2, .5", "3, 2, 3, 1", "4, 2, 2, .7", "4, 3, 2, .2"})
    void randomTablesAgreeWithTheDefinition(int sources, int letters, int targets, double kept) {
        SplittableRandom random = new SplittableRandom(sources * 10 + letters);
        for (int trial = 0; trial < 4; trial++) {
            JointTable table = Gates.random(random, sources, letters, targets, kept);
            SharedExclusions found = SharedExclusions.of(table);
            double[] expected = byDefinition(table, -1);
            double[] local = byDefinition(table, 0);
            double[] localAtoms = RedundancyLattice.of(sources).atoms(local);
            for (int node = 0; node < expected.length; node++) {
                Decomposition average = found.decomposition();
                String name = average.lattice().name(node);
                assertThat(average.redundancy(name)).isCloseTo(expected[node], within(1e-12));
                assertThat(found.local(0)[node]).isCloseTo(localAtoms[node], within(1e-11));
            }
        }
    }

    @Test
    void gatesOfThreeBitsAgreeWithTheDefinition() {
        for (JointTable table : new JointTable[] {
            Gates.ofThreeBits(bits -> bits == 7 ? 1 : 0),
            Gates.ofThreeBits(bits -> Integer.bitCount(bits) > 1 ? 1 : 0),
            Gates.ofThreeBits(bits -> bits)
        }) {
            double[] expected = RedundancyLattice.of(3).atoms(byDefinition(table, -1));
            assertThat(SharedExclusions.of(table).decomposition().atoms()).containsExactly(expected, within(1e-12));
        }
    }

    /// Each event of a copy of three bits excludes everything that is not in it: i_sx = −ln P(W), with
    /// 7/8 for the three sources, 3/4 for two, and 1/2 for one.
    @Test
    void copyOfThreeInClosedForm() {
        Decomposition found =
                SharedExclusions.of(Gates.ofThreeBits(bits -> bits)).decomposition();
        assertThat(found.redundancy("{1}{2}{3}") / BIT).isCloseTo(log2(8.0 / 7), EXACT);
        assertThat(found.redundancy("{1}{2}") / BIT).isCloseTo(log2(4.0 / 3), EXACT);
        assertThat(found.redundancy("{1}{23}") / BIT).isCloseTo(log2(8.0 / 5), EXACT);
        assertThat(found.redundancy("{12}{13}{23}") / BIT).isCloseTo(1, EXACT);
        assertThat(found.redundancy("{1}") / BIT).isCloseTo(1, EXACT);
    }

    /// Both parts have no negative atoms at any realisation, their difference is the atom, and the
    /// law's average of the local values is the atom.
    @Test
    void partsAreNotNegativeAndLocalValuesAverageToTheAtoms() {
        SplittableRandom random = new SplittableRandom(5);
        for (int sources = 2; sources <= 4; sources++) {
            JointTable table = Gates.random(random, sources, 3, 2, 0.5);
            SharedExclusions found = SharedExclusions.of(table);
            double[] average = new double[found.decomposition().lattice().nodes()];
            for (int cell = 0; cell < table.cells(); cell++) {
                double[] local = found.local(cell);
                double[] plus = found.localInformative(cell);
                double[] minus = found.localMisinformative(cell);
                for (int node = 0; node < average.length; node++) {
                    assertThat(plus[node]).isGreaterThan(-1e-12);
                    assertThat(minus[node]).isGreaterThan(-1e-12);
                    assertThat(plus[node] - minus[node]).isCloseTo(local[node], within(1e-12));
                    average[node] += table.probability(cell) * local[node];
                }
            }
            assertThat(found.decomposition().atoms()).containsExactly(average, within(1e-12));
        }
    }

    /// A cell of 1e-300 beside likely ones: unions are at least as large as each of their terms, so
    /// nothing cancels.
    @Test
    void unlikelyCellsAreNotLost() {
        JointTable table = Gates.of("000:1e-300 011:.5 101:.25 110:.25");
        double[] local = SharedExclusions.of(table).local(0);
        assertThat(local[0]).isCloseTo(Math.log(1e-300 / 0.75 / 0.25), within(1e-9));
    }
}
