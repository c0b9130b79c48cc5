package org.gyre.nets.boltzmann;

import org.gyre.core.random.RandomStream;

/// A core of n units that is embedded in a larger network, as a cortical microcircuit is (Metzner et
/// al. 2026).
///
/// The units 0 … n − 1 are the core. Blocks of the weights, `[to][from]`:
///
/// ```
///                from the core   from the surroundings
/// to the core        core              inward
/// to the rest       outward         surroundings
/// ```
///
/// Lesions say what the surroundings do to the core: compare [#weights] with the core alone ([#core]),
/// with surroundings that the core does not hear ([#deaf]) and with ones that do not hear the core
/// ([#unheard]). Immutable.
public final class CoreEmbedding {
    private final int coreUnits;
    private final int units;
    private final double[] weights;

    private CoreEmbedding(int coreUnits, int units, double[] weights) {
        this.coreUnits = coreUnits;
        this.units = units;
        this.weights = weights;
    }

    /// A core in given surroundings.
    ///
    /// @param coreUnits n ≥ 1
    /// @param core weights inside the core, n×n row-major
    /// @param units N > n, the core included
    /// @param network all weights, N×N row-major, whose core block is replaced
    /// @throws IllegalArgumentException if the sizes do not fit
    public static CoreEmbedding of(int coreUnits, double[] core, int units, double[] network) {
        return of(coreUnits, core, units, network, 1, 1);
    }

    /// A core in random surroundings.
    ///
    /// @param coreUnits n ≥ 1
    /// @param core weights inside the core, n×n row-major
    /// @param units N > n, the core included
    /// @param law of all weights outside the core
    /// @param inward factor of the weights from the surroundings to the core
    /// @param outward factor of the weights from the core to the surroundings
    /// @param stream where they come from; the factors do not change what is drawn
    /// @throws IllegalArgumentException if the sizes do not fit or a factor is not finite
    public static CoreEmbedding random(
            int coreUnits,
            double[] core,
            int units,
            RandomWeights law,
            double inward,
            double outward,
            RandomStream stream) {
        return of(coreUnits, core, units, law.draw(units, stream), inward, outward);
    }

    private static CoreEmbedding of(
            int coreUnits, double[] core, int units, double[] network, double inward, double outward) {
        if (coreUnits < 1 || core.length != coreUnits * coreUnits) {
            throw new IllegalArgumentException(core.length + " weights are not a core of " + coreUnits + " units");
        }
        if (units <= coreUnits || network.length != units * units) {
            throw new IllegalArgumentException(network.length + " weights are not " + units + " x " + units
                    + " with room for more than the core of " + coreUnits + " units");
        }
        if (!Double.isFinite(inward) || !Double.isFinite(outward)) {
            throw new IllegalArgumentException("factors " + inward + " and " + outward + ": must be finite");
        }
        double[] weights = network.clone();
        for (int i = 0; i < units; i++) {
            for (int j = 0; j < units; j++) {
                int at = i * units + j;
                if (i < coreUnits && j < coreUnits) {
                    weights[at] = core[i * coreUnits + j];
                } else if (i < coreUnits) {
                    weights[at] *= inward;
                } else if (j < coreUnits) {
                    weights[at] *= outward;
                }
            }
        }
        return new CoreEmbedding(coreUnits, units, weights);
    }

    /// Number of units of the core, n.
    public int coreUnits() {
        return coreUnits;
    }

    /// Number of all units, N.
    public int units() {
        return units;
    }

    /// All weights, `[to][from]`, N×N row-major; a copy.
    public double[] weights() {
        return weights.clone();
    }

    /// The weights inside the core, `[to][from]`, n×n row-major: the core alone, when all around it is
    /// cut away.
    public double[] core() {
        double[] core = new double[coreUnits * coreUnits];
        for (int i = 0; i < coreUnits; i++) {
            System.arraycopy(weights, i * units, core, i * coreUnits, coreUnits);
        }
        return core;
    }

    /// The embedding with the inward connections cut: the core does not hear its surroundings.
    public CoreEmbedding deaf() {
        return of(coreUnits, core(), units, weights, 0, 1);
    }

    /// The embedding with the outward connections cut: the surroundings drive the core and do not hear
    /// it.
    public CoreEmbedding unheard() {
        return of(coreUnits, core(), units, weights, 1, 0);
    }
}
