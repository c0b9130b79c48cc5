package org.gyre.measure.series;

/// Something that was recorded step by step, in one or several trials: the material of every measure.
///
/// Measures are written against this interface and work on symbols ([SymbolSeries]) and on real vectors
/// ([RealSeries]) alike. Steps of different series at the same place were recorded together.
///
/// @param <S> the kind of series itself
public interface Series<S extends Series<S>> {
    /// Number of steps of each trial, `[trial]`.
    int[] trialLengths();

    /// Number of steps of all trials.
    default int length() {
        int length = 0;
        for (int steps : trialLengths()) {
            length = Math.addExact(length, steps);
        }
        return length;
    }

    /// This and the other at each step, as one.
    ///
    /// @throws org.gyre.core.InputException if the two do not have the same trials and lengths
    S joined(S other);

    /// The same with what was recorded at sample s replaced by that of sample `order[s]`, samples numbered
    /// through all trials.
    ///
    /// @param order as many numbers as there are samples
    S reordered(int[] order);

    /// What was recorded at step t + shift, for every instant t.
    ///
    /// @param shift steps relative to the present, from 1 − past to the future of the instants
    /// @throws org.gyre.core.InputException if no trial is long enough for a single instant
    S shifted(Instants instants, int shift);

    /// At every instant t the word of the steps t + from, t + from + stride, …, t + to.
    ///
    /// @param from first step relative to the present, at least 1 − past
    /// @param to last step relative to the present, at most the future, not before `from`
    /// @param stride distance of successive steps of the word, ≥ 1, which divides to − from
    /// @throws org.gyre.core.InputException if no trial is long enough for a single instant
    default S words(Instants instants, int from, int to, int stride) {
        if (stride < 1 || from > to || (to - from) % stride != 0) {
            throw new IllegalArgumentException("steps " + from + " to " + to + " by " + stride);
        }
        S word = shifted(instants, from);
        for (int step = from + stride; step <= to; step += stride) {
            word = word.joined(shifted(instants, step));
        }
        return word;
    }

    /// At every instant t the word of the steps t + from … t + to; see [#words(Instants, int, int, int)].
    default S words(Instants instants, int from, int to) {
        return words(instants, from, to, 1);
    }
}
