/// The walls of the house, as tests over the byte code of all modules.
@NullMarked
package org.gyre.app.architecture;

import org.jspecify.annotations.NullMarked;
