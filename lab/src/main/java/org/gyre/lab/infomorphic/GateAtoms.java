package org.gyre.lab.infomorphic;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gyre.measure.pid.Redundancy;
import org.gyre.measure.pid.RedundancyLattice;

/// What is told of gates with so many sources, and how it is called: the atoms of their lattice,
/// upwards, by each measure that is defined for them.
enum GateAtoms {
    /// Of two sources, whose four atoms have names.
    TWO(2) {
        @Override
        List<String> keys() {
            return List.of("redundant", "unique_1", "unique_2", "synergistic");
        }

        @Override
        List<String> headings() {
            return List.of("redundant", "unique of source 1", "unique of source 2", "synergistic");
        }
    },

    /// Of three sources, whose eighteen atoms are called by their sets: `{1}{23}` is `atom_1_23`.
    THREE(3) {
        @Override
        List<String> keys() {
            return atoms().stream()
                    .map(atom -> "atom_" + atom.substring(1, atom.length() - 1).replace("}{", "_"))
                    .toList();
        }

        @Override
        List<String> headings() {
            return atoms();
        }
    };

    private final int sources;

    GateAtoms(int sources) {
        this.sources = sources;
    }

    /// Those of so many sources.
    ///
    /// @param sources 2 or 3
    static GateAtoms of(int sources) {
        return sources == 2 ? TWO : THREE;
    }

    /// The number of sources as a word.
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The atoms, upwards: the first is what every source tells alike.
    List<String> atoms() {
        return RedundancyLattice.of(sources).names();
    }

    /// The atoms in names of values.
    abstract List<String> keys();

    /// The atoms in headings of tables.
    abstract List<String> headings();

    /// The measures that are defined for so many sources.
    List<Redundancy> measures() {
        return Arrays.stream(Redundancy.values())
                .filter(measure -> measure.decomposes(sources))
                .toList();
    }

    /// Atoms by all measures.
    int width() {
        return measures().size() * atoms().size();
    }
}
