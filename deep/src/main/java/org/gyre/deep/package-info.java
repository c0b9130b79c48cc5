/// What needs automatic differentiation or a pre-trained network.
///
/// Start with [org.gyre.deep.hybrid] (networks of dense, convolutional and recurrent layers with
/// spiking layers in between) or [org.gyre.deep.features] (what a pre-trained image network sees).
/// [org.gyre.deep.torch] loads LibTorch.
@NullMarked
package org.gyre.deep;

import org.jspecify.annotations.NullMarked;
