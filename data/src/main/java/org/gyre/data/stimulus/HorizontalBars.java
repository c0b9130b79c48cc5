package org.gyre.data.stimulus;

import java.util.Arrays;
import org.gyre.core.random.RandomStream;

/// Square pictures of horizontal bars: each row of pixels is a bar that is on, all its pixels +1,
/// with one probability, or off, all -1, independently of the others. With probability 1/2 and side
/// 8 a picture holds 8 bits, one for each bar: the task of unsupervised infomorphic neurons (Makkeh
/// et al. 2025).
///
/// Bar b of picture i is on if word i · side + b of the stream, as an unsigned 32-bit number, is
/// below probability · 2³². Immutable; may serve several threads.
public final class HorizontalBars {
    private static final int BATCH = 256;

    private final int side;
    private final long threshold;
    private final RandomStream stream;

    /// @param side pixels per row, rows and bars, 1 to 1024
    /// @param probability of a bar to be on, in [0, 1]
    /// @throws IllegalArgumentException if a parameter is out of range
    public HorizontalBars(int side, double probability, RandomStream stream) {
        if (side < 1 || side > 1024) {
            throw new IllegalArgumentException("side = " + side + ": must be 1 to 1024 pixels");
        }
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability = " + probability + ": must be in [0, 1]");
        }
        this.side = side;
        this.threshold = (long) Math.rint(probability * 0x1p32);
        this.stream = stream;
    }

    /// Number of bars, and of pixels per row.
    public int side() {
        return side;
    }

    /// Pixels of a picture, `side * side`.
    public int pixels() {
        return side * side;
    }

    /// Which bars are on.
    ///
    /// @param first index of the first picture ≥ 0
    /// @param count number of pictures
    /// @param bars receives `[picture][bar]`, true if on
    public void bars(long first, int count, boolean[] bars) {
        StepWords draws = new StepWords(stream, side);
        for (int done = 0; done < count; done += BATCH) {
            int batch = Math.min(BATCH, count - done);
            draws.draw(first + done, batch);
            for (int k = 0; k < batch; k++) {
                for (int bar = 0; bar < side; bar++) {
                    bars[(done + k) * side + bar] = (draws.words()[draws.at(k) + bar] & 0xffffffffL) < threshold;
                }
            }
        }
    }

    /// The pictures of the bars that [#bars] tells.
    ///
    /// @param first index of the first picture ≥ 0
    /// @param count number of pictures
    /// @param rows receives `[picture][row][column]`, +1 or -1
    public void fill(long first, int count, float[] rows) {
        boolean[] bars = new boolean[Math.multiplyExact(count, side)];
        bars(first, count, bars);
        for (int i = 0; i < bars.length; i++) {
            Arrays.fill(rows, i * side, (i + 1) * side, bars[i] ? 1 : -1);
        }
    }
}
