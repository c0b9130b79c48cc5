package org.gyre.data.mat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gyre.core.Plural;

/// The value of a MATLAB variable.
public sealed interface MatValue {
    /// Extents, two at least.
    int[] shape();

    /// For people: `double 3 x 4`.
    String describe();

    /// Numbers or truth values.
    ///
    /// @param type   MATLAB's class: `double`, `int16`, `logical`
    /// @param values first index fastest, as MATLAB keeps them
    record Numbers(String type, int[] shape, double[] values) implements MatValue {
        @Override
        public String describe() {
            return type + " " + extents(shape);
        }

        /// Whether all values lie in one row or one column.
        public boolean isVector() {
            return Arrays.stream(shape).filter(extent -> extent != 1).count() <= 1 || values.length == 0;
        }
    }

    /// A text of one row.
    record Text(String text) implements MatValue {
        @Override
        public int[] shape() {
            return new int[] {1, text.length()};
        }

        @Override
        public String describe() {
            return "text of " + Plural.of(text.length(), "character");
        }
    }

    /// A cell array.
    ///
    /// @param values first index fastest
    record Cells(int[] shape, List<MatValue> values) implements MatValue {
        @Override
        public String describe() {
            return "cells " + extents(shape);
        }
    }

    /// A structure or an array of structures, all with the same fields.
    ///
    /// @param elements first index fastest
    record Struct(int[] shape, List<Map<String, MatValue>> elements) implements MatValue {
        @Override
        public String describe() {
            return (elements.size() == 1 ? "structure" : "structures " + extents(shape))
                    + (elements.isEmpty()
                            ? ""
                            : " with " + String.join(", ", elements.getFirst().keySet()));
        }
    }

    /// Something that is not read.
    ///
    /// @param what with an article: `a sparse array`
    record Other(String what) implements MatValue {
        @Override
        public int[] shape() {
            return new int[] {0, 0};
        }

        @Override
        public String describe() {
            return what + ", which is not read";
        }
    }

    private static String extents(int[] shape) {
        StringBuilder text = new StringBuilder();
        for (int extent : shape) {
            text.append(text.isEmpty() ? "" : " x ").append(extent);
        }
        return text.toString();
    }
}
