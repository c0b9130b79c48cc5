/// Layers of leaky integrate-and-fire units in single precision, and the kernels that they are made of.
///
/// Start with `LifLayer`. Arrays are `[sample][step][unit]`, rows are
/// padded to whole vectors. All time steps are projected by one matrix product (constant input once,
/// sparse spikes by adding rows of weights), then one scan over time makes potentials and spikes of
/// currents; the way back is one scan in reversed time and the same products.
@NullMarked
package org.gyre.nets.lif.layer;

import org.jspecify.annotations.NullMarked;
