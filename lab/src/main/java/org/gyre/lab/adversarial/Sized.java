package org.gyre.lab.adversarial;

import java.util.List;

/// Something with layers of causes.
interface Sized {
    /// Sizes of the layers from the input up.
    List<Integer> layers();

    /// Frames of which an input consists; 1 if it is no sequence.
    int frames();

    /// Whether the generative pathway has something to learn.
    default boolean generatorLearns() {
        return false;
    }
}
