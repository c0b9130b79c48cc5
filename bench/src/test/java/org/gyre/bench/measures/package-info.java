/// Tests of the cases that `gyre bench measures` times.
@NullMarked
package org.gyre.bench.measures;

import org.jspecify.annotations.NullMarked;
