package org.gyre.measure.mutualinfo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What to beware of in the columns of real numbers that are compared, before anything is counted.
final class DubiousColumns {
    private DubiousColumns() {}

    /// The sentence on a column whose values are all the same.
    static String constant(int component) {
        return "component " + component + " is constant and carries no information: leave it out";
    }

    /// A sentence for each column that is equal to another. Equal columns of a and b share infinitely much, unless c
    /// holds them; any others add nothing.
    ///
    /// @param widths components of a, b and c
    /// @param columns theirs, side by side
    /// @param growth on what the value of a copy depends instead: a clause
    static List<String> copies(int[] widths, double[][] columns, String growth) {
        List<String> warnings = new ArrayList<>();
        int a = widths[0];
        int b = a + widths[1];
        for (int d = 1; d < columns.length; d++) {
            for (int copied = 0; copied < d; copied++) {
                if (!Arrays.equals(columns[copied], columns[d])) {
                    continue;
                }
                double[] same = columns[d];
                boolean given = Arrays.stream(columns, b, columns.length).anyMatch(c -> Arrays.equals(c, same));
                String copy = "component " + d
                        + ", counted from 0 through all that are compared, is a copy of component " + copied;
                warnings.add(
                        copied < a && d >= a && !given
                                ? copy + ": real numbers that are equal share infinitely much, and " + growth
                                : copy + " and adds nothing: leave it out");
                break;
            }
        }
        return warnings;
    }
}
