@NullMarked
package org.gyre.data.recording;

import org.jspecify.annotations.NullMarked;
