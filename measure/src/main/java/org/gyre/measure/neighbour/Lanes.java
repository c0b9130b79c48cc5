package org.gyre.measure.neighbour;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorSpecies;

/// How many of the eight children of a node the processor takes at once.
final class Lanes {
    /// At most eight lanes: a wider register would reach beyond a leaf.
    static final VectorSpecies<Double> SPECIES = DoubleVector.SPECIES_PREFERRED.length() > KdTree.WIDTH
            ? DoubleVector.SPECIES_512
            : DoubleVector.SPECIES_PREFERRED;

    /// The same lanes as whole numbers. Numbers that are not negative have the order of their bits, which processors
    /// compare faster than Java's largest of two doubles, whose rules for NaN and −0 cost five instructions.
    static final VectorSpecies<Long> BITS = SPECIES.withLanes(long.class);

    static final int LANES = SPECIES.length();

    /// Whether marked lanes are brought together within a register: AVX-512 has an instruction for it,
    /// and AVX2 permutes by a table. With registers of two lanes Java's way around it is slower than a
    /// plain loop.
    private static final boolean COMPRESSES = LANES >= 4;

    private Lanes() {}

    /// How many of n values are best taken by whole registers that are compressed, the rest being taken one by one.
    static int compressed(int n) {
        return COMPRESSES ? SPECIES.loopBound(n) : 0;
    }
}
