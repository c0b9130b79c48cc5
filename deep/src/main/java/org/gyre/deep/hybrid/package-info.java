/// Hybrid networks: dense, convolutional and recurrent layers of LibTorch with kernels of our own,
/// such as layers of leaky integrate-and-fire units, in between.
///
/// Start with [org.gyre.deep.hybrid.HybridNetwork]. A network is a chain of
/// [org.gyre.deep.hybrid.Segment]s: [org.gyre.deep.hybrid.TorchSegment] is a run of
/// [org.gyre.deep.hybrid.Layer]s. What training changes is a [org.gyre.deep.hybrid.SegmentState]
/// for each, of plain arrays.
///
/// Why segments: a spiking layer as operations of LibTorch costs a dozen of them for each time
/// step; the kernels of `nets` do a whole layer at once. The price is one copy of the signal at
/// each border.
@NullMarked
package org.gyre.deep.hybrid;

import org.jspecify.annotations.NullMarked;
