package org.gyre.measure.entropy;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;

/// A series of symbols in one or several trials, `[trial][time]`: a state of the network, a unit's
/// history, or a pair of such things at each time.
///
/// Symbols are numbered without gaps as they appear, so that memory goes with the number of distinct
/// symbols seen and time with the length of the series, however many symbols are possible. Any word
/// over any number of units is made by joining. Immutable.
public final class SymbolSeries {
    private final int[][] codes;
    private final int distinct;
    private final double log2Possible;

    private SymbolSeries(int[][] codes, int distinct, double log2Possible) {
        this.codes = codes;
        this.distinct = distinct;
        this.log2Possible = log2Possible;
    }

    /// Series of arbitrary integers; the possible symbols are taken to be those that occur.
    ///
    /// @param trials `[trial][time]`, not necessarily of equal length; not changed
    public static SymbolSeries of(int[]... trials) {
        Codebook book = new Codebook();
        int[][] codes = new int[trials.length][];
        for (int r = 0; r < trials.length; r++) {
            codes[r] = Arrays.stream(trials[r]).map(book::code).toArray();
        }
        return new SymbolSeries(codes, book.size(), Math.log(Math.max(1, book.size())) / Math.log(2));
    }

    /// The states of some units of a recording.
    ///
    /// @param units which, without repetition; all of them if none is named
    /// @throws InputException if a unit does not exist or is named twice
    public static SymbolSeries of(BinaryRaster raster, int... units) {
        return of(List.of(raster), units);
    }

    /// The states of some units in several recordings of the same network, which are not joined at
    /// their ends.
    ///
    /// @param units which, without repetition; all of them if none is named
    /// @throws InputException if a unit does not exist in one of the recordings, or is named twice
    public static SymbolSeries of(List<BinaryRaster> trials, int... units) {
        int[] chosen = units.length > 0 || trials.isEmpty()
                ? units
                : range(trials.getFirst().units());
        if (Arrays.stream(chosen).distinct().count() < chosen.length) {
            throw new InputException("a unit is named twice in " + Arrays.toString(chosen) + ": name each once");
        }
        for (BinaryRaster trial : trials) {
            for (int unit : chosen) {
                if (unit < 0 || unit >= trial.units()) {
                    throw new InputException("there is no unit " + unit + " in a recording of " + trial.units()
                            + " units: name units from 0 to " + (trial.units() - 1));
                }
            }
        }
        SymbolSeries all = words(trials, Arrays.copyOf(chosen, Math.min(64, chosen.length)));
        for (int from = 64; from < chosen.length; from += 64) {
            all = all.joined(words(trials, Arrays.copyOfRange(chosen, from, Math.min(from + 64, chosen.length))));
        }
        return all;
    }

    /// The states of at most 64 units, packed into a word each.
    private static SymbolSeries words(List<BinaryRaster> trials, int[] units) {
        Codebook book = new Codebook();
        int[][] codes = new int[trials.size()][];
        for (int r = 0; r < codes.length; r++) {
            BinaryRaster trial = trials.get(r);
            codes[r] = new int[trial.steps()];
            for (int t = 0; t < trial.steps(); t++) {
                long word = 0;
                for (int i = 0; i < units.length; i++) {
                    word |= trial.get(t, units[i]) ? 1L << i : 0;
                }
                codes[r][t] = book.code(word);
            }
        }
        return new SymbolSeries(codes, book.size(), units.length);
    }

    private static int[] range(int count) {
        int[] range = new int[count];
        Arrays.setAll(range, i -> i);
        return range;
    }

    /// The pairs of this symbol and the other at the same place.
    ///
    /// @throws InputException if the two do not have the same trials and lengths
    public SymbolSeries joined(SymbolSeries other) {
        requireSameShape(other);
        Codebook book = new Codebook();
        int[][] pairs = new int[codes.length][];
        for (int r = 0; r < codes.length; r++) {
            pairs[r] = new int[codes[r].length];
            for (int t = 0; t < pairs[r].length; t++) {
                pairs[r][t] = book.code((long) codes[r][t] << 32 | other.codes[r][t]);
            }
        }
        return new SymbolSeries(pairs, book.size(), log2Possible + other.log2Possible);
    }

    private void requireSameShape(SymbolSeries other) {
        boolean same = codes.length == other.codes.length;
        for (int r = 0; same && r < codes.length; r++) {
            same = codes[r].length == other.codes[r].length;
        }
        if (!same) {
            throw new InputException("series of different length cannot be compared step by step: one has " + shape()
                    + ", the other " + other.shape() + "; cut them to the same steps");
        }
    }

    private String shape() {
        return codes.length == 1 ? codes[0].length + " steps" : codes.length + " trials of " + length() + " steps";
    }

    /// At every instant t the word of the symbols t+from … t+to.
    ///
    /// @param from first step relative to the present, at least 1 − past
    /// @param to last step relative to the present, at most the future, not before `from`
    /// @throws InputException if no trial is long enough for a single instant
    public SymbolSeries words(Instants instants, int from, int to) {
        if (from > to || from < 1 - instants.past() || to > instants.future()) {
            throw new IllegalArgumentException("steps " + from + " to " + to + " of " + instants);
        }
        SymbolSeries word = shifted(instants, from);
        for (int step = from + 1; step <= to; step++) {
            word = word.joined(shifted(instants, step));
        }
        return word;
    }

    private SymbolSeries shifted(Instants instants, int step) {
        int[][] cut = new int[codes.length][];
        int total = 0;
        for (int r = 0; r < codes.length; r++) {
            int count = instants.in(codes[r].length);
            int start = instants.past() - 1 + step;
            cut[r] = count == 0 ? new int[0] : Arrays.copyOfRange(codes[r], start, start + count);
            total += count;
        }
        if (total == 0) {
            throw new InputException("a series of " + shape() + " is too short to look at " + instants.past()
                    + " past and " + instants.future() + " future steps together: record more steps or look less far");
        }
        // Fewer symbols than before may occur in the cut, which is harmless: counts of zero carry no
        // entropy.
        return new SymbolSeries(cut, distinct, log2Possible);
    }

    /// Number of symbols in all trials.
    public int length() {
        int length = 0;
        for (int[] trial : codes) {
            length = Math.addExact(length, trial.length);
        }
        return length;
    }

    /// The numbers of the symbols in all trials, one trial after the other; a copy.
    public int[] codes() {
        return Arrays.stream(codes).flatMapToInt(Arrays::stream).toArray();
    }

    /// How often each symbol occurs, by its number. A symbol that occurred only outside a cut has zero.
    public long[] counts() {
        long[] counts = new long[distinct];
        for (int[] trial : codes) {
            for (int code : trial) {
                counts[code]++;
            }
        }
        return counts;
    }

    /// log₂ of the number of symbols that are possible: N for the states of N units.
    public double log2Possible() {
        return log2Possible;
    }
}
