package org.gyre.lab.infomorphic;

import org.gyre.data.catalogue.LabelledImages;
import org.gyre.data.catalogue.PixelScale;
import org.jspecify.annotations.Nullable;

/// Images to learn from and to judge by.
///
/// @param scale      of the pixels, from the training images
/// @param training   to learn from
/// @param test       to judge the network by
/// @param validation to judge goals by, if wanted
record ImageParts(
        PixelScale scale,
        LabelledImages training,
        LabelledImages test,
        @Nullable LabelledImages validation) {

    /// Scaled pixels and labels of some images.
    ///
    /// @param order  which image comes when
    /// @param from   the first of them
    /// @param count  how many
    /// @param rows   `[sample][pixel]`, written
    /// @param labels `[sample]`, written
    void take(LabelledImages images, int[] order, int from, int count, float[] rows, int[] labels) {
        int size = images.pixelsPerImage();
        for (int k = 0; k < count; k++) {
            int image = order[from + k];
            labels[k] = images.label(image);
            for (int j = 0; j < size; j++) {
                rows[k * size + j] = (float) ((images.level(image, j) - scale.mean()) / scale.deviation());
            }
        }
    }
}
