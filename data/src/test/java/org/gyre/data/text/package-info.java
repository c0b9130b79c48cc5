@NullMarked
package org.gyre.data.text;

import org.jspecify.annotations.NullMarked;
