/// Times the measures beside plain NumPy and SciPy programs that compute the same numbers (`gyre bench
/// measures`).
///
/// Start with [org.gyre.bench.measures.MeasuresBenchmark]. A [org.gyre.bench.measures.MeasureCase] is one
/// line of the table: the work, its size, and what public programs took for it elsewhere. Cases stand in
/// `…Cases`, by the package that they time; the reference of each is a function of
/// `bench/peers/measures_scipy.py`. Both sides make their data by the same exact recipes
/// ([org.gyre.bench.measures.SeededData]), so that their values can be held against each other.
@NullMarked
package org.gyre.bench.measures;

import org.jspecify.annotations.NullMarked;
