package org.gyre.measure.mutualinfo;

import org.gyre.measure.entropy.DiscreteEntropy;
import org.gyre.measure.series.SymbolSeries;

/// Information between symbols that were recorded together, from the entropies of their words:
///
///     I(a; b)     = H(a) + H(b) − H(a, b)
///     I(a; b | c) = H(a, c) + H(b, c) − H(a, b, c) − H(c)
///
/// @param entropy how the entropies are estimated
public record DiscreteInformation(DiscreteEntropy entropy) implements InformationEstimator<SymbolSeries> {
    @Override
    public String label() {
        return entropy.label();
    }

    @Override
    public Relation between(SymbolSeries a, SymbolSeries b) {
        return new DiscreteRelation(entropy, a, b, null);
    }

    @Override
    public Relation given(SymbolSeries a, SymbolSeries b, SymbolSeries c) {
        return new DiscreteRelation(entropy, a, b, c);
    }
}
