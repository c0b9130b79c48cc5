package org.gyre.nets.memory;

import org.gyre.core.random.RandomStream;

/// Makes a memory from the patterns it is to hold.
@FunctionalInterface
public interface StorageRule {
    /// Stores patterns in a new memory of as many neurons as the patterns have units.
    ///
    /// @param stream where rules that draw random numbers take them from; the others ignore it
    ThresholdMemory store(Patterns patterns, RandomStream stream);
}
