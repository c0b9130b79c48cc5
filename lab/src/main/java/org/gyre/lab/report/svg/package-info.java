/// Draws figures as SVG: a small writer without a library behind it.
///
/// Start with [org.gyre.lab.report.svg.FigureSvg]; there is one drawing class per kind of figure. They share
/// [org.gyre.lab.report.svg.Plane] (the area with its axes, legend and references), which in turn uses
/// [org.gyre.lab.report.svg.Scale] and [org.gyre.lab.report.svg.Ticks]. Matrices and patches become
/// [org.gyre.lab.report.svg.Png] pictures inside the SVG.
///
/// Rules: the same figure always gives the same bytes; every text passes [org.gyre.lab.report.svg.Markup]; there is
/// no script, no style attribute and no address in the output; a value that cannot be drawn is counted and reported
/// by [org.gyre.lab.report.svg.FigureNotes], never drawn somewhere else.
@NullMarked
package org.gyre.lab.report.svg;

import org.jspecify.annotations.NullMarked;
