package org.gyre.nets.lif.layer;

import java.util.ArrayList;
import java.util.List;
import org.gyre.core.Team;

/// What a layer fired during a batch, a bit for each row `[sample][step]` and unit.
public final class SpikeBits {
    /// Rows that one task turns into lists.
    private static final int RUN = 1024;

    private final int units;
    private final int words;
    private final long[] bits;

    SpikeBits(int units, int mostRows) {
        this.units = units;
        this.words = Math.ceilDiv(Lanes.stride(units), Long.SIZE);
        this.bits = new long[Math.multiplyExact(words, mostRows)];
    }

    /// Units of a row.
    public int units() {
        return units;
    }

    /// Longs of a row; unit u is bit u mod 64 of word u / 64, the last bits are zero.
    public int wordsPerRow() {
        return words;
    }

    /// The bits, for kernels.
    public long[] words() {
        return bits;
    }

    /// Whether a unit fires in a row.
    public boolean get(int row, int unit) {
        return (bits[row * words + (unit >>> 6)] >>> (unit & 63) & 1) != 0;
    }

    /// How often a unit fires in a run of rows.
    public int count(int unit, int fromRow, int toRow) {
        int count = 0;
        for (int row = fromRow; row < toRow; row++) {
            count += (int) (bits[row * words + (unit >>> 6)] >>> (unit & 63) & 1);
        }
        return count;
    }

    /// How often units fire in a run of rows, together.
    public long count(int fromRow, int toRow) {
        long count = 0;
        for (int i = fromRow * words; i < toRow * words; i++) {
            count += Long.bitCount(bits[i]);
        }
        return count;
    }

    /// Lists what fires.
    public void list(int rows, SpikeRows into, Team team) {
        into.allot(rows, Math.toIntExact(count(0, rows)));
        int[] starts = into.starts();
        for (int row = 0; row < rows; row++) {
            starts[row + 1] = starts[row] + (int) count(row, row + 1);
        }
        List<Runnable> tasks = new ArrayList<>();
        for (int from = 0; from < rows; from += RUN) {
            int first = from;
            int end = Math.min(from + RUN, rows);
            tasks.add(() -> list(first, end, starts[first], into.indices()));
        }
        team.run(tasks);
    }

    private void list(int fromRow, int toRow, int at, int[] index) {
        int next = at;
        for (int row = fromRow; row < toRow; row++) {
            for (int w = 0; w < words; w++) {
                for (long word = bits[row * words + w]; word != 0; word &= word - 1) {
                    index[next++] = (w << 6) + Long.numberOfTrailingZeros(word);
                }
            }
        }
    }

    /// Writes a row as ones and zeros, padded.
    void expand(int row, float[] out, int at) {
        int stride = Lanes.stride(units);
        for (int u = 0; u < stride; u++) {
            out[at + u] = bits[row * words + (u >>> 6)] >>> (u & 63) & 1;
        }
    }
}
