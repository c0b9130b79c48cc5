/// Features of pre-trained image networks: what a layer of a network in an ONNX file says to an image.
///
/// Start with [org.gyre.deep.features.ImageFeatures]: any ONNX file and the name of any tensor in it.
/// [org.gyre.deep.features.OnnxGraph] reads the names in a file and makes an inner tensor its output;
/// [org.gyre.deep.features.ChannelScale] is how the network was used to see colours;
/// [org.gyre.deep.features.OnnxRuntime] says whether networks can be run here.
@NullMarked
package org.gyre.deep.features;

import org.jspecify.annotations.NullMarked;
