/// NumPy's array files: `.npy` (one array) and `.npz` (a zip archive of them).
///
/// Start with [org.gyre.data.npy.NpyReader] and [org.gyre.data.npy.NpyWriter]; archives are
/// [org.gyre.data.npy.NpzReader] and [org.gyre.data.npy.NpzWriter]; the value between them is
/// [org.gyre.data.npy.NpyArray]. The format is the one that NumPy's `numpy.lib.format` documents: the bytes `93 4e
/// 55 4d 50 59`, a version, the length of a header, the header (the text of a Python dictionary with the keys
/// descr, fortran_order and shape), the raw elements.
///
/// Read: versions 1.0 to 3.0, little and big endian, C and Fortran order, stored and deflated archive members.
/// Written: version 1.0, little endian, C order, stored members with a fixed date, so that equal arrays give equal
/// bytes.
@NullMarked
package org.gyre.data.npy;

import org.jspecify.annotations.NullMarked;
