package org.gyre.measure.pid;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gyre.core.Unit;

/// The atoms of the information that sources hold about a target, in nats. Immutable.
public final class Decomposition {
    private final RedundancyLattice lattice;
    private final double[] redundancies;
    private final double[] atoms;

    private Decomposition(RedundancyLattice lattice, double[] redundancies) {
        this.lattice = lattice;
        this.redundancies = redundancies;
        this.atoms = lattice.atoms(redundancies);
    }

    /// The atoms that belong to the redundancies of all nodes.
    ///
    /// @param redundancies I∩(α) of each node, in nats; not changed
    static Decomposition of(RedundancyLattice lattice, double[] redundancies) {
        return new Decomposition(lattice, redundancies.clone());
    }

    /// The lattice that the atoms stand on.
    public RedundancyLattice lattice() {
        return lattice;
    }

    /// Π of a node, such as `{1}{2}` for what both sources tell alike.
    ///
    /// @throws IllegalArgumentException if there is no such node
    public double atom(String name) {
        return atoms[lattice.index(name)];
    }

    /// Π of all nodes, upwards; a copy.
    public double[] atoms() {
        return atoms.clone();
    }

    /// I∩ of a node: the sum of the atoms at and below it.
    ///
    /// @throws IllegalArgumentException if there is no such node
    public double redundancy(String name) {
        return redundancies[lattice.index(name)];
    }

    /// I(Y; S₁ … S_S), the sum of all atoms.
    public double total() {
        return redundancies[redundancies.length - 1];
    }

    /// The atoms by their names, upwards, in a unit.
    public Map<String, Double> in(Unit unit) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int node = 0; node < atoms.length; node++) {
            named.put(lattice.name(node), unit.fromNats(atoms[node]));
        }
        return named;
    }
}
