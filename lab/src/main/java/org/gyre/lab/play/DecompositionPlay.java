package org.gyre.lab.play;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gyre.core.Unit;
import org.gyre.measure.pid.Decomposition;
import org.gyre.measure.pid.JointTable;
import org.gyre.measure.pid.Redundancy;
import org.gyre.measure.pid.SharedExclusions;
import org.jspecify.annotations.Nullable;

/// Two binary sources, a target that a gate makes of them, and the atoms of what they tell of it, by four
/// measures of redundancy.
///
/// The gate slides: at 0 the target is a copy of both sources, at 1 their AND, at 2 their XOR; between two
/// of them each case (s₁, s₂) gives the one's target or the other's, in proportion. The symbols are shared:
/// AND and XOR write 3 for true and 0 for false, the copy 2 s₁ + s₂. Sources are 0 or 1 equally often, s₁ =
/// s₂ with probability (1 + c)/2, and each is flipped by chance on its way into the gate.
///
/// Fields of the answer, in **bits**: `table` (rows `s1`, `s2`, `y`, `p`), `total` I(S₁, S₂; Y), `first`
/// I(S₁; Y), `second` I(S₂; Y), and `measures`: by name the atoms `redundant`, `unique_first`,
/// `unique_second`, `synergistic`, which add up to the total; shared exclusions with `informative` and
/// `misinformative`, whose difference they are.
public final class DecompositionPlay implements Explorable {
    private static final List<String> ATOMS = List.of("{1}{2}", "{1}", "{2}", "{12}");
    private static final List<String> NAMES = List.of("redundant", "unique_first", "unique_second", "synergistic");
    private static final int TRUE = 3;

    private static final List<Dial> DIALS = List.of(
            Dial.real(
                    "gate",
                    "gate",
                    "",
                    0,
                    2,
                    0.01,
                    1,
                    "0 copies both sources, 1 is AND, 2 is XOR; between them the table of the gate is mixed."),
            Dial.real(
                    "correlation",
                    "correlation of the sources",
                    "",
                    -1,
                    1,
                    0.01,
                    0,
                    "What the sources share before any gate; independent sources are the classical cases."),
            Dial.real(
                    "noise",
                    "noise",
                    "",
                    0,
                    0.5,
                    0.005,
                    0,
                    "The probability that a source is flipped on its way into the gate; at a half nothing comes"
                            + " through."));

    @Override
    public String name() {
        return "decomposition";
    }

    @Override
    public String title() {
        return "Who tells what? Redundant, unique and synergistic information";
    }

    @Override
    public List<Dial> dials() {
        return DIALS;
    }

    private static int copy(int first, int second) {
        return 2 * first + second;
    }

    private static int and(int first, int second) {
        return first == 1 && second == 1 ? TRUE : 0;
    }

    private static int xor(int first, int second) {
        return first == second ? 0 : TRUE;
    }

    /// p(s₁, s₂, y), `[s₁][s₂][y]`.
    private static double[][][] law(double gate, double correlation, double noise) {
        double[][][] law = new double[2][2][TRUE + 1];
        double later = gate <= 1 ? gate : gate - 1;
        for (int s1 = 0; s1 < 2; s1++) {
            for (int s2 = 0; s2 < 2; s2++) {
                double p = (1 + (s1 == s2 ? correlation : -correlation)) / 4;
                for (int flip = 0; flip < 4; flip++) {
                    int a = s1 ^ (flip & 1);
                    int b = s2 ^ (flip >> 1);
                    double q = p * ((flip & 1) == 1 ? noise : 1 - noise) * (flip >> 1 == 1 ? noise : 1 - noise);
                    law[s1][s2][gate <= 1 ? copy(a, b) : and(a, b)] += q * (1 - later);
                    law[s1][s2][gate <= 1 ? and(a, b) : xor(a, b)] += q * later;
                }
            }
        }
        return law;
    }

    @Override
    public Map<String, @Nullable Object> observe(Settings settings) {
        double[][][] law = law(settings.real("gate"), settings.real("correlation"), settings.real("noise"));
        JointTable.Builder builder = JointTable.builder(2);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int s1 = 0; s1 < 2; s1++) {
            for (int s2 = 0; s2 < 2; s2++) {
                for (int y = 0; y <= TRUE; y++) {
                    double p = law[s1][s2][y];
                    builder.add(List.of(Integer.toString(s1), Integer.toString(s2), Integer.toString(y)), p);
                    if (p > 0) {
                        Map<String, Object> row = new LinkedHashMap<>();
                        row.put("s1", s1);
                        row.put("s2", s2);
                        row.put("y", y);
                        row.put("p", p);
                        rows.add(row);
                    }
                }
            }
        }
        JointTable table = builder.build();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("table", rows);
        Map<String, Object> measures = new LinkedHashMap<>();
        for (Redundancy redundancy : Redundancy.values()) {
            Map<String, Object> measure = new LinkedHashMap<>();
            measure.put("label", redundancy.label());
            measure.put("source", redundancy.source());
            if (redundancy == Redundancy.ISX) {
                SharedExclusions shared = SharedExclusions.of(table);
                put(measure, shared.decomposition());
                measure.put("informative", put(new LinkedHashMap<>(), shared.informative()));
                measure.put("misinformative", put(new LinkedHashMap<>(), shared.misinformative()));
            } else {
                put(measure, redundancy.decompose(table));
            }
            measures.put(redundancy.name().toLowerCase(Locale.ROOT), measure);
        }
        Decomposition decomposition = Redundancy.MMI.decompose(table);
        answer.put("total", Unit.BITS.fromNats(decomposition.total()));
        answer.put("first", Unit.BITS.fromNats(decomposition.redundancy("{1}")));
        answer.put("second", Unit.BITS.fromNats(decomposition.redundancy("{2}")));
        answer.put("measures", measures);
        answer.put("warnings", List.of());
        return answer;
    }

    private static Map<String, Object> put(Map<String, Object> measure, Decomposition decomposition) {
        for (int i = 0; i < ATOMS.size(); i++) {
            double bits = Unit.BITS.fromNats(decomposition.atom(ATOMS.get(i)));
            measure.put(NAMES.get(i), bits == 0 ? 0.0 : bits);
        }
        return measure;
    }

    @Override
    public String java(Settings settings) {
        double[][][] law = law(settings.real("gate"), settings.real("correlation"), settings.real("noise"));
        StringBuilder rows = new StringBuilder();
        for (int s1 = 0; s1 < 2; s1++) {
            for (int s2 = 0; s2 < 2; s2++) {
                for (int y = 0; y <= TRUE; y++) {
                    if (law[s1][s2][y] > 0) {
                        rows.append(String.format(
                                Locale.ROOT,
                                "\n            .add(List.of(\"%d\", \"%d\", \"%d\"), %s)",
                                s1,
                                s2,
                                y,
                                law[s1][s2][y]));
                    }
                }
            }
        }
        return String.format(Locale.ROOT, """
                import org.gyre.core.Unit;
                import org.gyre.measure.pid.*;

                void main() {
                    var table = JointTable.builder(2)%s
                            .build();
                    for (var measure : Redundancy.values()) {
                        System.out.println(measure + " " + measure.decompose(table).in(Unit.BITS));
                    }
                }
                """, rows);
    }
}
