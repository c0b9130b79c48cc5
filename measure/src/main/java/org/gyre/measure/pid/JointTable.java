package org.gyre.measure.pid;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.gyre.core.InputException;
import org.gyre.core.stats.Sum;
import org.gyre.measure.series.SymbolSeries;

/// The joint law p(s₁, …, s_S, y) of two to four sources and a target, as a list of the cells that have
/// probability.
///
/// Memory goes with the number of these cells, not with that of the possible ones. Symbols are numbered
/// for each variable without gaps; sources count from 0 here, and the target comes last. Immutable.
public final class JointTable {
    /// Ratios of smaller probabilities go beyond the range of a double.
    private static final double SMALLEST = 1e-300;

    /// How far the probabilities may be from adding up to one.
    public static final double TOLERANCE = 1e-9;

    /// `[variable][cell]`, the target last.
    private final int[][] codes;
    private final double[] probabilities;
    /// `[variable]`, the texts of its symbols by their codes.
    private final List<List<String>> symbols;
    private final OptionalLong samples;
    /// `[sample]`; empty if the law was given.
    private final int[] cellOf;

    private JointTable(
            int[][] codes, double[] probabilities, List<List<String>> symbols, OptionalLong samples, int[] cellOf) {
        this.codes = codes;
        this.probabilities = probabilities;
        this.symbols = symbols;
        this.samples = samples;
        this.cellOf = cellOf;
    }

    /// The law of numbered symbols.
    ///
    /// @param rows `[row][variable]`, each row the symbols of the sources and then of the target; rows
    ///     may repeat, and then their probabilities add
    /// @param probabilities of each row
    /// @throws InputException if there are fewer than two sources or more than four, no row, a
    ///     probability that is negative or not finite, or if they do not add up to 1 within
    ///     [#TOLERANCE]
    public static JointTable of(int[][] rows, double[] probabilities) {
        if (rows.length == 0) {
            throw empty();
        }
        RedundancyLattice.requireSources(rows[0].length - 1);
        for (double probability : probabilities) {
            requireProbability(probability);
        }
        int[][] kept = new int[rows.length][];
        double[] positive = new double[rows.length];
        int count = 0;
        for (int r = 0; r < rows.length; r++) {
            if (probabilities[r] > 0) {
                kept[count] = rows[r];
                positive[count++] = probabilities[r];
            }
        }
        if (count == 0) {
            throw empty();
        }
        positive = Arrays.copyOf(positive, count);
        requireOne(Sum.of(positive), positive.length);
        SymbolSeries[] variables = new SymbolSeries[rows[0].length];
        List<List<String>> texts = new ArrayList<>();
        for (int i = 0; i < variables.length; i++) {
            int[] column = new int[count];
            for (int r = 0; r < count; r++) {
                column[r] = kept[r][i];
            }
            variables[i] = SymbolSeries.of(column);
            String[] text = new String[variables[i].distinct()];
            int[] codes = variables[i].codes();
            for (int r = 0; r < codes.length; r++) {
                if (text[codes[r]] == null) {
                    text[codes[r]] = Integer.toString(column[r]);
                }
            }
            texts.add(List.of(text));
        }
        return assembled(variables, positive, Sum.of(positive), texts, OptionalLong.empty());
    }

    /// The relative frequencies of symbols that were recorded together.
    ///
    /// @param target what the sources tell about
    /// @param sources two to four, as long as the target
    /// @throws InputException if there are fewer or more sources, no samples, or if lengths differ
    public static JointTable of(SymbolSeries target, SymbolSeries... sources) {
        RedundancyLattice.requireSources(sources.length);
        SymbolSeries[] variables = Arrays.copyOf(sources, sources.length + 1);
        variables[sources.length] = target;
        double[] ones = new double[target.length()];
        if (ones.length == 0) {
            throw new InputException("there is no sample, hence no joint law: record some");
        }
        Arrays.fill(ones, 1);
        List<List<String>> numbers =
                Arrays.stream(variables).map(each -> numbers(each.distinct())).toList();
        return assembled(variables, ones, ones.length, numbers, OptionalLong.of(ones.length));
    }

    /// Adds up the weights of the rows of each cell.
    ///
    /// @param variables over the rows, the target last
    /// @param total sum of the weights
    private static JointTable assembled(
            SymbolSeries[] variables,
            double[] weights,
            double total,
            List<List<String>> symbols,
            OptionalLong samples) {
        SymbolSeries all = variables[0];
        for (int i = 1; i < variables.length; i++) {
            all = all.joined(variables[i]);
        }
        int[] cellOf = all.codes();
        double[] probabilities = new double[all.distinct()];
        for (int r = 0; r < cellOf.length; r++) {
            probabilities[cellOf[r]] += weights[r];
        }
        for (int cell = 0; cell < probabilities.length; cell++) {
            probabilities[cell] /= total;
            if (probabilities[cell] < SMALLEST) {
                throw new InputException("the probability " + probabilities[cell]
                        + " is too small to divide by: leave its row out, or write 0");
            }
        }
        int[][] codes = new int[variables.length][probabilities.length];
        for (int i = 0; i < codes.length; i++) {
            int[] rows = variables[i].codes();
            for (int r = 0; r < cellOf.length; r++) {
                codes[i][cellOf[r]] = rows[r];
            }
        }
        return new JointTable(codes, probabilities, symbols, samples, samples.isPresent() ? cellOf : new int[0]);
    }

