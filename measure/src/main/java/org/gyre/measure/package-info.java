@NullMarked
package org.gyre.measure;

import org.jspecify.annotations.NullMarked;
