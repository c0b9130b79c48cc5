/// What can be played with, answered at once.
@NullMarked
package org.gyre.app.web.play;

import org.jspecify.annotations.NullMarked;
