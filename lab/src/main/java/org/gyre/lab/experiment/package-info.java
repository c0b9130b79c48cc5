/// From a TOML file to a finished run.
///
/// An [org.gyre.lab.experiment.Experiment] turns a configuration record into a [org.gyre.lab.experiment.Session],
/// which advances block by block, saves and restores its complete state, and at the end hands its values, figures
/// and arrays to an [org.gyre.lab.experiment.Outcome]. A [org.gyre.lab.experiment.Preset] is a TOML resource that
/// also carries the claims its values are held against.
///
/// Start with [org.gyre.lab.experiment.Runner]. A TOML text becomes a [org.gyre.lab.experiment.Configuration]: a
/// tree that knows its lines, then records that check themselves.
@NullMarked
package org.gyre.lab.experiment;

import org.jspecify.annotations.NullMarked;
