package org.gyre.data.nir;

import java.util.Arrays;
import java.util.List;
import org.gyre.core.InputException;
import org.gyre.data.npy.DType;
import org.gyre.data.npy.NpyArray;
import org.jspecify.annotations.Nullable;

/// Checks of the parameters of one node.
final class Checks {
    private final String type;
    private @Nullable String firstName;
    private @Nullable NpyArray first;

    /// @param type for messages
    Checks(String type) {
        this.type = type;
    }

    InputException refused(String what) {
        return new InputException(type + ": " + what);
    }

    /// Each number must be finite.
    Checks finite(String name, NpyArray array) {
        return check(name, array, Double.NEGATIVE_INFINITY, false);
    }

    /// Each number must be finite or plus infinity, which no potential reaches.
    Checks threshold(String name, NpyArray array) {
        return check(name, array, Double.NEGATIVE_INFINITY, true);
    }

    /// Each number must be at least 0; infinity is no leak.
    Checks time(String name, NpyArray array) {
        return check(name, array, 0, true);
    }

    private Checks check(String name, NpyArray array, double least, boolean infinite) {
        if (array.dtype() == DType.FLOAT32) {
            // Without a copy: weights are most of a network.
            float[] values = array.floats();
            for (int i = 0; i < values.length; i++) {
                check(name, i, values[i], least, infinite);
            }
        } else {
            double[] values = array.doubles();
            for (int i = 0; i < values.length; i++) {
                check(name, i, values[i], least, infinite);
            }
        }
        if (first == null) {
            first = array;
            firstName = name;
        }
        return this;
    }

    private void check(String name, int element, double value, double least, boolean infinite) {
        boolean finite = Double.isFinite(value) || (infinite && value == Double.POSITIVE_INFINITY);
        if (!finite || value < least) {
            throw refused(name + " has " + value + " at element " + element + ", where "
                    + (finite ? "a number of at least 0" : "a finite number")
                    + " is needed; correct it in the program that made the network");
        }
    }

    /// An array must have the shape of the first that was checked.
    Checks sameShape(String name, NpyArray array) {
        if (first != null && !Arrays.equals(first.shape(), array.shape())) {
            throw refused(firstName + " has shape " + list(first) + " and " + name + " has " + list(array)
                    + "; both need one number for each neuron");
        }
        return this;
    }

    /// An array must have a given shape.
    Checks shape(String name, NpyArray array, List<Integer> wanted, String because) {
        if (!list(array).equals(wanted)) {
            throw refused(name + " has shape " + list(array) + "; " + because + " asks for " + wanted);
        }
        return this;
    }

    /// Each size must be at least `least`, and there must be `count` of them.
    Checks sizes(String name, List<Integer> sizes, int count, int least) {
        if (sizes.size() != count) {
            throw refused(name + " is " + sizes + ", where " + (count == 1 ? "1 number is" : count + " numbers are")
                    + " needed");
        }
        return atLeast(name, sizes, least);
    }

    Checks atLeast(String name, List<Integer> sizes, int least) {
        for (int size : sizes) {
            if (size < least) {
                throw refused(name + " is " + sizes + ", where each number must be at least " + least);
            }
        }
        return this;
    }

    /// The extents as a list.
    static List<Integer> list(NpyArray array) {
        return Arrays.stream(array.shape()).boxed().toList();
    }
}
