package org.gyre.measure.neighbour;

/// Parts rows at a rank of one of their columns, in place and in linear time.
///
/// Source: Floyd and Rivest, "Algorithm 489: the algorithm SELECT", Communications of the ACM 18:173 (1975):
/// the pivot comes from a recursive selection in a small sample, so that about 1.5 n comparisons suffice.
/// Both scans stop at values equal to the pivot, so that ties are shared out evenly.
final class Selection {
    /// Ranges longer than this take their pivot from a sample.
    private static final int SAMPLED = 600;

    private Selection() {}

    /// Reorders rows `from` ≤ i < `to` of all columns, and their numbers, so that no row before `cut` has a
    /// larger key than any row from it on.
    ///
    /// @param columns `[column][row]`
    /// @param numbers carried along with the rows
    /// @param key     the column that decides
    /// @param cut     between `from` and `to`, excluding both
    static void split(double[][] columns, int[] numbers, int key, int from, int to, int cut) {
        select(columns, numbers, columns[key], from, to - 1, cut);
    }

    /// Brings the row of rank k to its place, smaller ones before it and larger ones behind.
    private static void select(double[][] columns, int[] numbers, double[] keys, int first, int last, int k) {
        int left = first;
        int right = last;
        while (right > left) {
            if (right - left > SAMPLED) {
                double n = right - left + 1;
                double i = k - left + 1;
                double z = Math.log(n);
                double s = 0.5 * Math.exp(2 * z / 3);
                double deviation = 0.5 * Math.sqrt(z * s * (n - s) / n) * Math.signum(i - n / 2);
                int newLeft = Math.max(left, (int) (k - i * s / n + deviation));
                int newRight = Math.min(right, (int) (k + (n - i) * s / n + deviation));
                select(columns, numbers, keys, newLeft, newRight, k);
            }
            double pivot = keys[k];
            int i = left;
            int j = right;
            while (i <= j) {
                while (keys[i] < pivot) {
                    i++;
                }
                while (keys[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    swap(columns, numbers, i, j);
                    i++;
                    j--;
                }
            }
            if (k <= j) {
                right = j;
            } else if (k >= i) {
                left = i;
            } else {
                return;
            }
        }
    }

    private static void swap(double[][] columns, int[] numbers, int i, int j) {
        for (double[] column : columns) {
            double value = column[i];
            column[i] = column[j];
            column[j] = value;
        }
        int number = numbers[i];
        numbers[i] = numbers[j];
        numbers[j] = number;
    }
}
