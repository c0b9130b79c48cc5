package org.gyre.lab.hybrid;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Images to learn from and to judge by.
///
/// @param training   to learn from
/// @param test       to judge networks by
/// @param validation to judge training by, if wanted
record ImageParts(
        ImageSamples training, ImageSamples test, @Nullable ImageSamples validation) {
    /// All parts changed alike.
    ImageParts with(UnaryOperator<ImageSamples> change) {
        return new ImageParts(
                change.apply(training), change.apply(test), validation == null ? null : change.apply(validation));
    }
}
