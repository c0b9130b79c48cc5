@NullMarked
package org.gyre.nets.infomorphic.layer;

import org.jspecify.annotations.NullMarked;
