package org.gyre.core.optimise.search;

/// A point whose value a search wants to know.
///
/// @param number counts from 0 in the order in which a search hands out its candidates
/// @param point  in the box [−1, 1]^d; only to be read
public record Candidate(int number, double[] point) {}
