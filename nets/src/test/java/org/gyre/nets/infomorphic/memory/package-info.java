@NullMarked
package org.gyre.nets.infomorphic.memory;

import org.jspecify.annotations.NullMarked;
