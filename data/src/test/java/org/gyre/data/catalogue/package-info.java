@NullMarked
package org.gyre.data.catalogue;

import org.jspecify.annotations.NullMarked;
