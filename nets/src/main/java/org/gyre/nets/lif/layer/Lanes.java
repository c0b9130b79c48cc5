package org.gyre.nets.lif.layer;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// How rows of units are laid out for the vector units of processors.
final class Lanes {
    /// The widest vectors of this machine, sixteen lanes at most.
    static final VectorSpecies<Float> FLOATS =
            FloatVector.SPECIES_PREFERRED.length() > 16 ? FloatVector.SPECIES_512 : FloatVector.SPECIES_PREFERRED;

    private static final int PADDING = 16;

    private Lanes() {}

    /// Numbers of a row of so many units: rounded up, so that vectors of every machine tile it.
    static int stride(int units) {
        return Math.multiplyExact(Math.ceilDiv(units, PADDING), PADDING);
    }
}
