package org.gyre.measure.pid;

/// The measures of redundancy for discrete variables, by the short names that the literature uses.
public enum Redundancy {
    /// Shared exclusions; see [SharedExclusions].
    ISX("shared exclusions I_sx", "Makkeh, Gutknecht and Wibral, Physical Review E 103:032149 (2021)") {
        @Override
        public Decomposition decompose(JointTable table) {
            return SharedExclusions.of(table).decomposition();
        }
    },

    /// Minimum specific information; see [MinimumSpecificInformation].
    IMIN("minimum specific information I_min", "Williams and Beer, arXiv 1004.2515 (2010)") {
        @Override
        public Decomposition decompose(JointTable table) {
            return MinimumSpecificInformation.of(table);
        }
    },

    /// Minimum mutual information; see [MinimumMutualInformation].
    MMI("minimum mutual information I_MMI", "Barrett, Physical Review E 91:052802 (2015)") {
        @Override
        public Decomposition decompose(JointTable table) {
            return MinimumMutualInformation.of(table);
        }
    },

    /// Unique information by optimisation; see [UniqueInformation].
    BROJA(
            "unique information of Bertschinger and others (BROJA)",
            "Bertschinger, Rauh, Olbrich, Jost and Ay, Entropy 16:2161 (2014)") {
        @Override
        public Decomposition decompose(JointTable table) {
            return UniqueInformation.of(table).decomposition();
        }

        @Override
        public boolean decomposes(int sources) {
            return sources == 2;
        }
    };

    private final String label;
    private final String source;

    Redundancy(String label, String source) {
        this.label = label;
        this.source = source;
    }

    /// What the measure is called.
    public String label() {
        return label;
    }

    /// Where it comes from.
    public String source() {
        return source;
    }

    /// Whether the measure is defined for so many sources, of the 2, 3 or 4 that a law may have.
    public boolean decomposes(int sources) {
        return sources >= RedundancyLattice.FEWEST_SOURCES && sources <= RedundancyLattice.MOST_SOURCES;
    }

    /// The atoms of a law.
    ///
    /// @throws org.gyre.core.InputException if the measure is not defined for so many sources
    public abstract Decomposition decompose(JointTable table);
}
