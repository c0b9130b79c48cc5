package org.gyre.measure.pid;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Joint laws with known decompositions, and random ones.
final class Gates {
    private static final double BIT = Math.log(2);

    private Gates() {}

    /// A law from words such as `000 011:.5`, one letter for each variable; without numbers all are
    /// equally likely.
    static JointTable of(String words) {
        String[] rows = words.split(" ", -1);
        JointTable.Builder builder = JointTable.builder(rows[0].split(":", -1)[0].length() - 1);
        for (String row : rows) {
            String[] parts = row.split(":", -1);
            builder.add(
                    List.of(parts[0].split("")), parts.length > 1 ? Double.parseDouble(parts[1]) : 1.0 / rows.length);
        }
        return builder.build();
    }

    /// The gate of a name in the table of two-source values.
    static JointTable named(String name) {
        return switch (name) {
            case "XOR" -> of("000 011 101 110");
            case "AND" -> of("000 010 100 111");
            case "OR" -> of("000 011 101 111");
            case "UNQ1" -> of("000 010 101 111");
            case "RDN" -> of("000 111");
            case "COPY" -> of("00a 01b 10c 11d");
            case "SUM" -> of("000 011 101 112");
            case "PWUNQ" -> of("011 101 022 202");
            case "RDNXOR" -> of("000 011 101 110 222 233 323 332");
            case "DIFF" -> of("000 001 010 101");
            case "IMPERFECT RDN" -> of("000:.499 010:.001 111:.5");
            case "DYADIC" -> dyadic();
            case "TRIADIC" -> triadic();
            case "RAND" -> of("000:.25 111:.25 010:.125 011:.125 100:.125 101:.125");
            case "REDUCED OR" -> of("000:.5 011:.25 101:.25");
            case "RNDERR" -> of("000:.375 111:.375 010:.125 101:.125");
            case "WB1" -> of("000 011 102");
            case "WB2" -> of("000 011 111 102");
            case "POLY322" -> poly322();
            default -> throw new IllegalArgumentException(name);
        };
    }

    /// s₁ = (a, b), s₂ = (b, c), y = (c, a) of three bits.
    private static JointTable dyadic() {
        JointTable.Builder builder = JointTable.builder(2);
        for (int bits = 0; bits < 8; bits++) {
            int a = bits >> 2;
            int b = bits >> 1 & 1;
            int c = bits & 1;
            builder.add(List.of("" + a + b, "" + b + c, "" + c + a), 1.0 / 8);
        }
        return builder.build();
    }

    /// s₁ = (a, d), s₂ = (b, d), y = (a ⊕ b, d).
    private static JointTable triadic() {
        JointTable.Builder builder = JointTable.builder(2);
        for (int bits = 0; bits < 8; bits++) {
            int a = bits >> 2;
            int b = bits >> 1 & 1;
            int d = bits & 1;
            builder.add(List.of("" + a + d, "" + b + d, "" + (a ^ b) + d), 1.0 / 8);
        }
        return builder.build();
    }

    /// p ∝ 1 + i + 2j + 3k + ijk, i < 3, j, k < 2.
    private static JointTable poly322() {
        JointTable.Builder builder = JointTable.builder(2);
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                for (int k = 0; k < 2; k++) {
                    builder.add(List.of("" + i, "" + j, "" + k), 1 + i + 2 * j + 3 * k + i * j * k);
                }
            }
        }
        return builder.normalised();
    }

    /// A Boolean function of three uniform bits.
    static JointTable ofThreeBits(java.util.function.IntUnaryOperator function) {
        int[][] rows = new int[8][];
        double[] p = new double[8];
        for (int bits = 0; bits < 8; bits++) {
            rows[bits] = new int[] {bits >> 2, bits >> 1 & 1, bits & 1, function.applyAsInt(bits)};
            p[bits] = 1.0 / 8;
        }
        return JointTable.of(rows, p);
    }

    /// A random law in which each cell is kept with some chance, the first always.
    static JointTable random(SplittableRandom random, int sources, int letters, int targets, double kept) {
        List<int[]> rows = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        int cells = (int) Math.pow(letters, sources) * targets;
        double sum = 0;
        for (int cell = 0; cell < cells; cell++) {
            double weight = -Math.log(1 - random.nextDouble());
            if (random.nextDouble() < kept || cell == 0) {
                int[] row = new int[sources + 1];
                row[sources] = cell % targets;
                int rest = cell / targets;
                for (int i = 0; i < sources; i++) {
                    row[i] = rest % letters;
                    rest /= letters;
                }
                rows.add(row);
                weights.add(weight);
                sum += weight;
            }
        }
        double total = sum;
        return JointTable.of(
                rows.toArray(int[][]::new),
                weights.stream().mapToDouble(weight -> weight / total).toArray());
    }

    /// The rows of a law, to be changed and made a law again.
    static int[][] rows(JointTable table) {
        int[][] rows = new int[table.cells()][table.sources() + 1];
        for (int cell = 0; cell < rows.length; cell++) {
            for (int i = 0; i <= table.sources(); i++) {
                rows[cell][i] = table.code(i, cell);
            }
        }
        return rows;
    }

    static double[] probabilities(JointTable table) {
        double[] p = new double[table.cells()];
        java.util.Arrays.setAll(p, table::probability);
        return p;
    }

    /// In bits: red, unq1, unq2, syn.
    static double[] four(Decomposition two) {
        return new double[] {
            two.atom("{1}{2}") / BIT, two.atom("{1}") / BIT, two.atom("{2}") / BIT, two.atom("{12}") / BIT
        };
    }
}
