@NullMarked
package org.gyre.cluster;

import org.jspecify.annotations.NullMarked;
