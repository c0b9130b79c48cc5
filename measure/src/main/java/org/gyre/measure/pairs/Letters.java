package org.gyre.measure.pairs;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.Plural;
import org.gyre.measure.transfer.TransferEntropy;

/// The letters of the words that transfer entropy compares, as strings of bits over the instants of all trials in a
/// row. An instant has the whole past of both units and a state to come.
final class Letters {
    private final TransferEntropy transfer;
    private final int units;
    private final int past;
    private final int[] lengths;
    /// `[trial][unit][word of time]`.
    private final long[][][] columns;

    /// @param trials recordings of the same units, not joined at their ends
    /// @throws InputException if there are fewer than two units, or no trial is long enough for a single instant
    Letters(List<BinaryRaster> trials, TransferEntropy transfer) {
        this.transfer = transfer;
        units = trials.isEmpty() ? 0 : trials.getFirst().units();
        for (BinaryRaster trial : trials) {
            if (trial.units() != units) {
                throw new InputException("one trial has " + Plural.of(units, "unit") + ", another " + trial.units()
                        + ": all trials need the same");
            }
        }
        if (units < 2) {
            throw new InputException(
                    Plural.of(units, "unit") + ": transfer runs between two different ones, record at least two");
        }
        past = transfer.past();
        lengths = trials.stream()
                .mapToInt(trial -> Math.max(0, trial.steps() - past))
                .toArray();
        if (instants() == 0) {
            throw new InputException("no trial is longer than the " + Plural.of(past, "step")
                    + " of the past and one to come:" + " record more steps or look less far");
        }
        columns = Bits.columns(trials);
    }

    int units() {
        return units;
    }

    /// Instants of each trial.
    int[] lengths() {
        return lengths.clone();
    }

    /// Instants of all trials.
    int instants() {
        return IntStream.of(lengths).sum();
    }

    /// The next state, then the past from the present backwards: 1 + k strings.
    long[][] target(int unit) {
        long[][] letters = new long[1 + transfer.targetHistory()][];
        letters[0] = letter(unit, 1);
        for (int i = 0; i < transfer.targetHistory(); i++) {
            letters[1 + i] = letter(unit, -i * transfer.targetStride());
        }
        return letters;
    }

    /// The past of a source: l strings.
    long[][] source(int unit) {
        long[][] letters = new long[transfer.sourceHistory()][];
        Arrays.setAll(letters, i -> letter(unit, 1 - transfer.lag() - i * transfer.sourceStride()));
        return letters;
    }

    /// What a unit does so many steps after each instant.
    private long[] letter(int unit, int shift) {
        long[] letter = new long[Bits.words(instants())];
        long at = 0;
        for (int r = 0; r < lengths.length; r++) {
            Bits.copy(columns[r][unit], past - 1 + shift, letter, at, lengths[r]);
            at += lengths[r];
        }
        return letter;
    }

    /// A letter with each trial shifted round: at instant t stands what stood at t + shift.
    ///
    /// @param shifts of each trial
    long[] shifted(long[] letter, int[] shifts) {
        long[] moved = new long[letter.length];
        long at = 0;
        for (int r = 0; r < lengths.length; r++) {
            int rest = lengths[r] - shifts[r];
            Bits.copy(letter, at + shifts[r], moved, at, rest);
            Bits.copy(letter, at, moved, at + rest, shifts[r]);
            at += lengths[r];
        }
        return moved;
    }
}
