package org.gyre.nets.lif.encoding;

import java.util.Arrays;
import org.gyre.nets.lif.layer.SpikeRows;

/// Spikes of samples on their way to rows: told input by input, kept step by step.
final class Trains {
    private final int steps;
    /// Spikes of the sample that is being told, in the order of telling: inputs ascend.
    private int[] step = new int[256];

    private int[] input = new int[256];
    private int told;
    /// Where the spikes of each step of the sample go.
    private final int[] place;
    /// Spikes of all samples, by step; their number for each step of each sample.
    private int[] sorted = new int[1024];

    private int[] perStep = new int[64];
    private int kept;
    private int rows;

    Trains(int steps) {
        this.steps = steps;
        place = new int[steps];
    }

    int steps() {
        return steps;
    }

    /// Forgets all samples.
    void clear() {
        told = 0;
        kept = 0;
        rows = 0;
    }

    /// Makes room for the spikes of one more input.
    void reserve() {
        if (told + steps > step.length) {
            int length = Math.max(2 * step.length, told + steps);
            step = Arrays.copyOf(step, length);
            input = Arrays.copyOf(input, length);
        }
    }

    /// A spike of the sample. Inputs come in ascending order, each after [#reserve].
    void add(int atStep, int ofInput) {
        step[told] = atStep;
        input[told++] = ofInput;
    }

    /// Ends the sample.
    void endSample() {
        if (kept + told > sorted.length) {
            sorted = Arrays.copyOf(sorted, Math.max(2 * sorted.length, kept + told));
        }
        if (rows + steps > perStep.length) {
            perStep = Arrays.copyOf(perStep, Math.max(2 * perStep.length, rows + steps));
        }
        Arrays.fill(perStep, rows, rows + steps, 0);
        for (int i = 0; i < told; i++) {
            perStep[rows + step[i]]++;
        }
        int before = kept;
        for (int t = 0; t < steps; t++) {
            place[t] = before;
            before += perStep[rows + t];
        }
        for (int i = 0; i < told; i++) {
            sorted[place[step[i]]++] = input[i];
        }
        kept += told;
        rows += steps;
        told = 0;
    }

    /// Adds all samples to rows.
    void appendTo(SpikeRows to) {
        int i = 0;
        for (int r = 0; r < rows; r++) {
            for (int end = i + perStep[r]; i < end; i++) {
                to.add(sorted[i]);
            }
            to.endRow();
        }
    }
}
