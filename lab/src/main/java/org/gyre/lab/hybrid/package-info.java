/// The experiment behind the presets `lif/hybrid…`: networks that mix layers of LibTorch with layers of
/// leaky integrate-and-fire units, and learn to name images.
///
/// Start with [org.gyre.lab.hybrid.HybridExperiment]. [org.gyre.lab.hybrid.ImageKeys] says where images
/// come from, [org.gyre.lab.hybrid.HybridKeys] and [org.gyre.lab.hybrid.HybridLayerKeys] what names them;
/// [org.gyre.lab.hybrid.HybridTraining] is the training of one network.
@NullMarked
package org.gyre.lab.hybrid;

import org.jspecify.annotations.NullMarked;
