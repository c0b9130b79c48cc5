@NullMarked
package org.gyre.lab.lif.nir;

import org.jspecify.annotations.NullMarked;
