/// What a run shows: figures as plain data, the report, and the comparison of runs.
///
/// - [org.gyre.lab.report.Figure]: an experiment builds figures from its numbers and never draws. They
///   are written to `figures.json` by [org.gyre.lab.report.Figures]. The drawing (axes, ticks, colours,
///   SVG) is in the package `svg`.
/// - [org.gyre.lab.report.Report]: `report.html`, one page made from the files of a run directory alone, at any time.
/// - [org.gyre.lab.report.Comparison]: several runs side by side; [org.gyre.lab.report.ComparisonText] prints it.
///
/// Pages load nothing and run no script. Every word from a user passes through [org.gyre.lab.report.Html], which
/// escapes it.
@NullMarked
package org.gyre.lab.report;

import org.jspecify.annotations.NullMarked;
