/// What a network remembers of its input, [org.gyre.measure.memory.MemoryCapacity], and what it
/// computes from it, [org.gyre.measure.memory.BooleanCapacity].
@NullMarked
package org.gyre.measure.memory;

import org.jspecify.annotations.NullMarked;
