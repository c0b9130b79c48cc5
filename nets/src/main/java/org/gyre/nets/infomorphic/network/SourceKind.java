package org.gyre.nets.infomorphic.network;

/// What a hidden layer may hear beside its receptive input.
public enum SourceKind {
    /// The label of the sample, one unit for each; silent when the network is tested.
    LABEL,
    /// The other neurons of the layer, as they fired in the pass before.
    LATERAL,
    /// The neurons of the read-out, as they fired in the pass before.
    FEEDBACK
}
