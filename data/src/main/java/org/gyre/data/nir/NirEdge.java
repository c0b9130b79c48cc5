package org.gyre.data.nir;

/// A connection, which passes on what its first node gives as it is.
///
/// @param from the name of a node in the same graph
/// @param to the name of a node in the same graph
public record NirEdge(String from, String to) {}
