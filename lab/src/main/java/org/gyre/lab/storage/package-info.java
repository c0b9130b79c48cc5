/// The only place that writes files.
///
/// Everything that must survive a crash goes through [org.gyre.lab.storage.Storage]: its primitives are few, so
/// that a twin in the tests can fail at each one and forget what was not forced to disk.
/// [org.gyre.lab.storage.DiskStorage] is the real one.
@NullMarked
package org.gyre.lab.storage;

import org.jspecify.annotations.NullMarked;
