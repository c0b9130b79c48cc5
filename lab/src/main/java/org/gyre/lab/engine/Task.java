package org.gyre.lab.engine;

/// A piece of work.
///
/// @param number of the piece, 0 or more: its answer comes under this number
/// @param job    name of the kind of work
/// @param input  for [Job#compute]
@SuppressWarnings("ArrayRecordComponent") // handed over, never compared
public record Task(int number, String job, byte[] input) {}
