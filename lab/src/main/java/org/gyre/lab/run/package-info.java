/// What a run directory holds, and how it survives a crash.
///
/// State enters and leaves through [org.gyre.lab.run.SnapshotWriter] and [org.gyre.lab.run.SnapshotReader].
/// [org.gyre.lab.run.Claim] holds a paper's number against ours.
@NullMarked
package org.gyre.lab.run;

import org.jspecify.annotations.NullMarked;
