package org.gyre.lab.lif;

import org.gyre.core.random.RandomStream;
import org.gyre.nets.lif.layer.LifInput;

/// Labelled samples, and how they reach a network.
interface SampleSet {
    int count();

    int inputs();

    int classes();

    int steps();

    int label(int sample);

    /// Pixels in a row where the inputs are the pixels of an image, row by row; 0 where they are no image.
    default int width() {
        return 0;
    }

    /// What the samples become for the first layer, in the order in which they are named.
    ///
    /// @param stream of random encodings
    LifInput encode(int[] samples, RandomStream stream);
}
