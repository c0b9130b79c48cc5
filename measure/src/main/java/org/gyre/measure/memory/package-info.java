/// What a network remembers of its input: [org.gyre.measure.memory.MemoryCapacity].
@NullMarked
package org.gyre.measure.memory;

import org.jspecify.annotations.NullMarked;
