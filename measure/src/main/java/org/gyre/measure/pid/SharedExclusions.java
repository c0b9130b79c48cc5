package org.gyre.measure.pid;

import java.util.Arrays;
import org.gyre.core.special.Logarithms;

/// The redundancy I_sx of shared exclusions, for two to four sources, pointwise and on average.
///
/// At a realisation (s, y) the sets of α say together that one of their statements "S_A = s_A" is true,
/// the event
///
///     W_α = ∪_{A ∈ α} {s' : s'_A = s_A},   i_sx(α) = ln [P(y | W_α) / p(y)] = i⁺ − i⁻
///     i⁺ = −ln P(W_α) (informative),   i⁻ = −ln [P(W_α, y) / p(y)] (misinformative)
///
/// A. Makkeh, A. J. Gutknecht and M. Wibral, Introducing a differentiable measure of pointwise shared
/// information, Physical Review E 103, 032149 (2021). Probabilities of unions come from those of their
/// intersections by inclusion and exclusion, so that R realisations take time R, not R². Averages of i⁺
/// and of i⁻ have atoms that are never negative; their difference may be. Immutable.
public final class SharedExclusions {
    private final RedundancyLattice lattice;
    private final Marginals marginals;
    private final int[] cellOfSamples;
    private final Decomposition total;
    private final Decomposition informative;
    private final Decomposition misinformative;

    private SharedExclusions(JointTable table) {
        lattice = RedundancyLattice.of(table.sources());
        marginals = new Marginals(table);
        cellOfSamples = table.cellOfSamples();
        double[] plus = new double[lattice.nodes()];
        double[] minus = new double[lattice.nodes()];
        double[] both = new double[lattice.nodes()];
        average(plus, minus, both);
        total = Decomposition.of(lattice, both);
        informative = Decomposition.of(lattice, plus);
        misinformative = Decomposition.of(lattice, minus);
    }

    /// The shared exclusions of a law.
    public static SharedExclusions of(JointTable table) {
        return new SharedExclusions(table);
    }

    /// Averages of i⁺, of i⁻ and of their difference by node, each for all realisations at once.
    private void average(double[] plus, double[] minus, double[] both) {
        int cells = marginals.cells();
        double[] union = new double[cells];
        double[] joint = new double[cells];
        for (int node = 0; node < plus.length; node++) {
            lattice.unions().times(node, marginals.sources(), union);
            lattice.unions().times(node, marginals.joints(), joint);
            for (int cell = 0; cell < cells; cell++) {
                joint[cell] /= marginals.target(cell);
            }
            Logarithms.inPlace(union);
            Logarithms.inPlace(joint);
            for (int cell = 0; cell < cells; cell++) {
                double p = marginals.probability(cell);
                plus[node] -= p * union[cell];
                minus[node] -= p * joint[cell];
                both[node] += p * (joint[cell] - union[cell]);
            }
        }
    }

    /// i⁺ and i⁻ of every node at one realisation.
    private final class Point {
        private final double[] sources = new double[1 << lattice.sources()];
        private final double[] joint = new double[1 << lattice.sources()];
        private final double[] plus = new double[lattice.nodes()];
        private final double[] minus = new double[lattice.nodes()];

        Point at(int cell) {
            marginals.sources(cell, sources);
            marginals.joint(cell, joint);
            double target = marginals.target(cell);
            IntegerRows unions = lattice.unions();
            for (int node = 0; node < plus.length; node++) {
                // No cancellation to fear: a union is no smaller than any of the terms that make it.
                plus[node] = -StrictMath.log(unions.times(node, sources));
                minus[node] = -StrictMath.log(unions.times(node, joint) / target);
            }
            return this;
        }
    }

    /// The atoms on average over the law.
    public Decomposition decomposition() {
        return total;
    }

    /// The informative parts of the atoms, on average; none is negative.
    public Decomposition informative() {
        return informative;
    }

    /// The misinformative parts of the atoms, on average; none is negative. Informative minus
    /// misinformative is the atom.
    public Decomposition misinformative() {
        return misinformative;
    }

    /// The atoms at one realisation, by node, in nats. Their average with the law's probabilities is
    /// [#decomposition].
    ///
    /// @param cell of the table
    public double[] local(int cell) {
        Point point = new Point().at(cell);
        double[] difference = new double[lattice.nodes()];
        Arrays.setAll(difference, node -> point.plus[node] - point.minus[node]);
        return lattice.atoms(difference);
    }

    /// The informative parts of the atoms at one realisation, by node, in nats; none is negative.
    public double[] localInformative(int cell) {
        return lattice.atoms(new Point().at(cell).plus);
    }

    /// The misinformative parts of the atoms at one realisation, by node, in nats; none is negative.
    public double[] localMisinformative(int cell) {
        return lattice.atoms(new Point().at(cell).minus);
    }

    /// The atoms of each sample that the law was counted from, in nats: those of its cell. Their
    /// mean over the samples is [#decomposition].
    ///
    /// @return `[sample][3 nodes]`, row by row: the atoms by node, then their informative and
    ///     then their misinformative parts; empty if the law was given
    public double[] locals() {
        int nodes = lattice.nodes();
        double[][] parts = new double[marginals.cells()][];
        for (int cell = 0; cell < parts.length; cell++) {
            parts[cell] = new double[3 * nodes];
            System.arraycopy(local(cell), 0, parts[cell], 0, nodes);
            System.arraycopy(localInformative(cell), 0, parts[cell], nodes, nodes);
            System.arraycopy(localMisinformative(cell), 0, parts[cell], 2 * nodes, nodes);
        }
        double[] locals = new double[cellOfSamples.length * 3 * nodes];
        for (int sample = 0; sample < cellOfSamples.length; sample++) {
            System.arraycopy(parts[cellOfSamples[sample]], 0, locals, sample * 3 * nodes, 3 * nodes);
        }
        return locals;
    }
}
