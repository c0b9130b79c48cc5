/// What a run shows: figures as plain data, their drawing, and the report.
///
/// Start with [org.gyre.lab.report.Figure]: an experiment builds figures from its numbers and never draws. They are
/// written to
/// `figures.json` in the run directory, so that a report can be rendered again later from the files alone. The drawing
/// (axes, ticks, colours, SVG) is in the package `svg`.
@NullMarked
package org.gyre.lab.report;

import org.jspecify.annotations.NullMarked;
