/// Associative memories whose neurons learn by information goals (P1, P3):
/// [org.gyre.nets.infomorphic.memory.InfomorphicRule] stores patterns as the rules of
/// [org.gyre.nets.memory] do, and is compared with them there.
@NullMarked
package org.gyre.nets.infomorphic.memory;

import org.jspecify.annotations.NullMarked;
