/// Layers of infomorphic neurons: where their inputs come from, how a batch passes through them,
/// and how they learn.
///
/// Start with [org.gyre.nets.infomorphic.layer.Layer]. Its sources are
/// [org.gyre.nets.infomorphic.layer.Afferents] (dense, sparse, by label, one to one), which turn an
/// [org.gyre.nets.infomorphic.layer.Arrival] into the summed input of each neuron and sample, and
/// learn from the neurons' own factors. No error passes from layer to layer.
@NullMarked
package org.gyre.nets.infomorphic.layer;

import org.jspecify.annotations.NullMarked;
