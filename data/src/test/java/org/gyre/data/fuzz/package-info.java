/// One fuzz target for each parser, for Jazzer and for the replay of what it found.
@NullMarked
package org.gyre.data.fuzz;

import org.jspecify.annotations.NullMarked;
