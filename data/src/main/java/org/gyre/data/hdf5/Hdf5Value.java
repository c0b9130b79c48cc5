package org.gyre.data.hdf5;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.gyre.data.npy.DType;
import org.gyre.data.npy.NpyArray;

/// What an HDF5 file can hold, as values in memory: groups, and datasets without their storage.
///
/// Files are written from these ([org.gyre.data.hdf5.write.Hdf5Writer]), and what a reader does not
/// know is kept in them.
public sealed interface Hdf5Value {
    /// A group.
    ///
    /// @param members by name, in the order of the names
    record Group(SortedMap<String, Hdf5Value> members) implements Hdf5Value {
        /// A group without members.
        public static final Group EMPTY = new Group(new TreeMap<>());

        public Group {
            members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
        }

        /// A group of these members, whatever the order of the map.
        public static Group of(Map<String, ? extends Hdf5Value> members) {
            return new Group(new TreeMap<>(members));
        }
    }

    /// Numbers of any shape; a single number has no extents.
    record Numbers(NpyArray array) implements Hdf5Value {}

    /// Texts of any shape.
    ///
    /// @param shape the extents; empty for a single text
    /// @param texts last index fastest, as many as the product of the extents
    record Texts(List<Integer> shape, List<String> texts) implements Hdf5Value {
        public Texts {
            shape = List.copyOf(shape);
            texts = List.copyOf(texts);
            long size = 1;
            for (int extent : shape) {
                if (extent < 0 || size * extent > Integer.MAX_VALUE) {
                    throw new IllegalArgumentException("texts of shape " + shape);
                }
                size *= extent;
            }
            if (size != texts.size()) {
                throw new IllegalArgumentException(texts.size() + " texts for shape " + shape);
            }
        }

        /// A single text.
        public static Texts of(String text) {
            return new Texts(List.of(), List.of(text));
        }
    }

    /// Sequences of numbers, each of its own length.
    ///
    /// @param type of all numbers
    /// @param rows arrays of one dimension and of this type
    record Sequences(DType type, List<NpyArray> rows) implements Hdf5Value {
        public Sequences {
            rows = List.copyOf(rows);
            for (NpyArray row : rows) {
                if (row.dtype() != type || row.rank() != 1) {
                    throw new IllegalArgumentException(row + " among sequences of " + type.numpyName());
                }
            }
        }
    }
}
