package org.gyre.nets.lif.layer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gyre.core.Team;

/// The other view of [SpikeRows]: in which rows each input fires, for one tile of rows after another,
/// so that what is read for a tile stays in the nearest cache.
final class RowsByInput {
    /// Rows of a tile: of 128 single precision numbers each, half of a usual first cache.
    private static final int TILE = 64;

    private int inputs;
    private int tiles;
    private int[] starts = new int[0];
    private int[] rows = new int[0];

    /// Takes the lists of other spikes.
    void of(SpikeRows x, Team team) {
        inputs = x.inputs();
        tiles = Math.ceilDiv(x.rows(), TILE);
        int places = Math.multiplyExact(tiles, inputs + 1);
        if (starts.length < places) {
            starts = new int[places];
        }
        if (rows.length < x.spikes()) {
            rows = new int[x.indices().length];
        }
        List<Runnable> tasks = new ArrayList<>();
        int several = Math.ceilDiv(tiles, 16);
        for (int from = 0; from < tiles; from += several) {
            int first = from;
            int end = Math.min(from + several, tiles);
            tasks.add(() -> {
                for (int tile = first; tile < end; tile++) {
                    sort(x, tile);
                }
            });
        }
        team.run(tasks);
    }

    private void sort(SpikeRows x, int tile) {
        int[] start = x.starts();
        int[] index = x.indices();
        int firstRow = tile * TILE;
        int endRow = Math.min(firstRow + TILE, x.rows());
        int base = tile * (inputs + 1);
        Arrays.fill(starts, base, base + inputs + 1, 0);
        for (int i = start[firstRow]; i < start[endRow]; i++) {
            starts[base + index[i]]++;
        }
        int sum = start[firstRow];
        for (int input = 0; input <= inputs; input++) {
            sum += starts[base + input];
            starts[base + input] = sum;
        }
        for (int row = endRow - 1; row >= firstRow; row--) {
            for (int i = start[row]; i < start[row + 1]; i++) {
                rows[--starts[base + index[i]]] = row;
            }
        }
    }

    /// Bytes of the lists.
    long bytes() {
        return ((long) starts.length + rows.length) * Integer.BYTES;
    }

    int tiles() {
        return tiles;
    }

    /// Where the rows of an input of a tile begin in [#rows]; those of the next input begin where they end.
    int start(int tile, int input) {
        return starts[tile * (inputs + 1) + input];
    }

    int[] rows() {
        return rows;
    }
}
