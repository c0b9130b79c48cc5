package org.gyre.measure.pid;

import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// The decomposition of Bertschinger, Rauh, Olbrich, Jost and Ay, also called BROJA, for two sources:
/// what the sources tell in every joint law Q that keeps the two margins q(s₁, y) and q(s₂, y) is
/// redundant or unique, the rest synergy.
///
///     I∪ = min_Q I_Q(Y; S₁, S₂)
///     red = I₁ + I₂ − I∪,   unq₁ = I∪ − I₂,   unq₂ = I∪ − I₁,   syn = I(Y; S₁, S₂) − I∪
///
/// N. Bertschinger, J. Rauh, E. Olbrich, J. Jost and N. Ay, Quantifying unique information, Entropy 16,
/// 2161 (2014). The minimum is found by an interior-point method, also where it lies on the boundary,
/// and comes with a proven bound from below: see [CouplingProgram]. They are within 1e-9 nats, but for
/// rare laws whose probabilities differ by many orders of magnitude; [#gap] tells. Atoms are never
/// negative. Immutable.
public final class UniqueInformation {
    private static final int MOST_TABLED = 1 << 22;

    /// Cells this improbable are left out of the program.
    private static final double NEGLIGIBLE = 1e-15;

    private final Decomposition decomposition;
    private final double gap;
    private final int iterations;

    private UniqueInformation(Decomposition decomposition, double gap, int iterations) {
        this.decomposition = decomposition;
        this.gap = gap;
        this.iterations = iterations;
    }

    /// The unique information of a law.
    ///
    /// @throws InputException if there are not two sources, or the program is too large
    public static UniqueInformation of(JointTable table) {
        if (table.sources() != 2) {
            throw new InputException("unique information is defined for 2 sources, and there are " + table.sources()
                    + "; take another redundancy or join sources");
        }
        int ys = table.alphabet(2);
        requireTabled(table, 0);
        requireTabled(table, 1);
        CouplingProgram program = new CouplingProgram(
                margin(table, 0, ys), table.alphabet(0), margin(table, 1, ys), table.alphabet(1), ys);
        CouplingProgram.Optimum optimum = program.solve();
        Marginals marginals = new Marginals(table);
        double first = marginals.information(1);
        double second = marginals.information(2);
        double both = marginals.information(3);
        double targetEntropy = targetEntropy(table, ys);
        // The law itself is one of the Q, and no Q tells less than one source alone.
        double least = Math.max(first, second);
        double union = Math.max(least, Math.min(targetEntropy + optimum.upper(), both));
        double bound = Math.max(least, targetEntropy + optimum.lower() - omitted(table, ys));
        RedundancyLattice lattice = RedundancyLattice.of(2);
        double[] redundancies = new double[lattice.nodes()];
        redundancies[lattice.index("{1}{2}")] = first + second - union;
        redundancies[lattice.index("{1}")] = first;
        redundancies[lattice.index("{2}")] = second;
        redundancies[lattice.index("{12}")] = both;
        return new UniqueInformation(
                Decomposition.of(lattice, redundancies), Math.max(0, union - bound), optimum.iterations());
    }

    /// Refuses alphabets whose pairs with the target do not fit into a table.
    private static void requireTabled(JointTable table, int source) {
        if ((long) table.alphabet(source) * table.alphabet(2) > MOST_TABLED) {
            throw new InputException("source " + (source + 1) + " has " + Plural.of(table.alphabet(source), "symbol")
                    + " and the target " + table.alphabet(2) + ", and unique information allows " + MOST_TABLED
                    + " pairs of them; merge symbols or take another redundancy");
        }
    }

    /// p(s_i, y), `[s][y]`.
    private static double[] margin(JointTable table, int source, int ys) {
        double[] margin = new double[table.alphabet(source) * ys];
        for (int cell = 0; cell < table.cells(); cell++) {
            double p = table.probability(cell);
            margin[table.code(source, cell) * ys + table.code(2, cell)] += p > NEGLIGIBLE ? p : 0;
        }
        return margin;
    }

    /// By how much the minimum may be lower with the cells that were left out. Let them have the
    /// probability m in all. Any law with all margins meets those of the program if no more than 2m is
    /// taken from it and as much added. Adding does not raise −H(Y | S₁, S₂); taking raises it by no more
    /// than the target can be told by the part taken and by which part it is:
    ///
    ///     2m ln |Y| + h(2m),   h(x) = −x ln x − (1 − x) ln (1 − x)
    private static double omitted(JointTable table, int ys) {
        double taken = 0;
        for (int cell = 0; cell < table.cells(); cell++) {
            double p = table.probability(cell);
            taken += p > NEGLIGIBLE ? 0 : 2 * p;
        }
        if (taken == 0) {
            return 0;
        }
        double left = Math.max(0, 1 - taken);
        return taken * (Math.log(ys) - Math.log(taken)) - (left > 0 ? left * Math.log1p(-taken) : 0);
    }

    private static double targetEntropy(JointTable table, int ys) {
        double[] law = new double[ys];
        for (int cell = 0; cell < table.cells(); cell++) {
            law[table.code(2, cell)] += table.probability(cell);
        }
        double entropy = 0;
        for (double p : law) {
            entropy -= p > 0 ? p * Math.log(p) : 0;
        }
        return entropy;
    }

    /// The atoms.
    public Decomposition decomposition() {
        return decomposition;
    }

    /// How far any atom may be from its true value, in nats: the found minimum less a proven lower
    /// bound, but for rounding of the order of 1e-14.
    public double gap() {
        return gap;
    }

    /// Newton steps that were taken.
    public int iterations() {
        return iterations;
    }
}
