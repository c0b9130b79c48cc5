/// What a run directory holds, and how it survives a crash.
///
/// [org.gyre.lab.run.RunDirectory] names the files. State enters and leaves through
/// [org.gyre.lab.run.SnapshotWriter] and [org.gyre.lab.run.SnapshotReader]; [org.gyre.lab.run.Checkpoints]
/// publishes it so that the newest one always loads. [org.gyre.lab.run.Manifest] is where a run came from,
/// [org.gyre.lab.run.Result] what it found, with each [org.gyre.lab.run.Claim] held against its value;
/// [org.gyre.lab.run.Journal] and [org.gyre.lab.run.ScalarLog] grow while it works; [org.gyre.lab.run.Verify]
/// checks it all.
@NullMarked
package org.gyre.lab.run;

import org.jspecify.annotations.NullMarked;
