package org.gyre.lab.flux;

import java.util.List;
import org.gyre.core.InputException;
import org.gyre.lab.run.Numbers;

/// What the configurations of the flux experiments check alike.
final class FluxKeys {
    private FluxKeys() {}

    /// @throws InputException if the value of a key is below `smallest`
    static void atLeast(String key, int value, int smallest) {
        if (value < smallest) {
            throw new InputException(key + " = " + value + ": must be at least " + smallest);
        }
    }

    /// @throws InputException if the value of a key is not from `smallest` to `largest`
    static void between(String key, int value, int smallest, int largest) {
        if (value < smallest || value > largest) {
            throw new InputException(key + " = " + value + ": must be from " + smallest + " to " + largest);
        }
    }

    /// A copy of a list that names the points of an axis.
    ///
    /// @throws InputException if it is empty or does not ascend
    static <T extends Comparable<T>> List<T> ascending(String key, List<T> values) {
        boolean fine = !values.isEmpty();
        for (int k = 1; k < values.size(); k++) {
            fine &= values.get(k).compareTo(values.get(k - 1)) > 0;
        }
        if (!fine) {
            throw new InputException(key + " = " + values + ": must ascend, with at least one value");
        }
        return List.copyOf(values);
    }

    /// A number for a sentence or a label.
    static String number(double value) {
        return Numbers.compact(value).replace('-', '−');
    }
}
