package org.gyre.deep.hybrid;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gyre.core.InputException;

/// Everything that training changes in a segment, as plain numbers.
///
/// @param passes  training passes so far; random layers continue from here
/// @param updates times that the parameters followed their gradient
/// @param arrays  parameters and the memory of the optimiser by name, row-major
public record SegmentState(long passes, long updates, SortedMap<String, float[]> arrays) {
    public SegmentState {
        if (passes < 0 || updates < 0) {
            throw new InputException(passes + " passes, " + updates + " updates: must not be negative");
        }
        arrays = Collections.unmodifiableSortedMap(new TreeMap<>(arrays));
    }

    /// The array of a name.
    ///
    /// @throws InputException if there is none, or it has another length
    public float[] array(String name, long length) {
        float[] array = arrays.get(name);
        if (array == null) {
            throw new InputException(
                    "the state has no array " + name + ", only " + arrays.keySet() + ": it belongs to another network");
        }
        if (array.length != length) {
            throw new InputException("the array " + name + " of the state has " + array.length + " numbers where "
                    + length + " are needed: it belongs to another network");
        }
        return array;
    }

    /// Whether counts, names and all bits agree.
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof SegmentState(long otherPasses, long otherUpdates, var otherArrays))
                || passes != otherPasses
                || updates != otherUpdates
                || !arrays.keySet().equals(otherArrays.keySet())) {
            return false;
        }
        for (Map.Entry<String, float[]> entry : arrays.entrySet()) {
            if (!Arrays.equals(entry.getValue(), otherArrays.get(entry.getKey()))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(passes)
                + 31 * Long.hashCode(updates)
                + 961 * arrays.keySet().hashCode();
    }
}
