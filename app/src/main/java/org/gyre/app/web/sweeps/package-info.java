/// Sweeps in the page: which there are, how far each is, its table and its figures.
///
/// Everything is read from the folders of sweeps, also of those that a terminal started and of those at work.
/// [org.gyre.app.web.sweeps.SweepCatalogue] lists them, [org.gyre.app.web.sweeps.SweepRoutes] answers for one.
@NullMarked
package org.gyre.app.web.sweeps;

import org.jspecify.annotations.NullMarked;
