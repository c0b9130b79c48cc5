package org.gyre.lab.experiment;

import java.nio.file.Path;
import org.gyre.lab.run.Result;

/// How a run ended.
///
/// @param exitCode 0 done; 1 done and a claim failed, or ended by a number that was not finite; 3 stopped early
/// @param directory the run directory
/// @param result what was found
/// @param sentence for the user
public record RunResult(int exitCode, Path directory, Result result, String sentence) {}
