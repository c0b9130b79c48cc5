@NullMarked
package org.gyre.nets;

import org.jspecify.annotations.NullMarked;