    private static void requireProbability(double probability) {
        if (!(probability >= 0 && probability < Double.POSITIVE_INFINITY)) {
            throw new InputException("the probability " + probability + " must be finite and not negative");
        }
    }

    private static void requireOne(double sum, int rows) {
        if (rows > 0 && !(Math.abs(sum - 1) <= TOLERANCE)) {
            throw new InputException("the probabilities add up to " + sum + ", not to 1 within " + TOLERANCE);
        }
    }

    private static List<String> numbers(int count) {
        List<String> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(Integer.toString(i));
        }
        return numbers;
    }

    /// A table to be filled row by row.
    ///
    /// @throws InputException if there are fewer than two sources or more than four
    public static Builder builder(int sources) {
        RedundancyLattice.requireSources(sources);
        return new Builder(sources);
    }

    private static InputException empty() {
        return new InputException("no row has a probability above zero; write at least one");
    }

    /// The same law with other texts for its symbols.
    ///
    /// @param texts `[variable]`, sources and then the target, at least one for each code
    public JointTable named(List<List<String>> texts) {
        for (int i = 0; i < codes.length; i++) {
            if (texts.size() != codes.length
                    || texts.get(i).size() < symbols.get(i).size()) {
                throw new IllegalArgumentException("symbols without a text");
            }
        }
        return new JointTable(
                codes, probabilities, texts.stream().map(List::copyOf).toList(), samples, cellOf);
    }

    /// Collects rows. Not thread-safe.
    public static final class Builder {
        /// For each variable the codes of its symbols.
        private final List<Map<String, Integer>> numbering = new ArrayList<>();
        private final List<int[]> rows = new ArrayList<>();
        private final List<Double> weights = new ArrayList<>();

        private Builder(int sources) {
            for (int i = 0; i <= sources; i++) {
                numbering.add(new HashMap<>());
            }
        }

        /// Adds a row. Rows of the same symbols add up; a row of probability zero says nothing.
        ///
        /// @param row the symbols of the sources, then of the target
        /// @throws InputException if the probability is negative or not finite
        public Builder add(List<String> row, double probability) {
            if (row.size() != numbering.size()) {
                throw new IllegalArgumentException(row.size() + " symbols of " + numbering.size() + " variables");
            }
            requireProbability(probability);
            if (probability > 0) {
                int[] codes = new int[row.size()];
                for (int i = 0; i < codes.length; i++) {
                    Map<String, Integer> known = numbering.get(i);
                    codes[i] = known.computeIfAbsent(row.get(i), text -> known.size());
                }
                rows.add(codes);
                weights.add(probability);
            }
            return this;
        }

        /// The table.
        ///
        /// @throws InputException if nothing has probability, or the probabilities do not add up to 1
        ///     within [#TOLERANCE]
        public JointTable build() {
            requireOne(sum(), rows.size());
            return normalised();
        }

        /// The table, with each probability divided by the sum of all of them.
        ///
        /// @throws InputException if nothing has probability, or their sum is not finite
        public JointTable normalised() {
            if (rows.isEmpty()) {
                throw empty();
            }
            double sum = sum();
            if (!(sum < Double.POSITIVE_INFINITY)) {
                throw new InputException("the probabilities add up to more than a number can hold; write smaller ones");
            }
            SymbolSeries[] variables = new SymbolSeries[numbering.size()];
            for (int i = 0; i < variables.length; i++) {
                int variable = i;
                // Codes are numbered as they are met, here as there.
                variables[i] = SymbolSeries.of(
                        rows.stream().mapToInt(row -> row[variable]).toArray());
            }
            return assembled(
                    variables,
                    weights.stream().mapToDouble(Double::doubleValue).toArray(),
                    sum,
                    numbering.stream().map(Builder::texts).toList(),
                    OptionalLong.empty());
        }

        private double sum() {
            Sum sum = new Sum();
            weights.forEach(sum::add);
            return sum.value();
        }

        private static List<String> texts(Map<String, Integer> codes) {
            String[] texts = new String[codes.size()];
            codes.forEach((text, code) -> texts[code] = text);
            return List.of(texts);
        }
    }

    /// Number of sources S.
    public int sources() {
        return codes.length - 1;
    }

    /// Number of cells R with probability: the realisations.
    public int cells() {
        return probabilities.length;
    }

    /// p of a cell, positive; all add up to one.
    public double probability(int cell) {
        return probabilities[cell];
    }

    /// The text of a variable's symbol in a cell.
    ///
    /// @param variable a source from 0, or S for the target
    public String symbol(int variable, int cell) {
        return symbols.get(variable).get(codes[variable][cell]);
    }

    /// Number of symbols of a variable.
    ///
    /// @param variable a source from 0, or S for the target
    public int alphabet(int variable) {
        return symbols.get(variable).size();
    }

    /// The code of a variable's symbol in a cell.
    int code(int variable, int cell) {
        return codes[variable][cell];
    }

    /// The codes of a variable, as a series over the cells.
    SymbolSeries series(int variable) {
        return SymbolSeries.of(codes[variable]);
    }

    /// From how many samples the law was counted; empty if it was given.
    public OptionalLong samples() {
        return samples;
    }

    /// The cell of each sample that the law was counted from, `[sample]`; a copy. Empty if the law was
    /// given.
    public int[] cellOfSamples() {
        return cellOf.clone();
    }
}
