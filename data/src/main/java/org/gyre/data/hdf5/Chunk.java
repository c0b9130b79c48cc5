package org.gyre.data.hdf5;

/// A stored piece of a dataset.
///
/// @param address in the file
/// @param bytes that are stored
/// @param skipped one bit for each filter that was not applied
/// @param offset of its first element in each dimension
record Chunk(long address, long bytes, long skipped, long[] offset) {}
