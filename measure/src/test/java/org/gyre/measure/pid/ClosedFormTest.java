package org.gyre.measure.pid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Gates whose atoms can be written down, to 1e-9 bits; binary entropies are h(p).
class ClosedFormTest {
    private static final Offset<Double> EXACT = within(1e-9);

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    private static double h(double p) {
        return -p * log2(p) - (1 - p) * log2(1 - p);
    }

    private static void agree(Redundancy measure, String gate, double... expected) {
        double[] found = Gates.four(measure.decompose(Gates.named(gate)));
        for (int i = 0; i < 4; i++) {
            assertThat(found[i]).as("%s of %s, atom %d", measure, gate, i).isCloseTo(expected[i], EXACT);
        }
    }

    /// I(Y; S₁) = h(1/4) − ½ h(1/2), the same for both sources and for each value of the target.
    @Test
    void andSharesWhatOneSourceTells() {
        double one = h(0.25) - 0.5;
        agree(Redundancy.IMIN, "AND", one, 0, 0, 0.5);
        agree(Redundancy.MMI, "AND", one, 0, 0, 0.5);
        agree(Redundancy.BROJA, "AND", one, 0, 0, 0.5);
    }

    /// At 000 and 111 the statements "S₁ = s₁ or S₂ = s₂" leave y with 4/3 of its probability, at 010
    /// and 100 with 8/9.
    @Test
    void andByExclusions() {
        double red = 0.5 * log2(4.0 / 3) + 0.5 * log2(8.0 / 9);
        double one = h(0.25) - 0.5;
        agree(Redundancy.ISX, "AND", red, one - red, one - red, h(0.25) - 2 * one + red);
    }

    @Test
    void symmetricGatesByExclusions() {
        double third = log2(4.0 / 3);
        agree(Redundancy.ISX, "XOR", log2(2.0 / 3), -log2(2.0 / 3), -log2(2.0 / 3), third);
        agree(Redundancy.ISX, "UNQ1", third, 1 - third, -third, third);
        agree(Redundancy.ISX, "COPY", third, 1 - third, 1 - third, third);
        agree(Redundancy.ISX, "SUM", 0.5 * third + 0.5 * log2(2.0 / 3), 1 - third, 1 - third, third);
        agree(Redundancy.ISX, "RDNXOR", third, 1 - third, 1 - third, third);
        agree(Redundancy.ISX, "DYADIC", log2(16.0 / 12), 1 - third, 1 - third, third);
    }

    /// Target (0, 1 or 2) of three equally likely rows.
    @Test
    void theFirstExampleOfWilliamsAndBeer() {
        double third = 1.0 / 3;
        agree(Redundancy.IMIN, "WB1", log2(3) - 1, third, third, third);
        agree(Redundancy.MMI, "WB1", h(third), 0, 0, 2 * third);
    }

    /// Three equally likely values of the target that a source tells in part; the value that dit
    /// asserts.
    @Test
    void aTableWithAValueOfAnotherProgram() {
        double[] found = Gates.four(Redundancy.IMIN.decompose(Gates.of("000 001 010 011 100")));
        double[] expected = {0.019973, 0.150978, 0, 0};
        for (int i = 0; i < 4; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(5.1e-7));
        }
    }

    /// All sources of AND of three tell h(1/8) − ½ h(1/4), so that this is shared; two tell ¼ h(1/2)
    /// less than all.
    @Test
    void andOfThree() {
        double one = h(0.125) - 0.5 * h(0.25);
        double two = h(0.125) - 0.25;
        for (Redundancy measure : new Redundancy[] {Redundancy.IMIN, Redundancy.MMI}) {
            Decomposition found = measure.decompose(Gates.ofThreeBits(bits -> bits == 7 ? 1 : 0));
            double bit = Math.log(2);
            assertThat(found.atom("{1}{2}{3}") / bit).isCloseTo(one, EXACT);
            assertThat(found.atom("{12}{13}{23}") / bit).isCloseTo(two - one, EXACT);
            assertThat(found.atom("{123}") / bit).isCloseTo(0.25, EXACT);
            assertThat(found.total() / bit).isCloseTo(h(0.125), EXACT);
        }
    }

    /// The majority of three: one source tells 1 − h(1/4), two tell ½.
    @Test
    void majorityOfThree() {
        for (Redundancy measure : new Redundancy[] {Redundancy.IMIN, Redundancy.MMI}) {
            Decomposition found = measure.decompose(Gates.ofThreeBits(bits -> Integer.bitCount(bits) > 1 ? 1 : 0));
            double bit = Math.log(2);
            assertThat(found.atom("{1}{2}{3}") / bit).isCloseTo(1 - h(0.25), EXACT);
            assertThat(found.atom("{12}{13}{23}") / bit).isCloseTo(0.5 - (1 - h(0.25)), EXACT);
            assertThat(found.atom("{123}") / bit).isCloseTo(0.5, EXACT);
        }
    }

    /// A copy of three bits: one bit counts as shared by all, two by all pairs, whichever bits they
    /// are.
    @Test
    void copyOfThree() {
        for (Redundancy measure : new Redundancy[] {Redundancy.IMIN, Redundancy.MMI}) {
            Decomposition found = measure.decompose(Gates.ofThreeBits(bits -> bits));
            double bit = Math.log(2);
            assertThat(found.atom("{1}{2}{3}") / bit).isCloseTo(1, EXACT);
            assertThat(found.atom("{12}{13}{23}") / bit).isCloseTo(1, EXACT);
            assertThat(found.atom("{123}") / bit).isCloseTo(1, EXACT);
        }
    }
}
