package org.gyre.bench.measures;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gyre.bench.measures.MeasureCase.Quote;
import org.gyre.core.Team;
import org.gyre.measure.pid.Decomposition;
import org.gyre.measure.pid.JointTable;
import org.gyre.measure.pid.SharedExclusions;
import org.gyre.measure.pid.UniqueInformation;

/// Partial information decomposition, from rows of symbols with probabilities to the atoms.
final class DecompositionCases {
    private DecompositionCases() {}

    static List<MeasureCase> all() {
        return List.of(
                sharedExclusions(2, 500).quoting(new Quote("public program", 0.052)),
                sharedExclusions(2, 5000).quoting(new Quote("public program", 0.81)),
                sharedExclusions(3, 500).quoting(new Quote("public program", 0.27)),
                sharedExclusions(3, 5000).quoting(new Quote("public program", 5.1)),
                unique(100).quoting(new Quote("public program", 100 * 0.0015)));
    }

    /// The atoms of I_sx, in ascending order.
    static MeasureCase sharedExclusions(int sources, int realisations) {
        return MeasureCase.of(
                "isx, " + sources + " sources, " + realisations + " realisations",
                "isx",
                Map.of("sources", sources, "realisations", realisations),
                () -> {
                    SeededData.SparseLaw law = SeededData.sparseLaw(sources, realisations);
                    double[] probabilities = law.probabilities();
                    return team -> {
                        double[] atoms = SharedExclusions.of(JointTable.of(law.rows(), probabilities))
                                .decomposition()
                                .atoms();
                        Arrays.sort(atoms);
                        return atoms;
                    };
                });
    }

    /// BROJA of tables of three symbols each: mean, smallest and largest union information.
    static MeasureCase unique(int tables) {
        return MeasureCase.of("BROJA, " + tables + " tables of 3x3x3", "broja", Map.of("tables", tables), () -> {
            double[][] laws = SeededData.fullLaws(tables);
            int[][] rows = IntStream.range(0, 27)
                    .mapToObj(cell -> new int[] {cell / 9, cell / 3 % 3, cell % 3})
                    .toArray(int[][]::new);
            return team -> unions(laws, rows, team);
        });
    }

    private static double[] unions(double[][] laws, int[][] rows, Team team) {
        double[] unions = new double[laws.length];
        List<Runnable> tasks = IntStream.range(0, laws.length)
                .<Runnable>mapToObj(i -> () -> {
                    Decomposition atoms =
                            UniqueInformation.of(JointTable.of(rows, laws[i])).decomposition();
                    unions[i] = atoms.total() - atoms.atom("{12}");
                })
                .toList();
        team.run(tasks);
        double mean = Arrays.stream(unions).sum() / unions.length;
        Arrays.sort(unions);
        return new double[] {mean, unions[0], unions[unions.length - 1]};
    }
}
