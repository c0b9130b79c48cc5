package org.gyre.measure.entropy;

/// The plug-in value + (K − 1)/2T, with K the number of symbols that were **seen**; too small while many
/// are unseen. Source: G. Miller, Note on the bias of information estimates (1955).
final class MillerMadow implements EntropyFormula {
    private final PlugIn plugIn = new PlugIn();

    @Override
    public double nats(Occupancies sample) {
        return plugIn.nats(sample) + (sample.seen() - 1) / (2.0 * sample.total());
    }
}
