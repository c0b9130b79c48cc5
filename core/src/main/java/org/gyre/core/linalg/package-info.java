/// Dense linear algebra on row-major arrays.
///
/// Start with [org.gyre.core.linalg.Blas]: about ten kernels behind one interface, `Blas.best()` gives the fastest
/// that loads here. [org.gyre.core.linalg.OpenBlas] calls the native library through the foreign-function API;
/// [org.gyre.core.linalg.EjmlBlas] is the pure-Java twin. Both pass one contract test.
///
/// How the native library gets to disk: `LibraryCache` unpacks it from the class path to the very place
/// and with the very file time that JavaCPP's loader uses, because two copies of OpenBLAS in one process
/// crash it. [org.gyre.core.linalg.NativeLibraries] does the same for the libraries of LibTorch.
@NullMarked
package org.gyre.core.linalg;

import org.jspecify.annotations.NullMarked;
