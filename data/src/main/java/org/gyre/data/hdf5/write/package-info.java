/// Writes HDF5 files: groups, numbers, texts and sequences of numbers.
///
/// Start with [org.gyre.data.hdf5.write.Hdf5Writer]. The files follow the HDF5 File Format
/// Specification 3.0 in the part that HDF5 1.8 and all later versions read: superblock 2, object
/// headers of version 2 with their checksums, links within the header of their group, contiguous data,
/// and a global heap for what has no fixed length. Nothing is compressed and there are no attributes.
@NullMarked
package org.gyre.data.hdf5.write;

import org.jspecify.annotations.NullMarked;
