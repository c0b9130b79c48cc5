package org.gyre.lab.infomorphic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gyre.core.InputException;
import org.gyre.lab.experiment.Preset;
import org.gyre.lab.experiment.Presets;
import org.gyre.lab.experiment.SmallRuns;
import org.gyre.lab.run.Claim;
import org.gyre.nets.infomorphic.Goal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Laws whose atoms are known, as runs.
class GateTableTest {
    private static final String MIXED = """
            kind = "pid-gates"
            gates = [
              { name = "xor", words = ["0,0,0", "0,1,1", "1,0,1", "1,1,0"] },
              { name = "xor3", words = ["0,0,0,0", "0,0,1,1", "0,1,0,1", "0,1,1,0",
                                        "1,0,0,1", "1,0,1,0", "1,1,0,0", "1,1,1,1"] },
              { name = "and3", words = ["0,0,0,0", "0,0,1,0", "0,1,0,0", "0,1,1,0",
                                        "1,0,0,0", "1,0,1,0", "1,1,0,0", "1,1,1,1"] },
              { name = "same", words = ["a,a,a : 3", "b,b,b : 1"] },
            ]
            """;

    @TempDir
    private Path folder;

    private static double log2(double x) {
        return Math.log(x) / Math.log(2);
    }

    private static double entropy(double p) {
        return -p * log2(p) - (1 - p) * log2(1 - p);
    }

    /// XOR and a copied bit, by hand: two sources that tell a bit only together; two that tell the same.
    @Test
    void gatesOfTwoSourcesAreDecomposed() throws IOException {
        Map<String, Double> values = new SmallRuns(folder).values(MIXED, "run");
        assertThat(values.get("xor_imin_synergistic_bits")).isCloseTo(1, within(1e-9));
        assertThat(values.get("xor_isx_redundant_bits")).isCloseTo(log2(2.0 / 3), within(1e-9));
        assertThat(values.get("xor_broja_synergistic_bits")).isCloseTo(1, within(1e-9));
        assertThat(values.get("same_mmi_redundant_bits")).isCloseTo(entropy(0.25), within(1e-9));
    }

    /// XOR of three by shared exclusions, closed forms in the order of the literature (Makkeh et al.
    /// 2021); AND of three by I_min and MMI: no set of equally many sources tells more than another,
    /// so that all is at the lowest antichain of single sources, of pairs, and of all three.
    @Test
    void gatesOfThreeSourcesAreDecomposed() throws IOException {
        Map<String, Double> values = new SmallRuns(folder).values(MIXED, "run");
        double single = log2(5.0 / 4);
        double pairs = log2(16.0 / 15);
        double pair = log2(9.0 / 8);
        double[] xor = {
            log2(8.0 / 7),
            log2(7.0 / 8),
            log2(7.0 / 8),
            log2(7.0 / 8),
            log2(32.0 / 35),
            log2(32.0 / 35),
            log2(32.0 / 35),
            single,
            single,
            single,
            log2(875.0 / 1024),
            pairs,
            pairs,
            pairs,
            pair,
            pair,
            pair,
            log2(32.0 / 27)
        };
        double[] and = new double[18];
        double ofOne = entropy(0.125) - entropy(0.25) / 2;
        double ofTwo = entropy(0.125) - 0.25;
        List<String> order = Goal.order(3);
        and[order.indexOf("{1}{2}{3}")] = ofOne;
        and[order.indexOf("{12}{13}{23}")] = ofTwo - ofOne;
        and[order.indexOf("{123}")] = 0.25;
        assertThat(Arrays.stream(xor).sum()).isCloseTo(1, within(1e-12));
        for (int i = 0; i < 18; i++) {
            String atom = order.get(i);
            String name = "_atom_" + atom.substring(1, atom.length() - 1).replace("}{", "_") + "_bits";
            assertThat(values.get("xor3_isx" + name)).as(atom).isCloseTo(xor[i], within(1e-9));
            assertThat(values.get("and3_imin" + name)).as(atom).isCloseTo(and[i], within(1e-9));
            assertThat(values.get("and3_mmi" + name)).as(atom).isCloseTo(and[i], within(1e-9));
            assertThat(values).doesNotContainKey("xor3_broja" + name);
        }
    }

    @Test
    void gatesAreResumedToTheSameBytes() throws IOException {
        new SmallRuns(folder).resumesToTheSameBytes(MIXED, List.of(1L, 3L), "atoms_of_two", "atoms_of_three");
    }

    /// What the preset claims of the gates of the literature holds.
    @Test
    void publishedTablesAreFound() throws IOException {
        Preset preset = Presets.installed().find("infomorphic/gates");
        Map<String, Double> values = new SmallRuns(folder).values(preset.toml(), "run");
        assertThat(preset.claims()).hasSizeGreaterThan(150);
        for (Claim claim : preset.claims()) {
            assertThat(claim.evaluate(values.get(claim.value())).verdict())
                    .as(claim.id())
                    .isEqualTo(Claim.Verdict.PASS);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["0,0"]              | has not three or four values
            ["0,0,0,0,0"]        | of two or three sources
            ["0,0,0", "0,0,0,1"] | has 4 values, and '0,0,0' 3
            ["0,0,0 : x"]        | no number after the colon
            []                   | no words
            """)
    void whatIsNoLawIsRefused(String words, String message) {
        String toml = "kind = \"pid-gates\"\n[[gates]]\nname = \"a\"\nwords = " + words + "\n";
        assertThatThrownBy(() -> new SmallRuns(folder).values(toml, "run"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }
}
