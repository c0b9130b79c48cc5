package org.gyre.data.catalogue;

import java.util.Optional;
import org.gyre.core.InputException;

/// A data set that was read: training images, and test images where they were published apart.
///
/// @param name in the catalogue
/// @param training all images of a set without a published test part
/// @param test images of the same size and classes, or empty
public record ImageSet(String name, LabelledImages training, Optional<LabelledImages> test) {
    /// The published test images.
    ///
    /// @throws InputException if there are none
    public LabelledImages publishedTest() {
        return test.orElseThrow(() ->
                new InputException(name + " has no test images of its own; split its " + training.count() + " images"));
    }
}
