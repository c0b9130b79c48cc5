/// What turns values into what arrives at a network of leaky integrate-and-fire units.
///
/// Start with [org.gyre.nets.lif.encoding.Encoder], which encodes batches of samples by an
/// [org.gyre.nets.lif.encoding.Encoding]: spikes at random, one spike whose time tells the value, or the
/// same current at each step (the encodings of Gerum & Schilling 2021). Time series become spikes by
/// [org.gyre.nets.lif.encoding.DeltaModulation].
@NullMarked
package org.gyre.nets.lif.encoding;

import org.jspecify.annotations.NullMarked;
