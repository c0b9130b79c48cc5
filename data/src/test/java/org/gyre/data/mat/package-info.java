@NullMarked
package org.gyre.data.mat;

import org.jspecify.annotations.NullMarked;
