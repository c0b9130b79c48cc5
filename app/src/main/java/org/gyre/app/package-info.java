/// The application: what a person starts. Everything is in `cli`, the command line.
@NullMarked
package org.gyre.app;

import org.jspecify.annotations.NullMarked;
