/// Nearest neighbours and counts in boxes, the ground of the estimators that work with distances.
///
/// [org.gyre.measure.neighbour.KdTree] holds the points;
/// [org.gyre.measure.neighbour.NeighbourSearch] asks it for the k nearest neighbours of its points under the
/// maximum norm, leaving out what an [org.gyre.measure.neighbour.Exclusion] forbids;
/// [org.gyre.measure.neighbour.RangeCounter] counts points in boxes, on a line by a sorted column and else by
/// ranks and rows of bits. Everything is exact: no neighbour is missed and no border decided by rounding.
@NullMarked
package org.gyre.measure.neighbour;

import org.jspecify.annotations.NullMarked;
