package org.gyre.measure.series;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.BinaryRaster;
import org.gyre.core.InputException;
import org.gyre.core.Plural;

/// A series of symbols in one or several trials, `[trial][time]`: a state of the network, a unit's
/// history, or a pair of such things at each time.
///
/// Symbols are numbered without gaps as they appear, so that memory goes with the number of distinct
/// symbols seen and time with the length of the series, however many symbols are possible. Any word
/// over any number of units is made by joining. Immutable.
public final class SymbolSeries implements Series<SymbolSeries> {
    /// Pairs up to this many are numbered by a table of them all, which stays in a processor's cache.
    private static final long MOST_TABLED = 1 << 16;

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
            codes[r] = new int[trials[r].length];
            for (int t = 0; t < codes[r].length; t++) {
                codes[r][t] = book.code(trials[r][t]);
            }
        }
        return new SymbolSeries(codes, book.size(), StrictMath.log(Math.max(1, book.size())) / StrictMath.log(2));
    }

    /// Series of symbols that are numbered by any 64-bit words.
    ///
    /// @param trials `[trial][time]`; not changed
    /// @param log2Possible log₂ of the number of symbols that are possible
    static SymbolSeries ofWords(long[][] trials, double log2Possible) {
        Codebook book = new Codebook();
        int[][] codes = new int[trials.length][];
        for (int r = 0; r < trials.length; r++) {
            codes[r] = Arrays.stream(trials[r]).mapToInt(book::code).toArray();
        }
        return new SymbolSeries(codes, book.size(), log2Possible);
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
                    throw new InputException("there is no unit " + unit + " in a recording of "
                            + Plural.of(trial.units(), "unit") + ": name units from 0 to " + (trial.units() - 1));
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

    /// Pairs are counted in a table where one has room, which is several times faster than looking each up.
    @Override
    public SymbolSeries joined(SymbolSeries other) {
        Shapes.requireSame(trialLengths(), other.trialLengths());
        int[][] pairs = new int[codes.length][];
        if ((long) distinct * other.distinct <= MOST_TABLED) {
            return new SymbolSeries(pairs, tabled(other, pairs), log2Possible + other.log2Possible);
        }
        Codebook book = new Codebook();
        for (int r = 0; r < codes.length; r++) {
            pairs[r] = new int[codes[r].length];
            for (int t = 0; t < pairs[r].length; t++) {
                pairs[r][t] = book.code((long) codes[r][t] << 32 | other.codes[r][t]);
            }
        }
        return new SymbolSeries(pairs, book.size(), log2Possible + other.log2Possible);
    }

    /// Numbers the pairs in the order in which they are first met, as a [Codebook] does.
    ///
    /// @return how many there are
    private int tabled(SymbolSeries other, int[][] pairs) {
        int[] numbers = new int[distinct * other.distinct];
        int met = 0;
        for (int r = 0; r < codes.length; r++) {
            int[] mine = codes[r];
            int[] theirs = other.codes[r];
            int[] row = new int[mine.length];
            for (int t = 0; t < row.length; t++) {
                int cell = mine[t] * other.distinct + theirs[t];
                if (numbers[cell] == 0) {
                    numbers[cell] = ++met;
                }
                row[t] = numbers[cell] - 1;
            }
            pairs[r] = row;
        }
        return met;
    }

    @Override
    public SymbolSeries shifted(Instants instants, int shift) {
        int[] starts = instants.starts(trialLengths(), shift);
        int[][] cut = new int[codes.length][];
        for (int r = 0; r < codes.length; r++) {
            cut[r] = Arrays.copyOfRange(codes[r], starts[r], starts[r] + instants.in(codes[r].length));
        }
        // Fewer symbols than before may occur in the cut, which is harmless: counts of zero carry no
        // entropy.
        return new SymbolSeries(cut, distinct, log2Possible);
    }

    @Override
    public SymbolSeries reordered(int[] order) {
        int[] flat = codes();
        int[][] moved = new int[codes.length][];
        int at = 0;
        for (int r = 0; r < codes.length; r++) {
            moved[r] = new int[codes[r].length];
            for (int t = 0; t < moved[r].length; t++) {
                moved[r][t] = flat[order[at++]];
            }
        }
        return new SymbolSeries(moved, distinct, log2Possible);
    }

    @Override
    public int[] trialLengths() {
        int[] lengths = new int[codes.length];
        Arrays.setAll(lengths, r -> codes[r].length);
        return lengths;
    }

    /// How many numbers [#codes] draws from: all are below it, and some may not occur in a cut.
    public int distinct() {
        return distinct;
    }

    /// The numbers of the symbols in all trials, one trial after the other; a copy.
    public int[] codes() {
        int length = 0;
        for (int[] trial : codes) {
            length += trial.length;
        }
        int[] all = new int[length];
        int at = 0;
        for (int[] trial : codes) {
            System.arraycopy(trial, 0, all, at, trial.length);
            at += trial.length;
        }
        return all;
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
