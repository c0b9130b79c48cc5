@NullMarked
package org.gyre.data.npy;

import org.jspecify.annotations.NullMarked;
