/// The command line `gyre`: one class per command, and nothing that computes.
///
/// Start with [org.gyre.app.cli.GyreCommand], which lists the commands, and
/// [org.gyre.app.cli.CommandLineInterface], which turns arguments into an exit code: 0 done, 1 ran and a claim or
/// check failed, 2 a mistake in what the user gave, 3 stopped early with a checkpoint, 70 a bug. Commands print
/// through [org.gyre.app.cli.Console]: data on standard output, talk on standard error.
@NullMarked
package org.gyre.app.cli;

import org.jspecify.annotations.NullMarked;
