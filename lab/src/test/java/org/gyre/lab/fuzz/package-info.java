/// Fuzz targets of what a user writes or a run left behind: configurations and run directories.
/// As those of the module `data`, they are for Jazzer and for the replay in the ordinary build.
@NullMarked
package org.gyre.lab.fuzz;

import org.jspecify.annotations.NullMarked;
