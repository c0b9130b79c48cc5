/// Recordings of spikes from the files that users have.
///
/// Start with [org.gyre.data.recording.RecordingFile]: one call for every format. What comes out is
/// a [org.gyre.data.recording.Recording]: spike trains in integer ticks, names and places of the
/// units, and what the reader understood and what it doubts, in words.
@NullMarked
package org.gyre.data.recording;

import org.jspecify.annotations.NullMarked;
