@NullMarked
package org.gyre.data.nir;

import org.jspecify.annotations.NullMarked;
