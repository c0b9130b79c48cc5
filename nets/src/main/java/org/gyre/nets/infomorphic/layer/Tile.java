package org.gyre.nets.infomorphic.layer;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// A part of a matrix with a row for each neuron that one task works on. How a matrix is cut depends
/// on its shape alone, never on the number of threads.
///
/// @param from    first neuron
/// @param to      one past the last
/// @param left    first column
/// @param columns how many
record Tile(int from, int to, int left, int columns) {
    /// Neurons of a run whose rows are worked on from end to end, at most.
    private static final int RUN = 64;

    /// Rows of a part of a matrix product, at most. Each part makes rearranged copies of its factors,
    /// which cost the less the more rows and columns share them.
    private static final int ROWS = 512;

    /// Columns of such a part, at most, unless that leaves it too little work.
    private static final int COLUMNS = 256;

    /// Multiplications of such a part, at least: a tenth of a millisecond.
    private static final long WORK = 4_000_000;

    /// Columns of a part come in whole vectors.
    private static final int VECTOR = 16;

    /// Neurons of the tile.
    int rows() {
        return to - from;
    }

    /// Tasks for runs of neurons.
    static List<Runnable> ofRuns(int neurons, int columns, Consumer<Tile> work) {
        return tasks(neurons, RUN, columns, columns, work);
    }

    /// Tasks for parts of the product of a matrix `[neuron][depth]` and one `[depth][column]`; runs of
    /// neurons if it is small.
    static List<Runnable> ofProduct(int neurons, int columns, int depth, Consumer<Tile> work) {
        long worthwhile = (long) neurons * columns * depth / WORK;
        if (worthwhile < 2) {
            return ofRuns(neurons, columns, work);
        }
        int parts = Math.clamp(worthwhile, 1, Math.ceilDiv(columns, COLUMNS));
        int width = Math.ceilDiv(Math.ceilDiv(columns, parts), VECTOR) * VECTOR;
        return tasks(neurons, ROWS, columns, width, work);
    }

    private static List<Runnable> tasks(int neurons, int rows, int columns, int width, Consumer<Tile> work) {
        int height = Math.ceilDiv(neurons, Math.ceilDiv(neurons, rows));
        List<Runnable> tasks = new ArrayList<>();
        for (int from = 0; from < neurons; from += height) {
            for (int left = 0; left < columns; left += width) {
                Tile tile = new Tile(from, Math.min(from + height, neurons), left, Math.min(width, columns - left));
                tasks.add(() -> work.accept(tile));
            }
        }
        return tasks;
    }
}
