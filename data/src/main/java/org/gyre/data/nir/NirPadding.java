package org.gyre.data.nir;

import java.util.List;

/// What a convolution adds around its input.
public sealed interface NirPadding {
    /// Words for sizes that follow from the kernel.
    enum Named implements NirPadding {
        /// As much as keeps the extents.
        SAME,
        /// Nothing.
        VALID
    }

    /// So many zeros on both sides of each dimension.
    record Sizes(List<Integer> sizes) implements NirPadding {
        public Sizes {
            sizes = List.copyOf(sizes);
        }
    }
}
