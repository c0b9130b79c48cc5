/// Where independent pieces of work are done: in this process ([org.gyre.lab.engine.LocalEngine]), or on other
/// machines by an engine that is on the class path. The same work gives the same bytes everywhere.
@NullMarked
package org.gyre.lab.engine;

import org.jspecify.annotations.NullMarked;
