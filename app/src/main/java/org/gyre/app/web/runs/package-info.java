/// Runs in the page: which there are, what one of them is and says, how it is started and stopped.
///
/// Everything is read from run directories, so that runs started in a terminal and finished ones are shown
/// in the same way. [org.gyre.app.web.runs.RunCatalogue] lists them, [org.gyre.app.web.runs.RunStream]
/// follows one, [org.gyre.app.web.runs.RunQueue] lets those begin that wait.
@NullMarked
package org.gyre.app.web.runs;

import org.jspecify.annotations.NullMarked;
