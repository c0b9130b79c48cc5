/// The experiments behind the presets `infomorphic/…`.
///
/// [org.gyre.lab.infomorphic.ClassifierExperiment] trains one network on labelled images;
/// [org.gyre.lab.infomorphic.ClassifierSeries] trains one after another (widths, goals with one
/// atom knocked out); [org.gyre.lab.infomorphic.GoalSearch] searches the goal with which a network
/// names best. [org.gyre.lab.infomorphic.MemoryExperiment] stores patterns, and
/// [org.gyre.lab.infomorphic.MemorySearch] searches with what goal and settings most are stored.
@NullMarked
package org.gyre.lab.infomorphic;

import org.jspecify.annotations.NullMarked;
