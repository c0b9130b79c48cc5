package org.gyre.core.linalg;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/// Large products on several threads with the same bits for any number of threads.
///
/// C is cut into tiles of a fixed size, each computed by one thread as a fixed sequence of products over slices of
/// the inner dimension. Neither the cut nor the order depends on the executor. The slices also keep each native
/// call short, because the virtual machine cannot collect garbage during one.
public final class TiledGemm {
    private static final int TILE_ROWS = 256;
    private static final int TILE_COLUMNS = 512;
    private static final int SLICE = 2048;

    private final Blas blas;
    private final ExecutorService executor;

    /// @param executor runs the tiles; must not be one whose tasks call this object, which could wait for itself
    public TiledGemm(ExecutorService executor) {
        this(Blas.best(), executor);
    }

    TiledGemm(Blas blas, ExecutorService executor) {
        this.blas = blas;
        this.executor = executor;
    }

    /// C ← α op(A) op(B) + β C on row-major matrices with leading dimensions, with op(A) m×k, op(B) k×n, C
    /// m×n.
    ///
    /// @throws IllegalArgumentException if a matrix does not fit into its array
    /// @throws InterruptedException     if the thread is interrupted while it waits; C is then undefined
    public void multiply(
            boolean transposeA,
            boolean transposeB,
            int m,
            int n,
            int k,
            double alpha,
            double[] a,
            int lda,
            double[] b,
            int ldb,
            double beta,
            double[] c,
            int ldc)
            throws InterruptedException {
        Shapes.check("A", transposeA ? k : m, transposeA ? m : k, 0, lda, a.length);
        Shapes.check("B", transposeB ? n : k, transposeB ? k : n, 0, ldb, b.length);
        Shapes.check("C", m, n, 0, ldc, c.length);
        List<Callable<Void>> tiles = new ArrayList<>();
        for (int i0 = 0; i0 < m; i0 += TILE_ROWS) {
            for (int j0 = 0; j0 < n; j0 += TILE_COLUMNS) {
                int i = i0;
                int j = j0;
                tiles.add(() -> {
                    int rows = Math.min(TILE_ROWS, m - i);
                    int columns = Math.min(TILE_COLUMNS, n - j);
                    for (int p = 0; p < Math.max(k, 1); p += SLICE) {
                        blas.dgemm(
                                transposeA,
                                transposeB,
                                rows,
                                columns,
                                Math.min(SLICE, k - p),
                                alpha,
                                a,
                                transposeA ? p * lda + i : i * lda + p,
                                lda,
                                b,
                                transposeB ? j * ldb + p : p * ldb + j,
                                ldb,
                                p == 0 ? beta : 1,
                                c,
                                i * ldc + j,
                                ldc);
                    }
                    return null;
                });
            }
        }
        for (Future<Void> tile : executor.invokeAll(tiles)) {
            try {
                tile.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a tile of the product failed", e.getCause());
            }
        }
    }
}
