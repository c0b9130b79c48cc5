/// LibTorch: how it gets into the process, and its tensors as Java arrays.
///
/// Start with [org.gyre.deep.torch.Torch]: everything that calls LibTorch calls `Torch.load` first.
/// It makes sure that the process holds one OpenBLAS, the one that [org.gyre.core.linalg.Blas]
/// uses, and that no library of the system mixes with those of the jar.
/// [org.gyre.deep.torch.Floats] copies arrays into tensors and back.
///
/// Memory: a tensor lies outside the Java heap, where the garbage collector does not see its size.
/// Every step of work opens a `PointerScope`, which frees at its end what was made in it; what
/// outlives the step is retained by name.
@NullMarked
package org.gyre.deep.torch;

import org.jspecify.annotations.NullMarked;
