/// Reads numbers, texts and links from HDF5 files, which MATLAB 7.3 files and NWB files are too.
///
/// Start with [org.gyre.data.hdf5.Hdf5File]; [org.gyre.data.hdf5.write] writes. The reader follows the
/// HDF5 File Format Specification 3.0 as far as data of recordings needs it: superblocks 0 to 3, both
/// object headers, old and new groups, compact, contiguous and chunked data under every chunk index, the
/// filters deflate, LZF, shuffle and Fletcher-32, whole numbers, floats, enumerations, texts, references and
/// sequences of variable length. It is ours because a reader of damaged files has to bound what it allocates
/// and how long it follows addresses, which cannot be added from outside.
@NullMarked
package org.gyre.data.hdf5;

import org.jspecify.annotations.NullMarked;
