/// Networks of leaky integrate-and-fire layers as graphs of the Neuromorphic Intermediate Representation
/// (Pedersen et al., Nature Communications 15, 8122, 2024), and back.
///
/// [org.gyre.lab.lif.nir.NirExport] and [org.gyre.lab.lif.nir.NirImport] hold the mapping between a layer's
/// leaks and the time constants of nodes; [org.gyre.lab.lif.nir.LifModel] is the network between the two.
@NullMarked
package org.gyre.lab.lif.nir;

import org.jspecify.annotations.NullMarked;
