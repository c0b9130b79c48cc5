package org.gyre.core.linalg;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.Team;

/// The large kernels of [Blas] on several threads, with the same bits for any number of threads.
///
/// The result is cut into tiles whose sizes depend on the shapes alone; each is computed by one thread as a fixed
/// sequence of native calls. Slices of the inner dimension keep each native call short, because the virtual
/// machine cannot collect garbage during one.
///
/// All matrices are row-major and start at element 0; see [Blas] for shapes and triangles.
public final class TiledBlas {
    /// Rows or columns of a tile: fewer make the native kernels slower, more leave threads idle.
    private static final int TILE = 256;

    private static final int SLICE = 2048;

    private final Blas blas;
    private final Team team;

    private TiledBlas(Blas blas, Team team) {
        this.blas = blas;
        this.team = team;
    }

    /// Everything on the calling thread.
    public static TiledBlas alone() {
        return on(Team.alone());
    }

    /// Tiles shared by a team.
    public static TiledBlas on(Team team) {
        return on(Blas.best(), team);
    }

    static TiledBlas on(Blas blas, Team team) {
        return new TiledBlas(blas, team);
    }

    /// The kernels behind the tiles, for what is not worth cutting.
    public Blas blas() {
        return blas;
    }

    /// C ← α op(A) op(B) + β C, with op(A) m×k, op(B) k×n, C m×n.
    public void gemm(
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
            int ldc) {
        Shapes.check("A", transposeA ? k : m, transposeA ? m : k, 0, lda, a.length);
        Shapes.check("B", transposeB ? n : k, transposeB ? k : n, 0, ldb, b.length);
        Shapes.check("C", m, n, 0, ldc, c.length);
        List<Runnable> tiles = new ArrayList<>();
        for (Range rows : Range.cut(m)) {
            for (Range columns : Range.cut(n)) {
                tiles.add(() -> {
                    for (int p = 0; p < Math.max(k, 1); p += SLICE) {
                        blas.dgemm(
                                transposeA,
                                transposeB,
                                rows.length,
                                columns.length,
                                Math.min(SLICE, k - p),
                                alpha,
                                a,
                                transposeA ? p * lda + rows.from : rows.from * lda + p,
                                lda,
                                b,
                                transposeB ? columns.from * ldb + p : p * ldb + columns.from,
                                ldb,
                                p == 0 ? beta : 1,
                                c,
                                rows.from * ldc + columns.from,
                                ldc);
                    }
                });
            }
        }
        team.run(tiles);
    }

    /// Lower triangle of C ← α A Aᵀ + β C (A n×k), or α Aᵀ A + β C (A k×n) when `transposeA`.
    public void syrk(
            boolean transposeA, int n, int k, double alpha, double[] a, int lda, double beta, double[] c, int ldc) {
        Shapes.check("A", transposeA ? k : n, transposeA ? n : k, 0, lda, a.length);
        Shapes.check("C", n, n, 0, ldc, c.length);
        List<Runnable> tiles = new ArrayList<>();
        for (Range rows : Range.cut(n)) {
            for (Range columns : Range.cut(n)) {
                if (columns.from > rows.from) {
                    continue;
                }
                tiles.add(() -> {
                    for (int p = 0; p < Math.max(k, 1); p += SLICE) {
                        int depth = Math.min(SLICE, k - p);
                        int left = transposeA ? p * lda + rows.from : rows.from * lda + p;
                        int right = transposeA ? p * lda + columns.from : columns.from * lda + p;
                        int target = rows.from * ldc + columns.from;
                        double keep = p == 0 ? beta : 1;
                        if (rows.from == columns.from) {
                            blas.dsyrk(transposeA, rows.length, depth, alpha, a, left, lda, keep, c, target, ldc);
                        } else {
                            blas.dgemm(
                                    transposeA,
                                    !transposeA,
                                    rows.length,
                                    columns.length,
                                    depth,
                                    alpha,
                                    a,
                                    left,
                                    lda,
                                    a,
                                    right,
                                    lda,
                                    keep,
                                    c,
                                    target,
                                    ldc);
                        }
                    }
                });
            }
        }
        team.run(tiles);
    }

    /// B ← op(L)⁻¹ B (left) or B op(L)⁻¹ (right) for a lower triangular L and an m×n matrix B.
    public void trsm(boolean left, boolean transposeL, int m, int n, double[] l, int ldl, double[] b, int ldb) {
        Shapes.check("L", left ? m : n, left ? m : n, 0, ldl, l.length);
        Shapes.check("B", m, n, 0, ldb, b.length);
        List<Runnable> tiles = new ArrayList<>();
        // Right-hand sides are independent: columns of B if L stands on the left, else rows.
        for (Range part : Range.cut(left ? n : m)) {
            tiles.add(() -> {
                if (left) {
                    blas.dtrsm(true, transposeL, m, part.length, l, 0, ldl, b, part.from, ldb);
                } else {
                    blas.dtrsm(false, transposeL, part.length, n, l, 0, ldl, b, part.from * ldb, ldb);
                }
            });
        }
        team.run(tiles);
    }

    /// A run of rows or columns.
    private record Range(int from, int length) {
        /// Cuts 0 … size − 1 into nearly equal ranges of at most about [#TILE].
        static List<Range> cut(int size) {
            int parts = Math.max(1, (size + TILE - 1) / TILE);
            // A multiple of eight keeps the native kernels on whole vectors.
            int width = Math.max(1, ((size + parts - 1) / parts + 7) & ~7);
            List<Range> ranges = new ArrayList<>();
            for (int from = 0; from < size; from += width) {
                ranges.add(new Range(from, Math.min(width, size - from)));
            }
            return ranges;
        }
    }
}
